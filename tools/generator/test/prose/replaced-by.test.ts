import { describe, expect, it } from 'vitest';
import { mineReplacedBy } from '../../src/prose/replaced-by.js';

describe('a note on the successor', () => {
  it.each([
    ['with a colon', 'Replaced by: KiteGetRequest22V2'],
    ['with a full stop', 'Flies a kite.\n\n   Replaced by: KiteGetRequest22V2.\n'],
    ['without a colon', 'Replaced by KiteGetRequest22V2'],
    ['with a capital', 'Replaced By: KiteGetRequest22V2'],
    ['with a blank before the colon', 'Replaced By : KiteGetRequest22V2'],
    ['without a blank after it', 'Replaced by:KiteGetRequest22V2'],
    ['in the present', 'Replace by: KiteGetRequest22V2.'],
    ['as a deprecation', 'Deprecated by KiteGetRequest22V2.'],
    ['over two lines', 'Replaced by:\n     KiteGetRequest22V2'],
    ['with an article', 'Replaced by the KiteGetRequest22V2.'],
    ['with a subject', 'This request is replaced by: KiteGetRequest22V2'],
    ['behind a sentence', 'Flies a kite. Replaced by: KiteGetRequest22V2'],
    ['in a list', 'Uses wind:\n  - windSpeed\n  - Replaced by: KiteGetRequest22V2'],
    ['before other text', 'Replaced by: KiteGetRequest22V2.\nFlies a kite.'],
    ['by way of the request', 'Replaced by: Response to KiteGetRequest22V2'],
  ])('is read %s', (_, doc) => {
    expect(mineReplacedBy(doc)).toEqual({ targets: ['KiteGetRequest22V2'] });
  });

  it('may hold for one mode only', () => {
    const targets = ['KiteGetRequest'];
    expect(mineReplacedBy('Replaced by: KiteGetRequest in AS data mode.')).toEqual({
      targets,
      mode: 'AS',
    });
    expect(mineReplacedBy('Replaced by KiteGetRequest in XS mode\n')).toEqual({
      targets,
      mode: 'XS',
    });
    expect(mineReplacedBy('Replaced by: KiteGetRequest\n  in AS data mode')).toEqual({
      targets,
      mode: 'AS',
    });
    expect(mineReplacedBy('Replaced by: KiteGetRequest in AS and XS data mode')).toEqual({
      targets,
    });
  });

  it('may name several types', () => {
    const doc = `Replaced by: KiteAddRequest,
                   KiteTailAddRequest and
                   KiteWindAddRequest`;
    expect(mineReplacedBy(doc)).toEqual({
      targets: ['KiteAddRequest', 'KiteTailAddRequest', 'KiteWindAddRequest'],
    });
  });

  it('may differ by mode, so that the type is replaced in all of them', () => {
    const doc =
      'Replaced by: KiteGetRequest20 in AS data mode\nReplaced by: KiteGetRequest22 in XS data mode';
    expect(mineReplacedBy(doc)).toEqual({ targets: ['KiteGetRequest20', 'KiteGetRequest22'] });
  });

  it('keeps the names as they are written', () => {
    expect(mineReplacedBy('Replaced by: KiteGetRequest21Sp1V2')?.targets).toEqual([
      'KiteGetRequest21Sp1V2',
    ]);
  });

  it.each([
    'A list of kites that replaces the one before.',
    'Kites lost are replaced by BroadWings kites of the same colour.',
    'The old tail is replaced by the new one. KiteGetRequest reads it.',
    'Replaced by: something better',
    'Replaced by KiteWings that the owner has bought.',
    'Any kite may be replaced by: KiteAddRequest reads how.',
    '',
  ])('is not read from other prose: %s', (doc) => {
    expect(mineReplacedBy(doc)).toBeUndefined();
  });
});
