import type { ComplexTypeDef } from '../model/types.js';
import { addedEffect, occurrenceEffect } from './choice-effects.js';
import { backwards, finding, type Finding } from './effect.js';

/** Compares the attributes of two types; only types of the protocol itself have any. */
export function attributeFindings(
  older: ComplexTypeDef,
  newer: ComplexTypeDef,
  path: string,
): readonly Finding[] {
  const names = new Set([...older.attributes, ...newer.attributes].map(({ name }) => name));
  const text = (required: boolean): string => (required ? 'required' : 'optional');
  return [...names].sort().flatMap((name): readonly Finding[] => {
    const before = older.attributes.find((a) => a.name === name);
    const after = newer.attributes.find((a) => a.name === name);
    const bounds = (required: boolean): { min: number; max: number } => ({
      min: Number(required),
      max: 1,
    });
    const at = path === '' ? name : `${path}.${name}`;
    if (before !== undefined && after !== undefined) {
      if (before.required === after.required) return [];
      const effect = occurrenceEffect(bounds(before.required), bounds(after.required));
      const [left, right] = [text(before.required), text(after.required)];
      return [finding('attribute-changed', at, left, right, effect)];
    }
    if (after !== undefined) {
      const effect = addedEffect(bounds(after.required));
      return [finding('attribute-added', at, undefined, text(after.required), effect)];
    }
    const required = before?.required === true;
    const effect = backwards(addedEffect(bounds(required)));
    return [finding('attribute-removed', at, text(required), undefined, effect)];
  });
}
