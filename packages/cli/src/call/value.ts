import type { SimpleType } from '@ocipkit/core';

/** Whether a flag of the type means `true` where it stands alone. */
export function isSwitch({ primitive }: SimpleType): boolean {
  return primitive === 'boolean' || primitive === 'marker';
}

/**
 * Reads what was typed as a value of a type. A text that is none is given back as it is: the check of
 * the whole request says what is wrong with it.
 */
export function readValue(text: string, { primitive, values }: SimpleType): unknown {
  switch (primitive) {
    case 'boolean':
      if (text === 'true' || text === '1') return true;
      return text === 'false' || text === '0' ? false : text;
    case 'int':
    case 'long':
      return /^[+-]?\d{1,19}$/.test(text) ? Number(text) : text;
    case 'decimal':
    case 'float':
      return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
    case 'marker':
      return text === 'true' ? true : text;
    case 'base64Binary':
      return readBase64(text);
    default:
      // Values of an enumeration are told apart by case on the wire, people do not.
      return values?.find((value) => String(value).toLowerCase() === text.toLowerCase()) ?? text;
  }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes, or the text itself where it is no base64. */
export function readBase64(text: string): Uint8Array | string {
  const compact = text.replace(/\s+/g, '');
  return base64.test(compact) ? new Uint8Array(Buffer.from(compact, 'base64')) : text;
}
