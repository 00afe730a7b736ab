import { TYPE } from '../descriptor/structure.js';

/**
 * Sets an own property, whatever its name: a field called `constructor` or `__proto__` is data, and
 * so is one that has the name of a getter of its class.
 */
export function setField(target: object, name: string, value: unknown): void {
  if (name in target) {
    Object.defineProperty(target, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    (target as Record<string, unknown>)[name] = value;
  }
}

/**
 * Copies the caller's fields onto a new command.
 *
 * @throws TypeError if the input is not an object, or names another type in `$type`.
 */
export function assignFields(target: object, typeName: string, input: unknown): void {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    // A text may be a secret that was meant for a field.
    const found = typeof input === 'string' ? 'a text' : kindOf(input);
    throw new TypeError(`${typeName}: expected an object with the fields, found ${found}`);
  }
  const fields = input as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (name === TYPE) {
      if (value !== typeName) {
        throw new TypeError(`${typeName}: the fields are those of ${kindOf(value)}`);
      }
    } else if (value !== undefined) {
      setField(target, name, value);
    }
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? `'${value}'` : typeof value;
}
