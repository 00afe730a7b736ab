import MarkdownIt, { type Token } from 'markdown-it';
import { codeBlock } from '../html/highlight.js';
import { escapeHtml, raw, type Html } from '../html/html.js';
import type { Links } from '../site.js';
import type { Heading } from '../theme/layout.js';

export interface RenderedMarkdown {
  readonly title: string;
  /** Text of the first paragraph. */
  readonly lead: string;
  readonly body: Html;
  /** Of levels two and three. */
  readonly headings: readonly Heading[];
  /** All its text, for the search. */
  readonly text: string;
}

export interface MarkdownContext {
  readonly links: Links;
  /** True for names that have a page. */
  readonly isType: (name: string) => boolean;
  /** The address that a link leads to; undefined for what is no part of the site. */
  readonly resolve: (href: string) => string | undefined;
}

type Tokens = readonly Token[];

/** Renders a document; links are resolved, code is coloured, names of types lead to their pages. */
export function renderMarkdown(source: string, context: MarkdownContext): RenderedMarkdown {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const tokens = markdown.parse(withoutComments(source), {});
  const { headings, title } = numberHeadings(tokens);
  resolveLinks(tokens, context);
  const { rules } = markdown.renderer;
  let section = title;
  rules.fence = (list, i) => {
    const token = list[i];
    const language = token?.info.trim().split(/\s/)[0] ?? '';
    return `${codeBlock(token?.content ?? '', language, `Code in “${section}”`).text}\n`;
  };
  rules.code_inline = (list, i) => {
    const text = list[i]?.content ?? '';
    if (context.isType(text)) return `<code>${context.links.type(text).text}</code>`;
    return `<code>${escapeHtml(text)}</code>`;
  };
  rules.table_open = () =>
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(`Table in “${section}”`)}"><table>`;
  rules.table_close = () => '</table></div>\n';
  rules.th_open = () => '<th scope="col">';
  rules.heading_open = (list, i, options, _env, self) => {
    section = plainText(list[i + 1]);
    return self.renderToken(list, i, options);
  };
  const body = markdown.renderer.render(tokens, markdown.options, {});
  const text = tokens
    .filter((token) => token.type === 'inline')
    .map(plainText)
    .join(' ');
  return { title, lead: leadOf(tokens), body: raw(body), headings, text };
}

/** Remarks for tools, such as those about the checking of code. */
function withoutComments(source: string): string {
  return source.replace(/^[ \t]*<!--[\s\S]*?-->[ \t]*$/gm, '');
}

function plainText(token: Token | undefined): string {
  const children = token?.children ?? [];
  return children.length === 0
    ? (token?.content ?? '')
    : children.map((child) => (child.type === 'softbreak' ? ' ' : child.content)).join('');
}

function leadOf(tokens: Tokens): string {
  const start = tokens.findIndex((token) => token.type === 'paragraph_open');
  return start < 0 ? '' : plainText(tokens[start + 1]);
}

/** Gives headings the ids that readers of the Markdown know them by. */
function numberHeadings(tokens: Tokens): { title: string; headings: readonly Heading[] } {
  const taken = new Map<string, number>();
  const headings: Heading[] = [];
  let title = '';
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return;
    const text = plainText(tokens[i + 1]);
    const level = Number(token.tag.slice(1));
    const slug = slugOf(text);
    const seen = taken.get(slug) ?? 0;
    taken.set(slug, seen + 1);
    const id = seen === 0 ? slug : `${slug}-${String(seen)}`;
    token.attrSet('id', id);
    if (level === 1 && title === '') title = text;
    if (level === 2 || level === 3) headings.push({ id, text, level });
  });
  return { title, headings };
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function resolveLinks(tokens: Tokens, { resolve }: MarkdownContext): void {
  for (const token of tokens.flatMap((t) => t.children ?? [])) {
    if (token.type !== 'link_open') continue;
    const href = String(token.attrGet('href') ?? '');
    const resolved = resolve(href);
    if (resolved === undefined) {
      // A file of the repository: its path is in the text.
      token.tag = 'span';
      token.attrs = [['title', href]];
      closeOf(tokens, token);
    } else token.attrSet('href', resolved);
  }
}

/** The end of a link takes the tag of its start. */
function closeOf(tokens: Tokens, open: Token): void {
  for (const { children } of tokens) {
    const start = children?.indexOf(open) ?? -1;
    const close =
      start < 0 ? undefined : children?.slice(start).find((t) => t.type === 'link_close');
    if (close !== undefined) close.tag = 'span';
  }
}
