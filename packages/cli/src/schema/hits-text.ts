import type { Terminal } from '../terminal/terminal.js';
import type { Hit } from './search.js';
import { wrapped } from './wrap.js';

/** What was found, for people: the name and kind in one line, what it is about below. */
export function hitsText(hits: readonly Hit[], { style, width }: Terminal): string {
  return hits
    .map(({ name, kind, status, matched, summary }) => {
      const state = status === 'current' ? '' : ` · ${status}`;
      const shown = matched.filter((where) => where !== 'name').slice(0, 3);
      const where = shown.length === 0 ? '' : ` · ${shown.join(', ')}`;
      const head = `${style.bold(name)}  ${style.dim(`${kind}${state}${where}`)}`;
      return [head, ...wrapped(summary, Math.min(100, width), '    ')].join('\n') + '\n';
    })
    .join('');
}
