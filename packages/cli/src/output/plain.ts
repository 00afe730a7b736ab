/**
 * A text as a terminal may show it: what would move the cursor, change colours or ring the bell is
 * shown as a mark. Names come from the platform, where anybody may have written them.
 */
export function plainText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the ones that are meant
  return text.replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (char) =>
    char === '\n' || char === '\t' ? ' ' : '�',
  );
}

/** Any value in one cell: objects and lists as JSON, nothing for what is absent. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return value.map(cellText).join(', ');
  }
  return JSON.stringify(value);
}
