import { markup, type Child, type Html } from '../html/html.js';
import type { Heading } from '../theme/layout.js';

/** A part of a page with its heading. */
export interface Part extends Heading {
  readonly body: Html;
}

/** A part, or nothing where there is nothing to say. */
export function part(id: string, text: string, body: Html | undefined): readonly Part[] {
  return body === undefined ? [] : [{ id, text, body }];
}

/** The parts below each other. */
export function sections(parts: readonly Part[]): Child {
  return parts.map(
    ({ id, text, body }) =>
      markup`<section aria-labelledby="${id}"><h2 id="${id}">${text}<a class="here" href="#${id}" aria-label="Link to ${text}">#</a></h2>
${body}
</section>
`,
  );
}

/** A table that scrolls in a box of its own where the page is narrow. */
export function scrolling(label: string, table: Html): Html {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a, b and c` */
export function listing(items: readonly Child[], word = 'and'): Child {
  return items.map((item, i) => [i === 0 ? '' : i === items.length - 1 ? ` ${word} ` : ', ', item]);
}
