/** Markup that needs no escaping any more. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: texts are escaped, nothing is written for `undefined` and `false`. */
export type Child = Html | string | number | false | undefined | readonly Child[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes a text for content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** Markup with values put in; attributes have to stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  let text = strings[0] ?? '';
  for (let i = 0; i < children.length; i++) text += render(children[i]) + (strings[i + 1] ?? '');
  return new Html(text);
}

/** Markup made elsewhere. */
export const raw = (text: string): Html => new Html(text);

/** The markup of what may stand in a template. */
export function render(child: Child): string {
  if (child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'object') return child.map(render).join('');
  return escapeHtml(String(child));
}

/** The parts with something between them. */
export function join(parts: readonly Child[], between: Child): Child {
  return parts.flatMap((part, i) => (i === 0 ? [part] : [between, part]));
}

/** A name that may break before its capital letters. */
export function breakable(name: string): Html {
  return new Html(escapeHtml(name).replace(/([a-z0-9])(?=[A-Z])/g, '$1<wbr>'));
}
