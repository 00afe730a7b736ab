import { firstMode, NameIndex, proseLines } from './text.js';
import type { DataMode } from './types.js';

/** The value to send in a field that is of no use to a data mode but required by the schema. */
export interface ValueHint {
  /** Mode in which the field has no use; absent where the remark names none. */
  readonly mode: DataMode | undefined;
  readonly value: string;
}

export interface MinedValueHints {
  readonly hints: ReadonlyMap<string, readonly ValueHint[]>;
  /** What a remark names although the type has no such field, or gives no plain value for. */
  readonly unread: readonly string[];
}

const NAME = String.raw`([A-Za-z][\w-]{0,120})`;
/** In double or single quotes, or a bare word. */
const VALUE = String.raw`(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([\w.]{1,80}))`;
const USE_VALUE = new RegExp(
  String.raw`\b${NAME}[,; ]? ?(?:- ?|\()?use (value)? ?${VALUE} (?=in ([^,.)]{0,20}))`,
  'gi',
);
const IF_NOT_USED = new RegExp(
  String.raw`\b${NAME}[,;]? ?should be set to ${VALUE} if not used\b`,
  'gi',
);

const IS_RETURNED = new RegExp(
  String.raw`\b${NAME}[,; ]? ?(?:the )?value ${VALUE} is returned (?=in ([^,.)]{0,20}))`,
  'gi',
);
const REMARK = new RegExp(
  String.raw`^[-,;. (]*(?:(?:use )?(?:the )?value ${VALUE} (?:is returned )?in (?:the )?\w{2,3} (?:data )?mode|should be set to ${VALUE} if not used)?[.,;)]*$`,
  'i',
);

/** Whether what follows a field's name is a remark of these kinds, or nothing. */
export function isValueRemark(text: string): boolean {
  return REMARK.test(text.trim());
}

/** Finds the values that a data mode returns in fields it does not use. */
export function mineReturnedValues(
  typeDoc: string,
  fieldNames: Iterable<string>,
): ReadonlyMap<string, readonly ValueHint[]> {
  const known = new NameIndex(fieldNames);
  const hints = new Map<string, ValueHint[]>();
  const text = proseLines(typeDoc).join(' ');
  for (const [, name = '', double, single, bare, where = ''] of text.matchAll(IS_RETURNED)) {
    const field = known.find(name);
    const value = double ?? single ?? bare;
    const [mode] = firstMode(where)?.modes ?? [];
    if (field === undefined || value === undefined || mode === undefined) continue;
    const given = hints.get(field) ?? [];
    if (given.some((hint) => hint.mode === mode && hint.value === value)) continue;
    hints.set(field, [...given, { mode, value }]);
  }
  return hints;
}

/**
 * Finds the remarks in a type's documentation that say which value to send in a field where a data
 * mode doesn't use it.
 *
 * @param fieldNames elements of the type, those of its anonymous types included
 */
export function mineValueHints(typeDoc: string, fieldNames: Iterable<string>): MinedValueHints {
  const known = new NameIndex(fieldNames);
  const hints = new Map<string, ValueHint[]>();
  const unread = new Set<string>();
  const add = (name: string, value: string | undefined, mode: DataMode | undefined): void => {
    const field = known.find(name);
    if (field === undefined || value === undefined) {
      unread.add(name);
      return;
    }
    const given = hints.get(field) ?? [];
    if (given.some((hint) => hint.mode === mode && hint.value === value)) return;
    hints.set(field, [...given, { mode, value }]);
  };

  const text = proseLines(typeDoc)
    .join(' ')
    .replace(/\buseValue\b/g, 'use value');
  for (const [, name = '', word, double, single, bare, where = ''] of text.matchAll(USE_VALUE)) {
    const modes = firstMode(where)?.modes ?? [];
    // Without the word "value" an expression follows, not a value as it is sent.
    const value = double ?? single ?? bare;
    for (const mode of modes) add(name, word === undefined ? undefined : value, mode);
  }
  for (const [, name = '', double, single, bare] of text.matchAll(IF_NOT_USED)) {
    add(name, double ?? single ?? bare, undefined);
  }
  return { hints, unread: [...unread] };
}
