import { describe, expect, it } from 'vitest';
import type { ComplexTypeDef, ElementDef, Release, SimpleTypeDef } from '../src/index.js';
import { element, read, refusal, request, schema, simple, told, type } from './support/releases.js';

function complexOf(release: Release, name: string): ComplexTypeDef {
  const found = release.types.get(name);
  if (found?.kind !== 'complex') throw new Error(`${name} is no complex type of the release`);
  return found;
}

function simpleOf(release: Release, name: string): SimpleTypeDef {
  const found = release.types.get(name);
  if (found?.kind !== 'simple') throw new Error(`${name} is no simple type of the release`);
  return found;
}

function fieldOf(release: Release, owner: string, name: string): ElementDef {
  const found = complexOf(release, owner).particles.find(
    (p) => p.kind === 'element' && p.name === name,
  );
  if (found?.kind !== 'element') throw new Error(`${owner} has no field ${name}`);
  return found;
}

describe('namespaces', () => {
  it('tell types of the same name apart', () => {
    const { release } = read(
      simple('NonEmptyToken', 'xs:token', '<xs:maxLength value="40"/>') +
        type('Kite', element('own', 'NonEmptyToken') + element('core', 'core:NonEmptyToken')),
    );
    expect(fieldOf(release, 'Kite', 'own').type).toEqual({
      kind: 'named',
      type: { namespace: '', name: 'NonEmptyToken' },
    });
    expect(fieldOf(release, 'Kite', 'core').type).toEqual({
      kind: 'named',
      type: { namespace: 'C', name: 'NonEmptyToken' },
    });
    expect(simpleOf(release, 'NonEmptyToken').facets).toEqual({ maxLength: 40 });
    expect(simpleOf(release, 'C:NonEmptyToken').facets).toEqual({ minLength: 1 });
  });

  it('are resolved by the scope of the element, whatever the prefixes are called', () => {
    const { release } = read({
      'OCISchemaAS.xsd': `<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:x="">
        <import namespace="C" schemaLocation="OCISchemaBASE.xsd"/>
        <complexType name="KiteFlyRequest"><complexContent>
          <b:extension xmlns:b="http://www.w3.org/2001/XMLSchema" xmlns:odd="C" base="odd:OCIRequest"/>
        </complexContent></complexType></schema>`,
    });
    expect(release.requests.has('KiteFlyRequest')).toBe(true);
  });

  it('may be undone on the schema element', () => {
    const { release } = read({
      'OCISchemaAS.xsd': schema(type('Kite', element('tail', 'Tail')) + type('Tail')).replace(
        'xmlns:core',
        'xmlns="" xmlns:core',
      ),
    });
    expect(fieldOf(release, 'Kite', 'tail').type).toMatchObject({ type: { namespace: '' } });
  });

  it('must be known', () => {
    expect(
      refusal(
        '\n<xs:complexType name="A"><xs:sequence><xs:element name="a" type="k:B"/></xs:sequence></xs:complexType>',
      ),
    ).toMatchObject([
      {
        code: 'unresolved-reference',
        file: 'OCISchemaAS.xsd',
        line: 3,
        message: expect.stringContaining("prefix 'k', which is not declared"),
      },
    ]);
    expect(
      refusal({
        'OCISchemaAS.xsd': schema('').replace(
          'xmlns:core',
          'targetNamespace="urn:kites" xmlns:core',
        ),
      }),
    ).toMatchObject([
      { code: 'unsupported-construct', line: 1, message: expect.stringContaining("'urn:kites'") },
    ]);
  });
});

describe('occurrence', () => {
  it.each([
    ['', 1, 1],
    ['minOccurs="0"', 0, 1],
    ['maxOccurs="1"', 1, 1],
    ['minOccurs="0" maxOccurs="unbounded"', 0, Infinity],
    ['minOccurs="4" maxOccurs="4"', 4, 4],
    ['maxOccurs="100"', 1, 100],
  ])('of %j is %i to %i', (attributes, min, max) => {
    const { release } = read(type('Kite', element('tail', 'xs:token', attributes)));
    expect(fieldOf(release, 'Kite', 'tail')).toMatchObject({ min, max });
  });

  it.each([
    'minOccurs="2"',
    'maxOccurs="0" minOccurs="0"',
    'minOccurs="-1"',
    'maxOccurs="many"',
    'minOccurs="unbounded" maxOccurs="unbounded"',
  ])('cannot be %s', (attributes) => {
    expect(refusal(type('Kite', element('tail', 'xs:token', attributes)))).toMatchObject([
      { code: 'invalid-value', file: 'OCISchemaAS.xsd', line: 2 },
    ]);
  });
});

describe('a simple type', () => {
  it('inherits what it does not restrict itself', () => {
    const { release } = read(
      simple('Id', 'xs:token', '<xs:minLength value="1"/><xs:maxLength value="30"/>') +
        simple('ShortId', 'Id', '<xs:maxLength value="8"/>') +
        simple('Digits', 'ShortId', '<xs:pattern value="[0-9]+"/>') +
        simple('Four', 'Digits', '<xs:pattern value="...."/>'),
    );
    expect(simpleOf(release, 'ShortId')).toMatchObject({
      primitive: 'token',
      facets: { minLength: 1, maxLength: 8 },
    });
    expect(simpleOf(release, 'Four').facets).toEqual({
      minLength: 1,
      maxLength: 8,
      patterns: ['[0-9]+', '....'],
    });
  });

  it('inherits the values of an enumeration', () => {
    const { release } = read(
      simple('Shape', 'xs:token', '<xs:enumeration value="Box"/>') + simple('MyShape', 'Shape'),
    );
    expect(simpleOf(release, 'MyShape').values).toEqual(['Box']);
  });

  it('takes several patterns of one step as alternatives', () => {
    const { release } = read(
      simple('Key', 'xs:token', '<xs:pattern value="[0-9]"/><xs:pattern value="#"/>'),
    );
    expect(simpleOf(release, 'Key').facets.patterns).toEqual(['[0-9]|#']);
  });

  it('keeps blanks of texts that keep them, and the fixed mark of a length aside', () => {
    const { release, diagnostics } = read(
      simple('Sign', 'xs:string', '<xs:enumeration value=" x "/>') +
        simple('Code', 'xs:token', '<xs:length value="4" fixed="true"/>'),
    );
    expect(simpleOf(release, 'Sign').values).toEqual([' x ']);
    expect(simpleOf(release, 'Code').facets).toEqual({ length: 4 });
    expect(diagnostics).toEqual([]);
  });

  it('cannot derive from itself', () => {
    expect(refusal(simple('A', 'B') + simple('B', 'A'))).toMatchObject([{ code: 'circular-type' }]);
  });

  it.each([
    ['xs:token', '<xs:pattern value="["/>', 'unsupported-construct'],
    ['xs:int', '<xs:minExclusive value="1"/>', 'unsupported-construct'],
    ['xs:time', '', 'unsupported-construct'],
    ['xs:token', '<xs:maxLength value="ten"/>', 'invalid-value'],
    ['xs:token', '<xs:maxLength value=""/>', 'invalid-value'],
    ['xs:int', '<xs:enumeration value="one"/>', 'invalid-value'],
    ['xs:boolean', '<xs:enumeration value="true"/>', 'invalid-value'],
    ['Kite', '', 'unsupported-construct'],
  ])('is refused if it restricts %s by %s', (base, facets, code) => {
    expect(refusal(type('Kite') + simple('Odd', base, facets))).toMatchObject([
      { code, file: 'OCISchemaAS.xsd', line: 2 },
    ]);
  });
});

describe('a derived type', () => {
  it('#134 has its own content alone where it restricts', () => {
    const { release } = read(
      type('Base', element('a') + element('b', 'xs:token', 'minOccurs="0"')) +
        '<xs:complexType name="Sub"><xs:complexContent><xs:restriction base="Base"><xs:sequence>' +
        element('a') +
        '</xs:sequence></xs:restriction></xs:complexContent></xs:complexType>' +
        type('Holder', element('one', 'Base')),
    );
    const sub = complexOf(release, 'Sub');
    expect(sub.derivation).toEqual({ by: 'restriction', base: { namespace: '', name: 'Base' } });
    expect(sub.particles).toHaveLength(1);
    expect(release.subtypes.get('Base')?.map((t) => t.name)).toEqual(['Sub']);
  });

  it('stands for its base only where a field has that type', () => {
    const { release } = read(
      '<xs:complexType name="Criteria" abstract="true"><xs:sequence/></xs:complexType>' +
        '<xs:complexType name="Sub"><xs:complexContent><xs:extension base="Criteria"/></xs:complexContent></xs:complexType>' +
        request('KiteFindRequest', element('one', 'Sub')),
    );
    expect([...release.subtypes]).toEqual([]);
  });

  it('cannot derive from itself, nor from a text', () => {
    const sub = (name: string, base: string): string =>
      `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="${base}"/></xs:complexContent></xs:complexType>`;
    expect(refusal(sub('A', 'B') + sub('B', 'A'))).toMatchObject([{ code: 'circular-type' }]);
    expect(refusal(simple('A', 'xs:token') + sub('B', 'A'))).toMatchObject([
      { code: 'unsupported-construct' },
    ]);
    expect(refusal(sub('A', 'xs:token'))).toMatchObject([{ code: 'unsupported-construct' }]);
  });

  it('may extend the commands of the protocol, and none of its types with fields', () => {
    const table =
      '\n<xs:complexType name="MyTable"><xs:complexContent><xs:extension base="core:OCITable"/></xs:complexContent></xs:complexType>';
    expect(refusal(table)).toMatchObject([
      {
        code: 'unsupported-construct',
        line: 3,
        message: expect.stringContaining('MyTable derives from OCITable'),
      },
    ]);
    expect(refusal(type('Kite', element('row', 'core:OCITableRow')))).toMatchObject([
      {
        code: 'unsupported-construct',
        message: expect.stringContaining('Kite.row holds a OCITableRow'),
      },
    ]);
  });
});

describe('a choice', () => {
  const choice = (branches: string, attributes = ''): string =>
    `<xs:choice ${attributes}>${branches}</xs:choice>`;
  const sequence = (content: string): string => `<xs:sequence>${content}</xs:sequence>`;

  it('keeps its branches and its occurrence', () => {
    const { release } = read(
      type(
        'Kite',
        choice(element('a') + sequence(element('b') + element('c')), 'minOccurs="0" maxOccurs="5"'),
      ),
    );
    expect(complexOf(release, 'Kite').particles).toMatchObject([
      {
        kind: 'choice',
        min: 0,
        max: 5,
        branches: [[{ name: 'a' }], [{ name: 'b' }, { name: 'c' }]],
      },
    ]);
  });

  it('of one branch is a plain group', () => {
    const { release } = read(
      type('Kite', choice(sequence(element('a') + element('b')))) +
        type('Tail', choice(element('a'), 'minOccurs="0"')),
    );
    expect(complexOf(release, 'Kite').particles).toMatchObject([{ name: 'a' }, { name: 'b' }]);
    expect(complexOf(release, 'Tail').particles).toMatchObject([{ name: 'a', min: 0 }]);
  });

  it('with an empty branch may be left out', () => {
    const { release } = read(type('Kite', choice(element('a') + element('b') + sequence(''))));
    expect(complexOf(release, 'Kite').particles).toMatchObject([
      { kind: 'choice', min: 0, branches: [[{ name: 'a' }], [{ name: 'b' }]] },
    ]);
  });

  it('may stand in the branch of another', () => {
    const { release } = read(
      type(
        'Kite',
        choice(element('a') + sequence(element('b') + choice(element('c') + element('d')))),
      ),
    );
    expect(complexOf(release, 'Kite').particles).toMatchObject([
      { branches: [[{ name: 'a' }], [{ name: 'b' }, { kind: 'choice' }]] },
    ]);
  });

  it('must have a branch', () => {
    expect(refusal(type('Kite', choice('')))).toMatchObject([{ code: 'invalid-value', line: 2 }]);
  });

  it('may repeat only at the top of a type', () => {
    const repeated = choice(element('c') + element('d'), 'maxOccurs="3"');
    expect(refusal(type('Kite', choice(element('a') + repeated)))).toMatchObject([
      { code: 'unsupported-construct', message: expect.stringContaining('repeated choice') },
    ]);
    const inner = choice(element('c') + element('d'));
    expect(refusal(type('Kite', choice(element('a') + inner, 'maxOccurs="3"')))).toMatchObject([
      { code: 'unsupported-construct' },
    ]);
  });

  it('#135 may have one field in several branches, if it is read alike', () => {
    const twice = choice(
      sequence(element('a') + element('b')) + sequence(element('c') + element('a')),
    );
    expect(read(type('Kite', twice)).diagnostics).toEqual([]);
    const unlike = choice(element('a') + sequence(element('c') + element('a', 'xs:int')));
    expect(refusal(type('Kite', unlike))).toMatchObject([
      { code: 'ambiguous-field', message: expect.stringContaining('Kite.a differs between') },
    ]);
    const repeated = choice(element('a') + sequence(element('c') + element('a')), 'maxOccurs="2"');
    expect(refusal(type('Kite', repeated))).toMatchObject([
      { code: 'ambiguous-field', message: expect.stringContaining('repeated choice') },
    ]);
  });
});

describe('a field', () => {
  it('cannot have the name of another that goes with it', () => {
    const message = expect.stringContaining('Kite.a stands more than once');
    expect(refusal(type('Kite', element('a') + element('b') + element('a')))).toMatchObject([
      { code: 'ambiguous-field', message },
    ]);
    const choice = `<xs:choice>${element('a')}${element('b')}</xs:choice>`;
    expect(refusal(type('Kite', element('a') + choice))).toMatchObject([
      { code: 'ambiguous-field', message },
    ]);
    expect(refusal(type('Kite', choice + choice.replace('"b"', '"c"')))).toMatchObject([
      { code: 'ambiguous-field', message },
    ]);
    const inherited =
      type('Base', element('a')) +
      '<xs:complexType name="Kite"><xs:complexContent><xs:extension base="Base"><xs:sequence>' +
      element('a') +
      '</xs:sequence></xs:extension></xs:complexContent></xs:complexType>';
    expect(refusal(inherited)).toMatchObject([{ code: 'ambiguous-field', message }]);
  });

  it('may have the name of a field of another type, in another case, too', () => {
    expect(read(type('Kite', element('DN') + element('dn'))).diagnostics).toEqual([]);
  });

  it('has a type of its own where it declares one, named after its owner', () => {
    const { release } = read(
      '<xs:complexType name="Kite"><xs:sequence><xs:element name="password"><xs:complexType><xs:sequence>' +
        element('old') +
        '</xs:sequence></xs:complexType></xs:element><xs:element name="size"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:element><xs:element name="all"/></xs:sequence></xs:complexType>',
    );
    expect(complexOf(release, 'KitePassword')).toMatchObject({
      anonymous: { owner: 'Kite', element: 'password' },
      particles: [{ name: 'old' }],
    });
    expect(fieldOf(release, 'Kite', 'size').type).toMatchObject({
      kind: 'inline',
      type: { primitive: 'int' },
    });
    expect(fieldOf(release, 'Kite', 'all').type).toEqual({ kind: 'any' });
  });

  it.each([
    ['xs:boolean', 'fixed="yes"', "'yes' is not true or false"],
    ['xs:int', 'default="1.5"', "'1.5' is not a whole number"],
    ['xs:float', 'fixed="much"', "'much' is not a number"],
    ['Shape', 'fixed="Square"', "'Square' is not among the values"],
    ['Tail', 'fixed="long"', 'only a field that holds text'],
    ['xs:token', 'fixed="a" default="a"', 'a default and a fixed value'],
  ])('of type %s cannot have %s', (typeName, attributes, why) => {
    const types = simple('Shape', 'xs:token', '<xs:enumeration value="Box"/>') + type('Tail');
    expect(refusal(types + type('Kite', element('a', typeName, attributes)))).toMatchObject([
      {
        code: 'invalid-value',
        file: 'OCISchemaAS.xsd',
        line: 2,
        message: expect.stringContaining(why),
      },
    ]);
  });
});

describe('documentation', () => {
  it('is kept as it is written, line ends aside', () => {
    const doc = 'A &lt;kite&gt;\r\n  &amp; its &#x201c;tail&#8221;.';
    const { release } = read(type('Kite', '', doc) + type('Tail', '', '<![CDATA[a < b]]>'));
    expect(complexOf(release, 'Kite').doc).toBe('A <kite>\n  & its “tail”.');
    expect(complexOf(release, 'Tail').doc).toBe('a < b');
  });

  it('may have any number of entities', () => {
    const { release } = read(type('Kite', '', '&amp;&#233;&quot;'.repeat(50_000)));
    expect(complexOf(release, 'Kite').doc).toBe('&é"'.repeat(50_000));
  });

  it('carries the flags for data modes that some releases have, in any namespace', () => {
    const flags =
      '<xs:annotation><xs:documentation>A kite.</xs:documentation><xs:appinfo>' +
      '<asDataModeSupported>true</asDataModeSupported><k:hssDataModeSupported xmlns:k="urn:k">false</k:hssDataModeSupported><other/></xs:appinfo></xs:annotation>';
    const { release, diagnostics } = read(`<xs:complexType name="Kite">${flags}</xs:complexType>`);
    expect([...complexOf(release, 'Kite').appinfo]).toEqual([
      ['asDataModeSupported', 'true'],
      ['hssDataModeSupported', 'false'],
    ]);
    expect(told(diagnostics, 'appinfo')).toEqual([
      'OCISchemaAS.xsd:2 Read 2 flags from appinfo; ignored other.',
    ]);
  });
});

describe('what OCI-P does not have', () => {
  const inType = (content: string): string =>
    `<xs:complexType name="Kite">${content}</xs:complexType>`;

  it.each([
    ['any', inType('<xs:sequence><xs:any/></xs:sequence>')],
    ['all', inType('<xs:all/>')],
    ['group', inType('<xs:group ref="g"/>')],
    ['a global group', '<xs:group name="g"/>'],
    ['an attribute', inType('<xs:attribute name="a"/>')],
    ['anyAttribute', inType('<xs:anyAttribute/>')],
    ['simpleContent', inType('<xs:simpleContent/>')],
    ['mixed content', '<xs:complexType name="Kite" mixed="true"/>'],
    ['two groups', inType('<xs:sequence/><xs:choice><xs:element name="a"/></xs:choice>')],
    [
      'content beside a derivation',
      inType(
        '<xs:sequence/><xs:complexContent><xs:extension base="core:OCIRequest"/></xs:complexContent>',
      ),
    ],
    [
      'an element by reference',
      inType('<xs:sequence><xs:element name="a" ref="b"/></xs:sequence>'),
    ],
    ['a repeated sequence', inType('<xs:sequence minOccurs="0"/>')],
    ['redefine', '<xs:redefine schemaLocation="x.xsd"/>'],
    ['list', '<xs:simpleType name="A"><xs:list itemType="xs:int"/></xs:simpleType>'],
    ['union', '<xs:simpleType name="A"><xs:union/></xs:simpleType>'],
    [
      'identity constraints',
      inType('<xs:sequence><xs:element name="a"><xs:key name="k"/></xs:element></xs:sequence>'),
    ],
    ['elements of other namespaces', inType('<xs:sequence><b xmlns="urn:b"/></xs:sequence>')],
  ])('is refused, not skipped: %s', (_, body) => {
    expect(refusal(`\n\n${body}`)).toMatchObject([
      { code: 'unsupported-construct', file: 'OCISchemaAS.xsd', line: 4 },
    ]);
  });

  it.each([
    ['a type without a name', '<xs:complexType/>'],
    ['a type with an impossible name', '<xs:complexType name="1 kite"/>'],
    [
      'an extension without a base',
      inType('<xs:complexContent><xs:extension/></xs:complexContent>'),
    ],
    ['a flag that is none', '<xs:complexType name="A" abstract="perhaps"/>'],
  ])('is refused: %s', (_, body) => {
    expect(refusal(`\n${body}`)).toMatchObject([{ code: 'invalid-value', line: 3 }]);
  });
});
