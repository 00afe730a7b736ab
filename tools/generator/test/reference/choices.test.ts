import { describe, expect, it } from 'vitest';
import { command, element, type } from '../support/releases.js';
import { choicesOf, page } from './support.js';

const choice = (branches: string, attributes = ''): string =>
  `<xs:choice ${attributes}>${branches}</xs:choice>`;
const optional = (name: string): string => element(name, 'xs:token', 'minOccurs="0"');
const both = `<xs:sequence>${element('left')}${element('right')}</xs:sequence>`;

function choiceOf(particles: string): unknown {
  return choicesOf(page(type('Kite', particles), 'Kite').particles)[0];
}

describe('a choice', () => {
  it('has its branches, each with one field or several', () => {
    expect(choiceOf(choice(element('up') + both))).toMatchObject({
      kind: 'choice',
      number: 1,
      required: true,
      branches: [[{ name: 'up' }], [{ name: 'left' }, { name: 'right' }]],
    });
  });

  it('may be left out', () => {
    expect(choiceOf(choice(element('up') + element('down'), 'minOccurs="0"'))).toMatchObject({
      required: false,
    });
  });

  it('may be empty where all of some branch is optional', () => {
    expect(choiceOf(choice(optional('up') + element('down')))).toMatchObject({
      required: true,
      mayBeEmpty: true,
    });
    expect(choiceOf(choice(element('up') + element('down')))).not.toHaveProperty('mayBeEmpty');
  });

  it('that repeats has bounds, and the name of its list', () => {
    const found = choiceOf(choice(element('up') + both, 'maxOccurs="10"'));
    expect(found).toMatchObject({
      repeats: true,
      list: { min: 1, max: 10 },
      property: '$items',
    });
    expect(choiceOf(choice(element('up') + both))).not.toHaveProperty('list');
  });

  it('is numbered through on its page, in types declared in place and bases too', () => {
    const inPlace = `<xs:element name="tail"><xs:complexType>${choice(element('a') + element('b'))}</xs:complexType></xs:element>`;
    const base = type('Base', choice(element('c') + element('d')));
    const derived = command('Kite', 'Base', inPlace + choice(element('e') + element('f')));
    expect(choicesOf(page(base + derived, 'Kite').particles).map((c) => c.number)).toEqual([
      1, 2, 3,
    ]);
  });

  it('that repeats beside one that its base has gets a list of its own', () => {
    const repeated = (a: string, b: string): string =>
      choice(element(a) + element(b), 'maxOccurs="3"');
    const types = type('Base', repeated('a', 'b')) + command('Kite', 'Base', repeated('c', 'd'));
    expect(choicesOf(page(types, 'Kite').particles).map((c) => c.property)).toEqual([
      '$items',
      '$items2',
    ]);
  });
});
