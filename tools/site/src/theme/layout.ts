import { markup, raw, type Child, type Html } from '../html/html.js';
import { Links, type Site } from '../site.js';

/** A page as it is put into the frame of the site. */
export interface PageContent {
  /** Path inside the site, such as `reference/user-get-request.html`. */
  readonly path: string;
  readonly title: string;
  /** One sentence for those who find the page from outside. */
  readonly description?: string | undefined;
  /** Part of the header that it belongs to: the path of its entry. */
  readonly section?: string;
  readonly body: Html;
  /** What stands beside the page on the left: pages near this one. */
  readonly aside?: Html | undefined;
  /** Headings of the page: id and text. */
  readonly contents?: readonly Heading[] | undefined;
  /** Further class of the main part. */
  readonly kind?: string;
}

export interface Heading {
  readonly id: string;
  readonly text: string;
  readonly level?: 2 | 3 | undefined;
}

/** Before anything is painted, so that the page does not flash in the other theme. */
const EARLY =
  "try{var t=localStorage.getItem('ocip-theme');if(t)document.documentElement.dataset.theme=t}catch{}document.documentElement.classList.add('js')";

/** The whole document of a page. */
export function layout(site: Site, page: PageContent): string {
  const links = new Links(site, page.path);
  const root = links.to('');
  const { contents = [] } = page;
  const title = page.path === 'index.html' ? 'ocipkit' : `${page.title} · ocipkit`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${page.description === undefined || page.description === '' ? '' : markup`<meta name="description" content="${page.description}">`}
<meta name="color-scheme" content="light dark">
<script>${raw(EARLY)}</script>
<link rel="stylesheet" href="${root}assets/style.css">
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<script defer src="${root}assets/site.js" data-root="${root}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${header(site, page, links)}
<div class="frame${page.aside === undefined ? '' : ' with-aside'}${contents.length < 2 ? '' : ' with-contents'}">
${
  page.aside === undefined
    ? ''
    : markup`<nav class="aside" aria-label="Near this page"><details open><summary>Near this page</summary>${page.aside}</details></nav>`
}
<main id="main" tabindex="-1"${page.kind === undefined ? '' : markup` class="${page.kind}"`}>
${page.body}
</main>
${contents.length < 2 ? '' : contentsOf(contents)}
</div>
<footer class="foot"><p>${site.reference.release === '' ? '' : markup`Commands of release <b>${site.reference.release}</b>. `}ocipkit is an independent project, neither made nor endorsed by Cisco.</p></footer>
</body>
</html>
`.text;
}

function header(site: Site, page: PageContent, links: Links): Html {
  return markup`<header class="top">
<a class="brand" href="${links.to('index.html')}">${LOGO}<span>ocipkit</span><small>${site.reference.release}</small></a>
<div class="search" role="search">
<label class="unseen" for="q">Search</label>
<input id="q" type="search" role="combobox" aria-expanded="false" aria-controls="hits" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Search commands, fields, values">
<kbd aria-hidden="true">/</kbd>
<div id="hits" role="listbox" aria-label="Search results" hidden></div>
<p class="unseen" role="status" id="hit-count"></p>
</div>
<nav class="sections" aria-label="Site">${site.sections.map(({ title, path }) => sectionLink(title, links.to(path), path === page.section))}</nav>
<button class="theme" type="button" aria-label="Switch between light and dark">${SUN}${MOON}</button>
</header>`;
}

function sectionLink(title: string, href: string, isCurrent: boolean): Child {
  return markup`<a href="${href}"${isCurrent ? raw(' aria-current="true"') : ''}>${title}</a>`;
}

function contentsOf(headings: readonly Heading[]): Html {
  return markup`<nav class="contents" aria-labelledby="on-this-page"><p id="on-this-page">On this page</p><ul>
${headings.map(({ id, text, level = 2 }) => markup`<li${level === 3 ? raw(' class="sub"') : ''}><a href="#${id}">${text}</a></li>`)}
</ul></nav>`;
}

const LOGO = raw(
  '<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="currentColor"/><path d="M7.5 8.2 4.6 12l2.9 3.8M16.5 8.2l2.9 3.8-2.9 3.8M13.4 7l-2.8 10" fill="none" stroke="var(--page)" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);
const SUN = raw(
  '<svg class="sun" width="18" height="18" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><circle cx="12" cy="12" r="4.2"/><path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8"/></svg>',
);
const MOON = raw(
  '<svg class="moon" width="18" height="18" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"><path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/></svg>',
);

/** The icon of the site. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#1d5fb4"/><path d="M7.5 8.2 4.6 12l2.9 3.8M16.5 8.2l2.9 3.8-2.9 3.8M13.4 7l-2.8 10" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></svg>\n';
