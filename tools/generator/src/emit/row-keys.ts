/*
 * Property names of table rows. The same rule is applied by the runtime to headings that no schema
 * documents, so a heading has the same name whether it was documented or not.
 */

const reserved = new Set(Object.getOwnPropertyNames(Object.prototype));

/** `Service User Id` becomes `serviceUserId`, `Line/Port` `linePort`, `MAC Address` `macAddress`. */
export function headingToKey(heading: string): string {
  const words = heading
    .replace(/%/g, ' percent ')
    .replace(/'/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const key = words
    .map((word, i) => {
      const lower = /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word)
        ? word.toLowerCase()
        : word.charAt(0).toLowerCase() + word.slice(1);
      return i === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join('');
  return key === '' || /^\p{N}/u.test(key) || reserved.has(key) ? `_${key}` : key;
}
