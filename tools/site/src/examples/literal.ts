import { isFields } from './values.js';

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What a property is called in TypeScript. */
export function propertyName(name: string): string {
  return identifier.test(name) ? name : quoted(name);
}

/** A text in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/**
 * A value as TypeScript, an object over several lines.
 *
 * @param remark what stands behind a field, as a comment
 */
export function literal(
  value: unknown,
  indent = '',
  remark: (field: string) => string | undefined = () => undefined,
): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Uint8Array) return `Uint8Array.from([${[...value].join(', ')}])`;
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => literal(item, indent, remark));
    return `[${items.join(', ')}]`;
  }
  if (!isFields(value)) return String(value);
  const fields = Object.entries(value);
  if (fields.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = fields.map(([name, field]) => {
    const note = remark(name);
    const text = `${inner}${propertyName(name)}: ${literal(field, inner, remark)},`;
    return note === undefined ? text : `${text} // ${note}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}
