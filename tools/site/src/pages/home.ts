import type { Level } from '@ocipkit/generator';
import { codeBlock } from '../html/highlight.js';
import { markup, type Child, type Html } from '../html/html.js';
import { levelNames } from '../browse/names.js';
import type { GuidePage } from '../guides/pages.js';
import { Links, type Site } from '../site.js';
import type { PageContent } from '../theme/layout.js';

const SAMPLE = `import { connect } from '@ocipkit/client';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';

await using client = await connect({ url: 'tls://as1.example.net', username, password });
const user = await client.send(new UserGetRequest23V2({ userId: 'alice@example.test' }));`;

/** The first page. */
export function homePage(site: Site, guides: readonly GuidePage[]): PageContent {
  const path = 'index.html';
  const links = new Links(site, path);
  const { entries, release } = site.reference;
  const requests = entries.filter(({ kind }) => kind === 'request');
  const count = (own: readonly unknown[]): string => own.length.toLocaleString('en');
  const card = (to: string, title: string, text: string): Html =>
    markup`<li><a href="${links.to(to)}"><b>${title}</b><span>${text}</span></a></li>
`;
  const guide = (file: string): Child => {
    const page = guides.find((one) => one.file === file);
    return page !== undefined && card(page.path, page.title, firstSentence(page.lead));
  };
  const level = (name: Level): Child => {
    const own = requests.filter((entry) => entry.level === name);
    return (
      own.length > 0 &&
      card(`browse/${name.toLowerCase()}.html`, levelNames[name], `${count(own)} requests`)
    );
  };
  const more = site.sections.filter((section) => section.path.startsWith('api/'));
  return {
    path,
    title: 'ocipkit',
    description:
      'Run a Cisco BroadWorks platform from TypeScript: guides, every command, and the API.',
    kind: 'home',
    body: markup`<header class="hero"><h1>Run a BroadWorks platform from TypeScript</h1>
<p>Typed commands, a client that stays correct, and automations. Here are the guides, and a page for each of the ${count(requests)} requests of release <b>${release}</b>: what it takes, what comes back, examples to copy.</p>
<p class="actions"><a class="button" href="${links.to('guides/index.html')}">Read the guides</a><a class="button plain" href="${links.to('browse/index.html')}">Browse the commands</a></p>
${codeBlock(SAMPLE, 'ts', 'Sending a request')}</header>
<section aria-labelledby="commands"><h2 id="commands">Commands</h2>
<p>Press <kbd>/</kbd> and type a name, a field, a value or a column: <code>hunt group</code>, <code>callingLineId</code>, <code>Simultaneous</code>.</p>
<ul class="cards">
${(Object.keys(levelNames) as readonly Level[]).map(level)}</ul></section>
<section aria-labelledby="guides"><h2 id="guides">Guides</h2>
<ul class="cards wide">
${['docs/start.md', 'docs/connect.md', 'docs/client.md', 'docs/cli.md', 'docs/automations/README.md', 'docs/simulator.md', 'docs/generate.md', 'docs/security.md', 'docs/reliability.md'].map(guide)}</ul></section>
<section aria-labelledby="more"><h2 id="more">More</h2>
<ul class="cards">
${more.map((section) => card(section.path, section.title, 'Every class, function and type'))}${card('whats-new.html', 'What’s new', 'Against an older release')}${card('browse/deprecated.html', 'Deprecated', 'What to use instead')}</ul></section>
`,
  };
}

function firstSentence(text: string): string {
  const sentence = /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length <= 110 ? sentence : `${sentence.slice(0, 107).replace(/\s+\S*$/, '')} …`;
}
