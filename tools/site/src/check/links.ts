import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Collects the links and anchors of pages while they are written, and says which lead nowhere. */
export class LinkCheck {
  readonly #ids = new Map<string, ReadonlySet<string>>();
  /** Pages and anchors that are linked, with a page that links there. */
  readonly #targets = new Map<string, string>();

  add(path: string, markup: string): void {
    const ids = new Set<string>();
    for (const [, id = ''] of markup.matchAll(/ id="([^"]*)"/g)) ids.add(id);
    this.#ids.set(path, ids);
    const folder = posix.dirname(path);
    for (const [, href = ''] of markup.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      const target = targetOf(href, path, folder);
      if (target !== undefined && !this.#targets.has(target)) this.#targets.set(target, path);
    }
  }

  /**
   * Links that lead nowhere, one a line.
   *
   * @param site folder of the site, for what is in it beside the pages
   */
  dead(site: string): readonly string[] {
    const dead: string[] = [];
    for (const [target, from] of this.#targets) {
      const [path = '', id = ''] = target.split('#');
      const ids = this.#ids.get(path);
      if (ids === undefined) {
        if (!existsSync(join(site, path))) dead.push(`${from}: ${path}`);
      } else if (id !== '' && !ids.has(id)) dead.push(`${from}: ${path}#${id}`);
    }
    return dead;
  }
}

function targetOf(href: string, path: string, folder: string): string | undefined {
  if (/^[a-z]+:/i.test(href)) return undefined;
  const [file = '', hash = ''] = decodeURIComponent(href.replaceAll('&amp;', '&')).split('#');
  const target = file === '' ? path : posix.normalize(posix.join(folder, file));
  const page = target.endsWith('/') || target === '.' ? posix.join(target, 'index.html') : target;
  return hash === '' ? page : `${page}#${hash}`;
}
