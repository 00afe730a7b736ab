import { describe, expect, it } from 'vitest';
import { generate } from '../src/index.js';
import { problemsIn, rejected } from './support/compile.js';
import {
  command,
  element,
  fileOf,
  kites,
  request,
  response,
  run,
  schema,
  simple,
  type,
} from './support/releases.js';

const { output } = generate({ schemas: kites });

describe('the generated code', () => {
  it('compiles with every strict setting, declarations in isolation too', () => {
    expect(problemsIn(output)).toEqual([]);
  });

  it('compiles where types shadow globals', () => {
    const names = ['Object', 'Error', 'Array', 'Symbol', 'Record', 'Partial', 'Readonly'];
    const fields = names.map((name) => element(name.toLowerCase(), name, 'maxOccurs="unbounded"'));
    const body =
      names.map((name) => type(name, element('a'))).join('') + type('Kite', fields.join(''));
    expect(problemsIn(run(body).output)).toEqual([]);
  });

  it('compiles where names have dots and hyphens', () => {
    const body = request('KiteFlyRequest', element('line-up') + element('e.g.') + element('größe'));
    const { output: odd } = run(body);
    expect(problemsIn(odd)).toEqual([]);
    expect(odd.get('as.ts')).toContain("readonly 'line-up': string;");
  });

  it('compiles where commands extend commands, across modules', () => {
    const files = {
      'OCISchemaAS.xsd': schema(
        '<xs:include schemaLocation="Base.xsd"/>' +
          command('KiteGetRequest22', 'KiteGetRequest', element('b')) +
          command('KiteSkipRequest22', 'KiteSkipRequest', element('b')) +
          command('KiteTurnRequest22', 'KiteTurnRequest', element('b')),
      ),
      'Base.xsd': schema(
        request('KiteGetRequest', element('a')) +
          request('KiteSkipRequest') +
          request(
            'KiteTurnRequest',
            `<xs:choice>${element('left')}${element('right')}</xs:choice>`,
          ),
      ),
    };
    const { output: both } = run(files);
    const head =
      "import { KiteGetRequest22, KiteSkipRequest22, KiteTurnRequest22 } from './index.js';";
    expect(
      rejected(both, head, [
        "new KiteGetRequest22({ a: 'x', b: 'y' });",
        "new KiteGetRequest22({ b: 'y' });",
        "new KiteSkipRequest22({ b: 'y' });",
        "new KiteTurnRequest22({ left: 'l', b: 'y' });",
        "new KiteTurnRequest22({ left: 'l', right: 'r', b: 'y' });",
      ]),
    ).toEqual([
      "new KiteGetRequest22({ b: 'y' });",
      "new KiteTurnRequest22({ left: 'l', right: 'r', b: 'y' });",
    ]);
  });

  it('numbers the lists of repeated choices as the runtime does, inherited ones first', () => {
    const repeated = (a: string, b: string): string =>
      `<xs:choice maxOccurs="5">${element(a)}${element(b)}</xs:choice>`;
    const body =
      type('Base', repeated('a', 'b')) +
      '<xs:complexType name="Kite"><xs:complexContent><xs:extension base="Base"><xs:sequence>' +
      repeated('c', 'd') +
      '</xs:sequence></xs:extension></xs:complexContent></xs:complexType>';
    const head =
      "import type { Kite } from './index.js';\nconst take = (kite: Kite): Kite => kite;";
    expect(
      rejected(run(body).output, head, [
        "take({ $items: [{ a: '1' }, { b: '2' }], $items2: [{ d: '3' }] });",
        "take({ $items: [{ c: '1' }], $items2: [{ d: '3' }] });",
        "take({ $items: [{ a: '1' }] });",
      ]),
    ).toEqual([
      "take({ $items: [{ c: '1' }], $items2: [{ d: '3' }] });",
      "take({ $items: [{ a: '1' }] });",
    ]);
  });

  it('declares every shape that a choice can have', () => {
    const sequence = (content: string): string => `<xs:sequence>${content}</xs:sequence>`;
    const choice = (content: string, attributes = ''): string =>
      `<xs:choice ${attributes}>${content}</xs:choice>`;
    const nested = choice(
      element('a') + sequence(element('b') + choice(element('c') + element('d'))),
    );
    const both =
      choice(element('a') + element('b')) + choice(element('c') + element('d'), 'minOccurs="0"');
    const body = type('Nested', nested) + type('Both', both);
    const head =
      "import type { Both, Nested } from './index.js';\nconst nested = (x: Nested): Nested => x;\nconst both = (x: Both): Both => x;";
    const wrong = [
      "nested({ b: '1' });",
      "nested({ a: '1', c: '2' });",
      "nested({ b: '1', c: '2', d: '3' });",
      "both({ c: '1' });",
      "both({ a: '1', b: '2' });",
      "both({ a: '1', c: '2', d: '3' });",
    ];
    expect(
      rejected(run(body).output, head, [
        "nested({ a: '1' });",
        "nested({ b: '1', c: '2' });",
        "both({ a: '1' });",
        "both({ a: '1', d: '2' });",
        ...wrong,
      ]),
    ).toEqual(wrong);
  });
});

describe('a program that compiles', () => {
  const head = `
import { KiteCheckRequest22V4, KiteFlyRequest, KiteGetRequest22, KiteGetResponse22, KiteModifyRequest,
  KiteSkipRequest, KiteTypeModifyRequest, KiteClubGetListRequest, KiteClubModifyMemberListRequest,
  KiteClubOddNamesModifyRequest, KiteShape, type FieldKey, type KiteClubGetListResponse, type KiteGetResponse22Input,
  type Map, type PilotProfileGuest, type Promise as KitePromise, type RingMinutes, type Route, type Unbound, type URL,
  type WindScale } from './index.js';
import * as live from './index.js';
import * as deprecated from './deprecated.js';
import { registry } from './registry.js';
import type { ResponseOf, SuccessResponse } from '@ocipkit/core';
declare const response: KiteGetResponse22;
declare const list: KiteClubGetListResponse;
declare const kite: KiteGetResponse22Input;
const modify = { kiteId: 'k', passcode: '0000', owner: 'o', wires: 2 };
const take = <T>(value: T): T => value;`.trim();

  const accept = [
    // Fields
    "new KiteGetRequest22({ kiteId: 'k' });",
    'new KiteModifyRequest(modify);',
    'new KiteSkipRequest();',
    'new KiteModifyRequest({ ...modify, remark: null, owner: null, nicknames: null, field: null });',
    'new KiteModifyRequest({ ...modify, remark: undefined });',
    'new KiteModifyRequest({ ...modify, isOld: true, cancelAll: true });',
    'new KiteModifyRequest({ ...modify, knots: [1, 2], nicknames: { nickname: [] } });',
    'take<number>(response.corner[0] ?? 0);',
    'take<Uint8Array | undefined>(response.picture); take<string>(response.built); take<number>(response.count);',
    "take<'Small' | 'Large' | undefined>(response.size);",
    // Names
    "new KiteClubOddNamesModifyRequest({ default: true, interface: 'i', private: false, new: 'n', type: 't', name: 'n', value: 'v', E164Capable: true, GroupId: 'g' });",
    "take<URL>('http://kites.example'); take<KitePromise>({ map: { url: 'u' } }); take<Map>({ url: 'u' });",
    // Choices
    'take<Unbound>({ unlimited: true }); take<Unbound>({ quantity: 3 });',
    "new KiteFlyRequest({ kiteId: 'k' });",
    "new KiteFlyRequest({ kiteId: 'k', up: 1, left: 2 });",
    "new KiteFlyRequest({ kiteId: 'k', down: null, right: 2 });",
    "new KiteCheckRequest22V4({ kiteId: 'k', password: 'p' });",
    "new KiteCheckRequest22V4({ field: 'f', password: 'p', kiteId: 'k' });",
    "new KiteCheckRequest22V4({ field: 'f', password: 'p' });",
    "new KiteCheckRequest22V4({ loginToken: 't' });",
    "new KiteTypeModifyRequest({ kiteId: 'k' }); new KiteTypeModifyRequest({ kiteId: 'k', shape: '*' });",
    "take<Route>({ $items: [{ turn: 'l' }, { climb: 1 }, { turn: 'r' }, { climb: 2, glide: 1 }] });",
    "take<KiteGetResponse22Input['tail']>({ length: 1, ribbon: ['a', 'b'] });",
    // Enumerations
    "take<KiteShape>('Bird\\'s Eye'); take<KiteShape>('Double \"Box\"'); take<KiteShape>('Back\\\\slash'); take<KiteShape>('None');",
    "take<WindScale>('05'); take<RingMinutes>(60);",
    'for (const shape of KiteShape.values) take<KiteShape>(shape);',
    // Abstract types
    "take<FieldKey>({ $type: 'BeachFieldKey', beach: 'b' });",
    "take<FieldKey>({ $type: 'HillFieldKey', hill: 'h', metres: 3 });",
    "if (response.field?.$type === 'HillFieldKey') take<number>(response.field.metres);",
    // Restriction
    "take<PilotProfileGuest>({ name: 'n', password: 'p' });",
    // Inherited content, defaults
    "new KiteClubGetListRequest({ sort: {}, criteria: [{ value: 'v' }, { value: 'v', isCaseInsensitive: false }] });",
    "new KiteClubModifyMemberListRequest({ member: [{ memberId: 'm', isPresent: true }] });",
    // Answers
    'take<KiteGetResponse22>(undefined as unknown as ResponseOf<KiteGetRequest22>);',
    'take<SuccessResponse>(undefined as unknown as ResponseOf<KiteModifyRequest>);',
    // Tables
    'for (const row of list.memberTable) take<string | undefined>(row.linePort);',
    "for (const row of list.memberTable) take<string | undefined>(row['newColumn']);",
    // Entries
    "new deprecated.KiteGetRequest({ kiteId: 'k' });",
    "void registry.request('KiteGetRequest22').then((Kite) => new Kite({ kiteId: 'k' }).kiteId);",
    'take<KiteGetResponse22>(new live.KiteGetResponse22(kite));',
  ];

  const refuse = [
    // Missing and unknown fields, wrong types
    'new KiteGetRequest22({});',
    'new KiteGetRequest22();',
    "new KiteGetRequest22({ kiteId: 'k', tail: 1 });",
    'new KiteGetRequest22({ kiteId: 1 });',
    'new KiteSkipRequest({ a: 1 });',
    "new KiteModifyRequest({ ...modify, wires: '2' });",
    'new KiteModifyRequest({ ...modify, knots: 2 });',
    'new KiteModifyRequest({ ...modify, wires: [2] });',
    // A note on data modes changes nothing
    "new KiteModifyRequest({ kiteId: 'k', owner: 'o', wires: 2 });",
    // null only where the schema allows nil
    'new KiteModifyRequest({ ...modify, kiteId: null });',
    'new KiteModifyRequest({ ...modify, knots: null });',
    'new KiteModifyRequest({ ...modify, owner: undefined });',
    // Fixed values and markers
    'new KiteModifyRequest({ ...modify, isOld: false });',
    'new KiteModifyRequest({ ...modify, cancelAll: false });',
    // No branch, two branches, part of a branch
    'take<Unbound>({});',
    'take<Unbound>({ unlimited: true, quantity: 3 });',
    'take<Unbound>({ unlimited: false });',
    "new KiteFlyRequest({ kiteId: 'k', up: 1, down: 2 });",
    "new KiteFlyRequest({ kiteId: 'k', left: 1, right: 2 });",
    "new KiteFlyRequest({ kiteId: 'k', up: null });",
    'new KiteCheckRequest22V4({});',
    "new KiteCheckRequest22V4({ kiteId: 'k' });",
    "new KiteCheckRequest22V4({ password: 'p' });",
    "new KiteCheckRequest22V4({ kiteId: 'k', password: 'p', loginToken: 't' });",
    "take<Route>({ $items: [{ turn: 'l', climb: 1 }] });",
    'take<Route>({ $items: [{ glide: 1 }] });',
    'take<Route>({});',
    "take<KiteGetResponse22Input['tail']>({ length: 1 });",
    "take<KiteGetResponse22Input['tail']>({ length: 1, ribbon: ['a'], bow: 'b' });",
    // Enumerations
    "take<KiteShape>('Square');",
    "take<WindScale>('5');",
    'take<WindScale>(5);',
    'take<RingMinutes>(2);',
    "take<RingMinutes>('5');",
    // Abstract types need their name, and the fields that go with it
    "take<FieldKey>({ beach: 'b' });",
    "take<FieldKey>({ $type: 'FieldKey' });",
    "take<FieldKey>({ $type: 'HillFieldKey', beach: 'b' });",
    // A restriction is not merged with its base
    "take<PilotProfileGuest>({ name: 'n' });",
    "take<PilotProfileGuest>({ name: 'n', password: 'p', nickname: 'x' });",
    // Instances cannot be changed
    "response.mark = 'm';",
    'response.corner.push(1);',
    // Entries
    'new live.KiteGetRequest({});',
    "void registry.request('KiteGetRequest22').then((Kite) => new Kite({ kiteId: 'k' }).tail);",
    'take<KiteGetResponse22>(undefined as unknown as ResponseOf<KiteModifyRequest>);',
  ];

  it('#133 #134 #135 #143 is one that the platform can understand, and no other', () => {
    expect(rejected(output, head, [...accept, ...refuse])).toEqual(refuse);
  });

  it('may leave the answer open where the schema does', () => {
    const two = run(
      request('GroupConsolidatedAddRequest22') +
        response('GroupConsolidatedAddResponse22', element('a')),
    ).output;
    const twoHead =
      "import { GroupConsolidatedAddRequest22, GroupConsolidatedAddResponse22 } from './index.js';\nimport { SuccessResponse, type ResponseOf } from '@ocipkit/core';\ndeclare const answer: ResponseOf<GroupConsolidatedAddRequest22>;";
    expect(
      rejected(two, twoHead, [
        'answer.a;',
        'if (answer instanceof GroupConsolidatedAddResponse22) answer.a;',
        'if (!(answer instanceof SuccessResponse)) answer.a;',
      ]),
    ).toEqual(['answer.a;']);
  });
});

describe('documentation comments', () => {
  const docOf = (text: string, declaration: string): string => {
    const end = text.indexOf(declaration);
    if (end < 0) throw new Error(`there is no ${declaration}`);
    return text.slice(text.lastIndexOf('/**', end), end).trim();
  };

  it('carry any text unharmed, and none can end them', () => {
    const doc = 'A */ B @see {@link x} `code */` &lt;b&gt; ‘q’ “r”\n\\ /* c';
    const { output: odd } = run(type('Kite', element('a'), doc));
    expect(problemsIn(odd)).toEqual([]);
    const comment = docOf(odd.get('as.ts') ?? '', 'export interface Kite');
    expect(comment.slice(0, -2)).not.toContain('*/');
    expect(comment).not.toMatch(/(?<!\\)@/);
    expect(comment).toContain('\\@see');
  });

  it('are safe where values, patterns and headings hold the end of a comment', () => {
    const { output: odd } = run(
      simple('Odd', 'xs:token', '<xs:enumeration value="*/"/><xs:enumeration value="`"/>') +
        simple('Slash', 'xs:token', '<xs:pattern value="a*/b"/>') +
        type(
          'Kite',
          element('a', 'Odd') + element('b', 'Slash') + element('c', 'xs:token', 'default="*/"'),
        ),
    );
    expect(problemsIn(odd)).toEqual([]);
    expect(odd.get('as.ts')).toContain('One of `*\\/`, `` ` ``.');
  });

  it('say what a field may hold, how often, and what nil does', () => {
    const text = fileOf({ output } as ReturnType<typeof run>, 'user.ts');
    expect(docOf(text, 'readonly knots?')).toBe('/** Integer, at least 1. At most 3 entries. */');
    expect(docOf(text, 'readonly corner:')).toBe('/** Integer, 0 to 250. Exactly 4 entries. */');
    expect(docOf(text, 'readonly owner:')).toBe('/** 1 to 40 characters. `null` clears it. */');
    expect(docOf(text, 'readonly remark?: Remark | undefined')).toBe(
      '/** At most 5899 characters. AS data mode only. */',
    );
    expect(docOf(text, 'readonly passcode:')).toContain(
      'Secret: masked in logs. XS data mode only. In AS data mode, where it is not used, send `0000`.',
    );
  });

  it('hold the words on fields of a type inside the type that documents them', () => {
    const text = fileOf(
      run(
        '<xs:complexType name="Kite"><xs:annotation><xs:documentation>A kite.\n\n' +
          'The following fields are for kites in XS data mode:\n  knot\n' +
          '</xs:documentation></xs:annotation><xs:sequence><xs:element name="tail"><xs:complexType><xs:sequence>' +
          element('knot') +
          '</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>',
      ),
      'as.ts',
    );
    expect(docOf(text, 'readonly knot:')).toBe('/** XS data mode only. */');
  });

  it('name the answer, the successor, and the modes that a release refuses', () => {
    const text = fileOf(
      run(
        '<xs:complexType name="KiteGetRequest"><xs:annotation><xs:documentation>Reads.\nReplaced by: KiteFlyRequest</xs:documentation>' +
          '<xs:appinfo><asDataModeSupported>true</asDataModeSupported><hssDataModeSupported>false</hssDataModeSupported></xs:appinfo></xs:annotation>' +
          '<xs:complexContent><xs:extension base="core:OCIRequest"/></xs:complexContent></xs:complexType>' +
          response('KiteGetResponse', element('a')) +
          request('KiteFlyRequest'),
      ),
      'as.ts',
    );
    expect(docOf(text, 'export class KiteGetRequest')).toBe(
      [
        '/**',
        ' * Reads.',
        ' *',
        ' * Answered by `KiteGetResponse`. Reads only.',
        ' *',
        ' * Not supported in HSS data mode.',
        ' *',
        ' * @deprecated Replaced by `KiteFlyRequest`.',
        ' */',
      ].join('\n'),
    );
  });

  it('leave the words of the schemas out on demand, and keep our own and the facts', () => {
    const { output: bare } = generate({ schemas: kites, prose: false, packageName: '@acme/kites' });
    const all = [...bare.values()].join('\n');
    for (const words of [
      'Reads a kite',
      'What hangs below',
      'Any short text',
      'Against the wind',
    ]) {
      expect([...output.values()].join('\n').includes(words), words).toBe(true);
      expect(all.includes(words), words).toBe(false);
    }
    expect(all).toContain('Largest number of rows the answer may hold');
    expect(all).toContain('Integer, 0 to 250.');
    expect(all).not.toContain('belongs to their owner');
  });

  it('come from the element before our own words, and from those by type before those by name', () => {
    const doc = '<xs:annotation><xs:documentation>As flown.</xs:documentation></xs:annotation>';
    const text = fileOf(
      run(
        type(
          'Kite',
          `<xs:element name="groupId" type="xs:token">${doc}</xs:element>${element('serviceProviderId')}`,
        ),
      ),
      'as.ts',
    );
    expect(docOf(text, 'readonly groupId')).toBe('/** As flown. */');
    expect(docOf(text, 'readonly serviceProviderId')).toMatch(/\w{4,}/);
  });
});

describe('what prose tells and no field answers to', () => {
  it('is an information with file and line', () => {
    const { diagnostics } = run(
      `\n${response(
        'KiteGetResponse',
        element('kiteTable', 'core:OCITable'),
        'A kite.\n\nThe following fields are for kites in AS data mode:\n  nothing\n  another, use value "5" in XS data mode',
      )}${request('KiteGetRequest')}`,
    );
    expect(diagnostics.map((d) => `${d.code} ${d.severity} ${d.file}:${String(d.line)}`)).toEqual([
      'columns-unread info OCISchemaAS.xsd:3',
      'mode-note-unread info OCISchemaAS.xsd:3',
      'value-hint-unread info OCISchemaAS.xsd:3',
    ]);
  });
});
