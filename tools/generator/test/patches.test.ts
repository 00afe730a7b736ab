import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInPatches, loadPatches, type Patch } from '../src/index.js';
import {
  element,
  fileOf,
  folder,
  grave,
  read,
  refusal,
  refused,
  request,
  response,
  run,
  simple,
  told,
  type,
} from './support/releases.js';

const reason = 'The server says otherwise.';

const kite =
  simple('Tail', 'xs:token', '<xs:maxLength value="9"/>') +
  request(
    'KiteGetRequest',
    element('kiteId') +
      element('tail', 'Tail') +
      `<xs:choice>${element('up', 'xs:int')}${element('down', 'xs:int')}</xs:choice>`,
  ) +
  response('KiteGetResponse', element('note')) +
  request('KiteFlyRequest', element('height', 'xs:int')) +
  type('Line');

/** The descriptor of KiteGetRequest, its elements one a line. */
function elementsAfter(patch: Patch): string[] {
  const { output } = run(kite, { patches: [patch] });
  const text = output.get('as.ts') ?? '';
  const [, descriptor = ''] = /class KiteGetRequest .*?\[\n(.*?)\n {4}\]/s.exec(text) ?? [];
  return descriptor.split('\n').map((line) => line.trim().replace(/,$/, ''));
}

const plain = [
  "el('kiteId', xsToken)",
  "el('tail', Tail)",
  'choice([',
  '[',
  "el('up', xsInt)",
  ']',
  '[',
  "el('down', xsInt)",
  ']',
  '])',
];

describe('a patch', () => {
  it('overrides occurrence, nil and type of a field', () => {
    const set = { min: 0, max: 'unbounded', nillable: true, type: 'xs:int' } as const;
    expect(elementsAfter({ op: 'override', target: 'KiteGetRequest.tail', set, reason })).toEqual(
      plain.toSpliced(1, 1, "el('tail', xsInt, OPTIONAL | NILLABLE, { max: Infinity })"),
    );
  });

  it('documents a field in our words', () => {
    const patch = {
      op: 'override',
      target: 'KiteGetRequest.tail',
      set: { doc: 'What hangs on it.' },
      reason,
    } as const;
    expect(fileOf(run(kite, { patches: [patch] }), 'as.ts')).toContain(
      '/** What hangs on it. At most 9 characters. */\n  readonly tail: Tail;',
    );
  });

  it('overrides a field in every branch of a choice that has it', () => {
    const twice = type(
      'Kite',
      `<xs:choice><xs:sequence>${element('a')}${element('b')}</xs:sequence><xs:sequence>${element('c')}${element('a')}</xs:sequence></xs:choice>`,
    );
    const patch = { op: 'override', target: 'Kite.a', set: { type: 'xs:int' }, reason } as const;
    const text = fileOf(run(twice, { patches: [patch] }), 'as.ts');
    expect(text.match(/el\('a', xsInt\)/g)).toHaveLength(2);
  });

  it('removes a field, and the branch that only had this one', () => {
    expect(elementsAfter({ op: 'remove', target: 'KiteGetRequest.tail', reason })).toEqual(
      plain.toSpliced(1, 1),
    );
    expect(elementsAfter({ op: 'remove', target: 'KiteGetRequest.up', reason })).toEqual(
      plain.toSpliced(3, 3),
    );
  });

  it('adds a field, first or behind another', () => {
    const field = { name: 'wind', type: 'Tail', min: 0 };
    expect(elementsAfter({ op: 'add', target: 'KiteGetRequest', field, reason })).toEqual([
      "el('wind', Tail, OPTIONAL)",
      ...plain,
    ]);
    expect(
      elementsAfter({ op: 'add', target: 'KiteGetRequest', field, after: 'tail', reason }),
    ).toEqual(plain.toSpliced(2, 0, "el('wind', Tail, OPTIONAL)"));
  });

  it('lets a request be answered by SuccessResponse as well', () => {
    const patch = { op: 'or-success', target: 'KiteGetRequest', reason } as const;
    const { release, diagnostics } = read(kite, { patches: [patch] });
    expect(release.requests.get('KiteGetRequest')).toMatchObject({
      response: 'KiteGetResponse',
      mayReturnSuccess: true,
    });
    expect(grave(diagnostics)).toEqual([]);
  });

  it('says what a request does', () => {
    const patch = { op: 'access', target: 'KiteFlyRequest', access: 'read', reason } as const;
    expect(read(kite, { patches: [patch] }).release.requests.get('KiteFlyRequest')?.access).toBe(
      'read',
    );
  });

  it('marks a secret, or unmarks one', () => {
    const mark = { op: 'secret', target: 'KiteGetRequest.kiteId', secret: true, reason } as const;
    expect(elementsAfter(mark)[0]).toBe("el('kiteId', xsToken, SENSITIVE)");
    const body = request('KiteFlyRequest', element('password'));
    const unmark = {
      op: 'secret',
      target: 'KiteFlyRequest.password',
      secret: false,
      reason,
    } as const;
    expect(fileOf(run(body), 'as.ts')).toContain("el('password', xsToken, SENSITIVE)");
    expect(fileOf(run(body, { patches: [unmark] }), 'as.ts')).toContain("el('password', xsToken)");
  });

  it('may heal what would be refused', () => {
    const twice = type('Kite', element('a') + element('b') + element('a'));
    const patch = { op: 'remove', target: 'Kite.a', reason } as const;
    expect(refusal(twice)).toMatchObject([{ code: 'ambiguous-field' }]);
    expect(grave(read(twice, { patches: [patch] }).diagnostics)).toEqual([]);
  });

  it('is applied in order: a later one sees what an earlier one did', () => {
    const patches = [
      { op: 'add', target: 'Line', field: { name: 'colour', type: 'xs:token' }, reason },
      { op: 'override', target: 'Line.colour', set: { min: 1 }, reason },
    ] as const;
    expect(fileOf(run(kite, { patches }), 'as.ts')).toContain("el('colour', xsToken)");
  });

  it.each<[string, Patch, string]>([
    ['type', { op: 'remove', target: 'Nothing.a', reason }, 'there is no type Nothing'],
    ['type with fields', { op: 'remove', target: 'Tail.a', reason }, 'there is no type Tail'],
    ['field', { op: 'remove', target: 'Line.a', reason }, 'Line has no field a'],
    ['field at all', { op: 'override', target: 'Line', set: {}, reason }, 'Line has no field'],
    [
      'secret field',
      { op: 'secret', target: 'Line.a', secret: true, reason },
      'Line has no field a',
    ],
    [
      'field to follow',
      { op: 'add', target: 'Line', field: { name: 'b', type: 'xs:int' }, after: 'a', reason },
      'Line has no field a outside choices',
    ],
    ['request to answer', { op: 'or-success', target: 'Line', reason }, 'Line is no request'],
    [
      'request',
      { op: 'access', target: 'KiteGetResponse', access: 'read', reason },
      'KiteGetResponse is no request',
    ],
  ])('that finds no such %s is told', (_, patch, why) => {
    const { diagnostics } = read(kite, { patches: [patch] });
    expect(told(diagnostics, 'patch-not-applied')).toEqual([
      `:0 The patch of ${patch.target} was not applied: ${why}.`,
    ]);
    expect(refused(() => run(kite, { patches: [patch], strict: true }))).toMatchObject([
      { code: 'patch-not-applied' },
    ]);
  });

  it.each<Patch>([
    { op: 'override', target: 'KiteGetRequest.tail', set: { min: 1, type: 'Tail' }, reason },
    { op: 'override', target: 'KiteGetRequest.up', set: { max: 1 }, reason },
    { op: 'add', target: 'KiteGetRequest', field: { name: 'tail', type: 'Tail' }, reason },
    { op: 'or-success', target: 'KiteFlyRequest', reason },
    { op: 'access', target: 'KiteGetRequest', access: 'read', reason },
    { op: 'secret', target: 'KiteGetRequest.tail', secret: false, reason },
  ])('that changes nothing any more is told: $op $target', (patch) => {
    const { diagnostics } = read(kite, { patches: [patch] });
    expect(told(diagnostics, 'patch-not-needed')).toEqual([
      `OCISchemaAS.xsd:2 The patch '${patch.op}' of ${patch.target} changes nothing any more (${reason}).`,
    ]);
  });

  it('is needed as long as it changes an unbounded list', () => {
    const list = type('Kite', element('a', 'xs:token', 'maxOccurs="unbounded"'));
    const patch = { op: 'override', target: 'Kite.a', set: { max: 5 }, reason } as const;
    expect(grave(read(list, { patches: [patch] }).diagnostics)).toEqual([]);
  });

  it.each<[string, Patch, string]>([
    [
      'an unknown type',
      { op: 'override', target: 'KiteGetRequest.tail', set: { type: 'Nothing' }, reason },
      "unknown type 'Nothing'",
    ],
    [
      'an unknown built-in type',
      { op: 'add', target: 'Line', field: { name: 'a', type: 'xs:time' }, reason },
      "unknown type 'xs:time'",
    ],
    [
      'an impossible occurrence',
      { op: 'override', target: 'KiteGetRequest.tail', set: { min: 4 }, reason },
      'min 4 exceed max 1',
    ],
  ])('with %s is refused', (_, patch, why) => {
    expect(refusal(kite, { patches: [patch] })).toMatchObject([
      { code: 'bad-patch', message: expect.stringContaining(why) },
    ]);
  });
});

describe('the patches that are built in', () => {
  it('#137 let the two known exceptions be answered in two ways', () => {
    const both =
      request('GroupConsolidatedAddRequest22') +
      response('GroupConsolidatedAddResponse22', element('a')) +
      request('GroupConsolidatedDnAssignListRequest') +
      response('GroupConsolidatedDnAssignListResponse', element('a'));
    const text = fileOf(run(both, { strict: true }), 'as.ts');
    expect(text).toContain('GroupConsolidatedAddResponse22 | SuccessResponse>');
    expect(text).toContain('GroupConsolidatedDnAssignListResponse | SuccessResponse>');
    expect(text).toContain('Answered by `GroupConsolidatedAddResponse22` or `SuccessResponse`.');
  });

  it('say nothing in a release that has no use for them', () => {
    const single = request('GroupConsolidatedAddRequest22');
    expect(grave(read(kite + single, { patches: builtInPatches }).diagnostics)).toEqual([]);
  });
});

describe('a patch file', () => {
  const load = (content: string): readonly Patch[] =>
    loadPatches(join(folder({ 'patches.json': content }), 'patches.json'));

  it('is a list of patches', () => {
    const patches: readonly Patch[] = [
      {
        op: 'override',
        target: 'A.b',
        set: { min: 0, max: 'unbounded', nillable: true, doc: 'Text.' },
        reason,
      },
      { op: 'add', target: 'A', field: { name: 'b', type: 'xs:int', max: 3 }, after: 'c', reason },
      { op: 'remove', target: 'A.b', reason },
      { op: 'or-success', target: 'ARequest', reason },
      { op: 'access', target: 'ARequest', access: 'write', reason },
      { op: 'secret', target: 'A.b', secret: true, reason },
    ];
    expect(load(JSON.stringify(patches))).toEqual(patches);
  });

  it.each([
    ['{', 'cannot be read'],
    ['{}', 'Expected a list of patches.'],
    ['[1]', 'Patch 1 is no object.'],
    ['[{"op":"paint"}]', 'Patch 1 has no known op. Expected one of override, remove, add'],
    ['[{"op":"toString"}]', 'Patch 1 has no known op.'],
    ['[{"op":"remove","target":"A.b"}]', 'Patch 1 gives no reason.'],
    ['[{"op":"remove","target":"A.b","reason":" "}]', 'Patch 1 gives no reason.'],
    ['[{"op":"remove","reason":"r"}]', "Patch 1 (remove) lacks 'target'."],
    ['[{"op":"access","target":"A","reason":"r"}]', "Patch 1 (access) lacks 'access'."],
    [
      '[{"op":"access","target":"A","reason":"r","access":"see"}]',
      "'access' must be 'read' or 'write'.",
    ],
    [
      '[{"op":"secret","target":"A.b","reason":"r","secret":"yes"}]',
      "'secret' must be true or false.",
    ],
    [
      '[{"op":"override","target":"A.b","reason":"r","set":{"minimum":1}}]',
      "Patch 1 (override).set has no key 'minimum'. Expected: min, max",
    ],
    [
      '[{"op":"override","target":"A.b","reason":"r","set":{"max":0}}]',
      "'max' must be a whole number above 0, or 'unbounded'.",
    ],
    ['[{"op":"override","target":"A.b","reason":"r","set":3}]', "'set' is no object."],
    [
      '[{"op":"add","target":"A","reason":"r","field":{"name":"b"}}]',
      "Patch 1 (add).field lacks 'type'.",
    ],
    ['[{"op":"remove","target":"A.b","reason":"r","builtIn":true}]', "has no key 'builtIn'"],
  ])('is refused: %s', (content, why) => {
    expect(refused(() => load(content))).toMatchObject([
      {
        code: 'bad-patch',
        file: expect.stringMatching(/patches\.json$/),
        message: expect.stringContaining(why),
      },
    ]);
  });

  it('must be there', () => {
    expect(refused(() => loadPatches('/nowhere/patches.json'))).toMatchObject([
      { code: 'bad-patch', file: '/nowhere/patches.json' },
    ]);
  });
});
