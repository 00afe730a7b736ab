import { type Application, type DefaultThemeRenderContext, JSX, type Reflection } from 'typedoc';
import type { RenderJob } from './job.js';
import { API_FOLDER } from './urls.js';

const COMMANDS = 'commands/';

/** TypeDoc keeps the choice between light and dark under a name of its own; that of the site counts. */
const THEME =
  "try{localStorage.setItem('tsd-theme',localStorage.getItem('ocip-theme')||'os')}catch{}";

type SiteFacts = Pick<RenderJob, 'referencePages' | 'sections'>;

/** Ties the pages to the site around them: its header on each, and the way to the page of the reference. */
export function frame(app: Application, { referencePages, sections }: SiteFacts): void {
  app.renderer.hooks.on('head.end', () =>
    element('script', {}, JSX.createElement(JSX.Raw, { html: THEME })),
  );
  app.renderer.hooks.on('body.begin', (context) =>
    element(
      'nav',
      { class: 'ocipkit-site', 'aria-label': 'Site' },
      link(context, 'index.html', 'ocipkit'),
      ...sections.map(({ title, path }) => link(context, path, title)),
    ),
  );
  app.renderer.hooks.on('content.begin', (context) => {
    const key = keyOf(context.model);
    const url = referencePages[key] ?? referencePages[key.replace(/Input$/, '')];
    return url === undefined
      ? JSX.createElement(JSX.Fragment, null)
      : element('p', { class: 'ocipkit-reference' }, link(context, url, 'Reference page'));
  });
}

/** To a page of the site, by its path there. */
function link(context: DefaultThemeRenderContext, path: string, title: string): JSX.Element {
  const isHere = path.startsWith(`${API_FOLDER}/`);
  return element(
    'a',
    { href: context.relativeURL(`../${path}`), ...(isHere && { 'aria-current': 'true' }) },
    title,
  );
}

function element(
  tag: 'nav' | 'p' | 'a' | 'script',
  attributes: Readonly<Record<string, string>>,
  ...children: JSX.Children[]
): JSX.Element {
  return JSX.createElement(tag, attributes, ...children);
}

/** `user/UserGetRequest23V2`; empty where it is no generated type. */
function keyOf(model: Reflection): string {
  const module = model.parent?.name ?? '';
  if (!module.startsWith(COMMANDS)) return '';
  return `${module.slice(COMMANDS.length)}/${model.name}`;
}
