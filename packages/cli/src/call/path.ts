import { TYPE } from './fields.js';

/** One step on the way to a field: a name, and the entry where it is a list. */
export interface Step {
  readonly name: string;
  readonly index?: number | undefined;
}

/**
 * Reads the path of a field, such as `address.city`, `sipAliasList.sipAlias[0]` or
 * `sipAliasList.sipAlias.0`. The last step may be `$type`, or `xsi:type`, which no shell expands.
 *
 * @returns undefined if the text is no path
 */
export function readPath(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const part of text.split('.')) {
    const [, name, entry] = /^([^[\]\s]+)(?:\[(\d{1,6})\])?$/.exec(part) ?? [];
    if (name === undefined) return undefined;
    if (/^\d{1,6}$/.test(name)) {
      const list = steps.pop();
      if (list === undefined || list.index !== undefined || entry !== undefined) return undefined;
      steps.push({ name: list.name, index: Number(name) });
    } else {
      steps.push({
        name: name === 'xsi:type' ? TYPE : name,
        index: entry === undefined ? undefined : Number(entry),
      });
    }
  }
  return steps;
}

/** The path as it is written. */
export function pathText(steps: readonly Step[]): string {
  return steps
    .map(({ name, index }) => (index === undefined ? name : `${name}[${String(index)}]`))
    .join('.');
}
