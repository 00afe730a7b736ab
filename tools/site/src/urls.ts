/*
 * Where pages are. Names keep their letters in titles and anchors; files are in kebab-case, since not
 * every file system tells capitals apart. The browser finds the pages of search results with this, too.
 */

/** File of the page of a type: `UserGetRequest23V2` is `user-get-request23-v2.html`. */
export function typeFile(name: string): string {
  return `${kebab(name)}.html`;
}

/** Words of a name, in small letters, with hyphens. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** The way from one page to another; both are paths inside the site. */
export function relativeUrl(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) {
    shared += 1;
  }
  return '../'.repeat(here.length - shared) + there.slice(shared).join('/');
}
