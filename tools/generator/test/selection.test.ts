import { describe, expect, it } from 'vitest';
import { problemsIn } from './support/compile.js';
import {
  element,
  fileOf,
  refused,
  request,
  response,
  run,
  schema,
  simple,
  type,
  type Files,
} from './support/releases.js';

const form = (name: string): string =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="FieldKey"><xs:sequence>${element('place', 'Place')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;

const release: Files = {
  'OCISchemaAS.xsd': schema(
    '<xs:include schemaLocation="Types.xsd"/><xs:include schemaLocation="Deprecated.xsd"/>' +
      request('KiteGetRequest', element('key', 'FieldKey')) +
      response('KiteGetResponse', element('tail', 'Tail')) +
      request('KiteFlyRequest', element('wind', 'Wind')) +
      response('KiteLostResponse', element('wind', 'Wind')),
  ),
  'Types.xsd': schema(
    '<xs:complexType name="FieldKey" abstract="true"><xs:sequence/></xs:complexType>' +
      form('BeachKey') +
      form('HillKey') +
      simple('Place', 'ShortText', '<xs:maxLength value="5"/>') +
      simple('ShortText', 'xs:token', '<xs:maxLength value="9"/>') +
      type(
        'Tail',
        `<xs:choice>${element('long', 'xs:boolean')}${element('knots', 'Knots')}</xs:choice>`,
      ) +
      type('Knots', element('count', 'xs:int')) +
      simple('Wind', 'xs:int') +
      type('Unused', element('wind', 'Wind')),
  ),
  'Deprecated.xsd': schema(
    request('KiteGetRequest14', element('old', 'OldTail')) +
      type('OldTail', element('knots', 'Knots')) +
      simple('SharedOld', 'xs:token'),
  ),
};

/** Names that a run declares as types. */
function names(options: Parameters<typeof run>[1]): string[] {
  const { output } = run(release, options);
  const texts = [...output].filter(([path]) => !/registry|release|index/.test(path));
  const found = texts.flatMap(([, text]) => [
    ...text.matchAll(/^export (?:class|interface|type) (\w+)/gm),
  ]);
  return [...new Set(found.map(([, name = '']) => name))]
    .filter((n) => !n.endsWith('Input'))
    .sort();
}

describe('a selection', () => {
  it('is everything by default', () => {
    // prettier-ignore
    expect(names({})).toEqual([
      'BeachKey', 'FieldKey', 'HillKey', 'KiteFlyRequest', 'KiteGetRequest', 'KiteGetRequest14',
      'KiteGetResponse', 'KiteLostResponse', 'Knots', 'OldTail', 'Place', 'SharedOld', 'ShortText',
      'Tail', 'Unused', 'Wind',
    ]);
  });

  it('is the requests that match, their responses, and all they need, forms of abstract types too', () => {
    // prettier-ignore
    expect(names({ include: ['KiteGetRequest'] })).toEqual([
      'BeachKey', 'FieldKey', 'HillKey', 'KiteGetRequest', 'KiteGetResponse', 'Knots', 'Place', 'Tail',
    ]);
  });

  it('may match by stars and question marks, and by several globs', () => {
    expect(names({ include: ['KiteGet*'] })).toContain('KiteGetRequest14');
    expect(names({ include: ['KiteGetRequest??'] })).not.toContain('KiteGetRequest');
    expect(names({ include: ['KiteFly*', 'KiteGetRequest14'] })).toEqual([
      'KiteFlyRequest',
      'KiteGetRequest14',
      'Knots',
      'OldTail',
      'Wind',
    ]);
  });

  it('takes a glob literally but for its signs', () => {
    expect(refused(() => run(release, { include: ['KiteGet.*'] }))).toHaveLength(1);
    expect(refused(() => run(release, { include: ['(Kite'] }))).toHaveLength(1);
  });

  it('without deprecated commands leaves out what only they need', () => {
    const found = names({ deprecated: false });
    expect(found).not.toContain('KiteGetRequest14');
    expect(found).not.toContain('OldTail');
    expect(found).toContain('KiteFlyRequest');
    expect(fileOf(run(release, { deprecated: false }), 'deprecated.ts')).toMatch(
      /\nexport \{\};\n$/,
    );
  });

  it.each([
    [
      { include: ['KiteGetRequest', 'KiteGestRequest'] },
      "'KiteGestRequest'. Did you mean 'KiteGetRequest'?",
    ],
    [{ include: ['KiteGetRequest14'], deprecated: false }, "'KiteGetRequest14'. Did you mean"],
    [{ include: ['Balloon*'] }, "No request matches 'Balloon*'."],
    [{ include: ['KiteGetResponse'] }, "No request matches 'KiteGetResponse'."],
  ])('with a glob that matches no request is refused: %j', (options, why) => {
    expect(refused(() => run(release, options))).toMatchObject([
      { code: 'nothing-included', message: expect.stringContaining(why) },
    ]);
  });

  it('compiles, whatever is selected', () => {
    for (const options of [
      { include: ['KiteGetRequest'] },
      { include: ['KiteGetRequest14'] },
      { include: ['KiteFly*'] },
      { deprecated: false },
    ]) {
      expect(problemsIn(run(release, options).output), JSON.stringify(options)).toEqual([]);
    }
  });

  it('is what the registry and the counts speak of', () => {
    const result = run(release, { include: ['KiteGetRequest'] });
    expect(result.counts).toMatchObject({
      requests: 1,
      responses: 1,
      types: 5,
      enums: 0,
      choices: 1,
    });
    expect(fileOf(result, 'registry.ts')).toContain("'KiteGetRequest? KiteGetResponse'");
    expect(fileOf(result, 'registry.ts')).not.toContain('KiteFlyRequest');
  });
});
