import { describe, expect, it } from 'vitest';
import { tellsEffect } from '../../src/prose/effects.js';

describe('a sentence on effects', () => {
  it.each([
    'The old kite will be deleted.',
    'Its numbers will automatically be unassigned.',
    'Choosing one automatically disables the other.',
    'It is automatically removed from the field.',
    'This also deletes the tail.',
    'The list replaces the former list.',
    'They replace the entire list of kites.',
    'The change takes effect after a restart.',
    'The settings of a removed kite are lost.',
    'There is no way to undo it.',
    "This can't be undone; the number returns to the group.",
    'Its agents stay users of the group.',
    'Its numbers stay assigned to the group.',
    'Leaving the state Unavailable clears the code.',
  ])('is: %s', (sentence) => {
    expect(tellsEffect(sentence)).toBe(true);
  });

  it.each([
    'Adds a kite to the list.',
    'Deletes a kite.',
    'Fields left out keep their value.',
    'The name is chosen automatically.',
    'The size will be set to 1 by default.',
    'The list holds all kites.',
    'What is not named stays as it is.',
  ])('is not: %s', (sentence) => {
    expect(tellsEffect(sentence)).toBe(false);
  });
});
