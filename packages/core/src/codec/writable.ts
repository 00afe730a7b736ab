import { EncodeError } from '../errors.js';
import { findIllegalCharacter, nameOfCharacter } from '../xml/chars.js';

/** @throws EncodeError if the text holds a character that XML cannot carry, escaped or not */
export function assertWritable(text: string, path: string): void {
  const bad = findIllegalCharacter(text);
  if (bad < 0) return;
  throw new EncodeError(path, `XML cannot carry the character ${nameOfCharacter(text, bad)}`);
}
