import { describe, expect, it } from 'vitest';
import { cleanProse, escapeTsDoc } from '../../src/prose/clean.js';

describe('clean prose', () => {
  it('has no indentation and no superfluous blanks', () => {
    const doc = '\r\n\n      Flies  a kite.\r\n\t\tUses wind.\r\n\r\n   \r\n\r\n      Ends.\n   ';
    expect(cleanProse(doc)).toBe('Flies a kite.\nUses wind.\n\nEnds.');
  });

  it('leaves out what is data', () => {
    const doc = `Flies a kite.
      The response is either a KiteFlyResponse or an ErrorResponse. Needs wind.

      Replaced by: KiteFlyRequest22,
          KiteWindRequest in AS data mode.
      Lands it.`;
    expect(cleanProse(doc)).toBe('Flies a kite.\nNeeds wind.\n\nLands it.');
  });

  it('keeps what says more than the data', () => {
    const doc = `Response to KiteFlyRequest.
      The response is a KiteFlyResponse if the wind is good.
      Lost kites are replaced by BroadWings kites.`;
    expect(cleanProse(doc)).toBe(
      'Response to KiteFlyRequest.\nThe response is a KiteFlyResponse if the wind is good.\n' +
        'Lost kites are replaced by BroadWings kites.',
    );
  });

  it('may leave nothing', () => {
    expect(cleanProse('Replaced by: KiteFlyRequest22')).toBe('');
    expect(cleanProse('   \n ')).toBe('');
  });

  describe('keeps lists as lists', () => {
    it('where they are indented', () => {
      const doc = `Kites that fly:
          red ones
          blue ones with a tail
        Others do not.`;
      expect(cleanProse(doc)).toBe(
        'Kites that fly:\n- red ones\n- blue ones with a tail\n\nOthers do not.',
      );
    });

    it('where they are names', () => {
      const doc = 'Needs these fields:\nkiteId,\nwindSpeed (if any)\n"All" of them count.';
      expect(cleanProse(doc)).toBe(
        'Needs these fields:\n- kiteId,\n- windSpeed (if any)\n\n"All" of them count.',
      );
    });

    it('where they have bullets', () => {
      const doc = 'Kites are\n  - red, or blue if it rains.\n  * blue.\n  Others fall.';
      expect(cleanProse(doc)).toBe(
        'Kites are\n- red, or blue if it rains.\n- blue.\n\nOthers fall.',
      );
    });

    it('where prose goes on at their depth', () => {
      const doc = 'Needs these fields:\n   kiteId\n   windSpeed\n   They exclude each other.';
      expect(cleanProse(doc)).toBe(
        'Needs these fields:\n- kiteId\n- windSpeed\n\nThey exclude each other.',
      );
    });

    it('where a note ends them', () => {
      const doc = 'Needs these fields:\n   kiteId\n   Replaced by: KiteFlyRequest22';
      expect(cleanProse(doc)).toBe('Needs these fields:\n- kiteId');
    });

    it('but makes none of prose that wraps', () => {
      const doc = `Note:
          The kite flies as long as there is any wind in the field and somebody who holds it;
          otherwise it falls.`;
      expect(cleanProse(doc)).not.toContain('- ');
    });
  });
});

describe('text in a comment', () => {
  it.each([
    ['a */ b', 'a *\\/ b'],
    ['exactly one @', 'exactly one \\@'],
    ['{x} <y>', '\\{x\\} \\<y\\>'],
    ['C:\\kites', 'C:\\\\kites'],
    ['a &lt; b & c', 'a \\&lt; b & c'],
    ['the `x', 'the \\`x'],
    ['`a` and the `x @y', '\\`a\\` and the \\`x \\@y'],
    ['code `{a} @b` here', 'code `{a} @b` here'],
    ['code `a*/` here', 'code `a*\\/` here'],
    ['one ` here\nand ` there', 'one \\` here\nand \\` there'],
    ['/ at the start', '\\/ at the start'],
    ['plain: "text", it\'s (so) 50 %', 'plain: "text", it\'s (so) 50 %'],
  ])('is safe and readable: %s', (text, safe) => {
    expect(escapeTsDoc(text)).toBe(safe);
  });

  it('never ends the comment', () => {
    for (const text of ['*/', '**/', '*\\/', '\\*/', '`*/', '`*/`', '*/*/', '* /\n*/']) {
      expect(escapeTsDoc(text), text).not.toContain('*/');
    }
  });
});
