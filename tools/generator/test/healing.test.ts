import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, type GenerateOptions } from '../src/index.js';
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
  schema,
  simple,
  sourceOf,
  told,
  type,
  type Files,
} from './support/releases.js';

/*
 * Defects met in real deliveries. Those with one right reading are healed and told with file and
 * line; under `strict` each is an error. Those without are refused.
 */

/** An entry file that includes others. */
function entry(...locations: string[]): string {
  return schema(locations.map((l) => `<xs:include schemaLocation="${l}"/>`).join('\n'));
}

const tails = schema(simple('Tail', 'xs:token'));

/** A file in a folder: without the import, which would need a path. */
const plain = (body: string): string => schema(body).replace(/<xs:import[^>]*>/, '');

interface Defect {
  readonly what: string;
  readonly files: Files;
  readonly options?: Partial<GenerateOptions>;
  /** The diagnostics, as `code file:line`. */
  readonly told: readonly string[];
}

const one = (body: string): Files => ({ 'OCISchemaAS.xsd': schema(body) });

const healed: readonly Defect[] = [
  {
    what: 'blanks around nillable',
    files: one(`\n${type('Kite', element('tail', 'xs:token', 'nillable="true "'))}`),
    told: ['blank-in-attribute OCISchemaAS.xsd:3'],
  },
  {
    what: 'blanks around maxOccurs',
    files: one(type('Kite', element('tail', 'xs:token', 'maxOccurs=" 3"'))),
    told: ['blank-in-attribute OCISchemaAS.xsd:2'],
  },
  {
    what: 'blanks around a type and the name of an element',
    files: one(type('Kite', element(' tail', 'xs:token '))),
    told: ['blank-in-attribute OCISchemaAS.xsd:2', 'blank-in-attribute OCISchemaAS.xsd:2'],
  },
  {
    what: 'blanks around a fixed value',
    files: one(type('Kite', element('tail', 'xs:boolean', 'fixed=" true"'))),
    told: ['blank-in-attribute OCISchemaAS.xsd:2'],
  },
  {
    what: 'blanks around enumeration values',
    files: one(simple('Prompt', 'xs:token', '\n<xs:enumeration value="Always  Prompt "/>')),
    told: ['blank-in-enumeration OCISchemaAS.xsd:3'],
  },
  {
    what: 'enumeration values that become equal',
    files: one(
      simple('Prompt', 'xs:token', '<xs:enumeration value="A"/>\n<xs:enumeration value="A "/>'),
    ),
    told: ['blank-in-enumeration OCISchemaAS.xsd:3', 'enumeration-values-equal OCISchemaAS.xsd:3'],
  },
  {
    what: 'a missing file that nothing depends on',
    files: { 'OCISchemaAS.xsd': entry('Lost.xsd') },
    told: ['missing-include OCISchemaAS.xsd:2'],
  },
  {
    what: 'an include in another case, or with backslashes',
    files: {
      'OCISchemaAS.xsd': entry('services/Tail.xsd', 'Services\\Line.xsd'),
      'Services/Tail.xsd': plain(simple('Tail', 'xs:token')),
      'Services/Line.xsd': plain(simple('Line', 'xs:token')),
    },
    told: ['include-path OCISchemaAS.xsd:2', 'include-path OCISchemaAS.xsd:3'],
  },
  {
    what: 'a reference in another case, each time it occurs',
    files: one(
      `${simple('TailLength', 'xs:int')}\n${type('Kite', element('a', 'Taillength'))}\n${type('Box', element('a', 'Taillength'))}`,
    ),
    told: ['reference-case OCISchemaAS.xsd:3', 'reference-case OCISchemaAS.xsd:4'],
  },
  {
    what: 'an orphan response',
    files: one(`\n${response('KiteGetResponse', element('a'))}`),
    told: ['orphan-response OCISchemaAS.xsd:3'],
  },
  {
    what: 'a type that an unreached file defines in another way',
    files: {
      'OCISchemaAS.xsd': entry('Tail.xsd'),
      'Tail.xsd': tails,
      'Zoo.xsd': schema(`\n${simple('Tail', 'xs:int')}`),
    },
    options: { unreached: true },
    told: ['shadowed-type Zoo.xsd:3'],
  },
];

describe('a defect with one right reading', () => {
  it.each(healed)('is healed and told: $what', (defect) => {
    const { diagnostics } = run(defect.files, defect.options);
    const warnings = diagnostics
      .filter((d) => d.severity !== 'info')
      .map((d) => `${d.code} ${d.file}:${String(d.line)}`);
    expect(warnings).toEqual(defect.told);
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  });

  it.each(healed)('is an error under strict: $what', (defect) => {
    const errors = refused(() => run(defect.files, { ...defect.options, strict: true }));
    expect(errors.map((d) => `${d.code} ${d.file}:${String(d.line)}`)).toEqual(defect.told);
  });

  it('hides no other under strict: all are told at once', () => {
    const body = `${type('Kite', element('a', 'xs:token', 'nillable="true "'))}\n${response('KiteGetResponse', element('a'))}`;
    const patches = [{ op: 'remove', target: 'Nothing.a', reason: 'None.' }] as const;
    expect(refused(() => run(body, { strict: true, patches })).map((d) => d.code)).toEqual([
      'blank-in-attribute',
      'patch-not-applied',
      'orphan-response',
    ]);
  });

  it('reads as if it had been written right', () => {
    const wrong = run(
      type('Kite', element('tail ', 'taillength', 'nillable="true " minOccurs=" 0"')) +
        simple('TailLength', 'xs:token', '<xs:enumeration value=" Long"/>'),
    );
    const right = run(
      type('Kite', element('tail', 'TailLength', 'nillable="true" minOccurs="0"')) +
        simple('TailLength', 'xs:token', '<xs:enumeration value="Long"/>'),
    );
    expect(fileOf(wrong, 'as.ts')).toBe(fileOf(right, 'as.ts'));
    expect(grave(right.diagnostics)).toEqual([]);
  });

  it('keeps one of two enumeration values that become equal', () => {
    const { release } = read(
      simple(
        'Prompt',
        'xs:token',
        '<xs:enumeration value="A"/><xs:enumeration value=" A"/><xs:enumeration value="B"/>',
      ),
    );
    expect(release.types.get('Prompt')).toMatchObject({ values: ['A', 'B'] });
  });

  it('is told with what was found and what was read', () => {
    const { diagnostics } = read(type('Kite', element('tail', 'xs:token', 'nillable="true "')));
    expect(told(diagnostics, 'blank-in-attribute')).toEqual([
      "OCISchemaAS.xsd:2 The attribute nillable of <xs:element> is 'true '; read as 'true'.",
    ]);
  });
});

describe('the base types', () => {
  const content =
    request('KiteGetRequest') + response('KiteGetResponse', element('t', 'core:OCITable'));

  it('are built in where their file is missing', () => {
    const { release, diagnostics } = read(sourceOf(content, true));
    expect(told(diagnostics, 'missing-base')).toEqual([
      "OCISchemaAS.xsd:1 'OCISchemaBASE.xsd' is not in the delivery; a built-in definition of the base types is used.",
    ]);
    expect(release.requests.get('KiteGetRequest')?.response).toBe('KiteGetResponse');
    expect(release.files).toEqual(['OCISchemaAS.xsd']);
  });

  it('give the same code as those of the delivery', () => {
    const files = { 'OCISchemaAS.xsd': schema(content) };
    const built = generate({ schemas: folder(files), label: 'test' });
    expect(fileOf(built, 'as.ts')).toBe(fileOf(run(files), 'as.ts'));
  });

  it('are an error under strict where their file is missing', () => {
    const schemas = folder({ 'OCISchemaAS.xsd': schema(content) });
    expect(refused(() => generate({ schemas, strict: true }))).toMatchObject([
      { code: 'missing-base', file: 'OCISchemaAS.xsd', line: 1 },
    ]);
  });

  it('may come from a file that the user points to', () => {
    const kite = type('Kite', element('id', 'core:NonEmptyToken'));
    const schemas = folder({ 'OCISchemaAS.xsd': schema(kite) });
    expect(refused(() => generate({ schemas }))).toMatchObject([{ code: 'unresolved-reference' }]);
    const supplement = ['OCISchemaBASE.xsd', 'OCISchemaBaseDataTypes.xsd'].map((name) => {
      const { files } = sourceOf('');
      return `${folder({ [name]: files.get(name) ?? '' })}/${name}`;
    });
    expect(grave(generate({ schemas, supplement, strict: true }).diagnostics)).toEqual([]);
  });

  it('are found where an include gives the wrong folder', () => {
    const { release, diagnostics } = read({
      'OCISchemaAS.xsd': entry('Services/Kite.xsd'),
      'Services/Kite.xsd': schema(content),
    });
    expect(told(diagnostics, 'include-path')).toEqual([
      "Services/Kite.xsd:1 'OCISchemaBASE.xsd' is taken to mean 'OCISchemaBASE.xsd'.",
    ]);
    expect(release.requests.size).toBe(1);
  });
});

describe('a type that is defined twice', () => {
  it('alike is an information', () => {
    const { diagnostics } = read({
      'OCISchemaAS.xsd': entry('A.xsd', 'B.xsd'),
      'A.xsd': schema(type('Kite', element('a', 'xs:token', 'maxOccurs="unbounded"'), 'One text.')),
      'B.xsd': schema(
        `\n${type('Kite', element('a', 'xs:token', 'maxOccurs="unbounded"'), 'Another.')}`,
      ),
    });
    expect(grave(diagnostics)).toEqual([]);
    expect(told(diagnostics, 'duplicate-type')).toEqual([
      'B.xsd:3 Kite is defined in A.xsd:2 as well, alike.',
    ]);
  });

  it('in different ways is refused, if both are reached', () => {
    const files = {
      'OCISchemaAS.xsd': entry('A.xsd', 'B.xsd'),
      'A.xsd': schema(type('Kite', element('a', 'xs:token', 'maxOccurs="unbounded"'))),
      'B.xsd': schema(`\n${type('Kite', element('a', 'xs:token', 'maxOccurs="5"'))}`),
    };
    expect(refusal(files)).toMatchObject([
      {
        code: 'conflicting-type',
        file: 'B.xsd',
        line: 3,
        message: 'Kite is defined differently in A.xsd:2.',
      },
    ]);
  });

  it('in different ways is as the entry reaches it', () => {
    const files = {
      'OCISchemaAS.xsd': entry('Reached.xsd'),
      'Reached.xsd': schema(simple('Tail', 'xs:token')),
      'Apart.xsd': schema(simple('Tail', 'xs:int')),
    };
    const { release } = read(files, { unreached: true });
    expect(release.types.get('Tail')).toMatchObject({ primitive: 'token' });
  });
});

describe('a file', () => {
  it('that no include reaches is told and not read', () => {
    const { release, diagnostics } = read({
      'OCISchemaAS.xsd': entry('Tail.xsd'),
      'Tail.xsd': tails,
      'Apart.xsd': 'this is not even XML',
    });
    expect(told(diagnostics, 'unreached-file')).toEqual([
      'Apart.xsd:0 No include reaches this file; not read.',
    ]);
    expect(release.files).not.toContain('Apart.xsd');
  });

  it('that no include reaches is taken in on demand', () => {
    const { release } = read(
      {
        'OCISchemaAS.xsd': entry('Tail.xsd'),
        'Tail.xsd': tails,
        'Apart.xsd': schema(type('Kite')),
      },
      { unreached: true },
    );
    expect(release.types.has('Kite')).toBe(true);
    expect(release.files).toContain('Apart.xsd');
  });

  it('that is empty is told', () => {
    const { diagnostics } = read({
      'OCISchemaAS.xsd': entry('Empty.xsd'),
      'Empty.xsd': '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
    });
    expect(told(diagnostics, 'empty-file')).toEqual(['Empty.xsd:0 The file defines nothing.']);
  });

  it('is read once where includes go in a circle', () => {
    const { release, diagnostics } = read({
      'OCISchemaAS.xsd': entry('./A.xsd', 'Services/../A.xsd'),
      'A.xsd': entry('B.xsd').replace('</xs:schema>', `${simple('Tail', 'xs:token')}</xs:schema>`),
      'B.xsd': entry('A.xsd', 'OCISchemaAS.xsd'),
    });
    expect(told(diagnostics, 'duplicate-type')).toEqual([]);
    expect(release.types.has('Tail')).toBe(true);
  });

  it('may have LF or CRLF, a byte order mark, or another declared encoding', () => {
    const text = `<?xml version="1.0" encoding="X"?>\n${schema(`\n${type('Kite', element('tail', 'xs:token', 'nillable="true "'), 'Süß')}`)}`;
    const variants: Readonly<Record<string, Uint8Array>> = {
      lf: Buffer.from(text.replace('X', 'UTF-8')),
      crlf: Buffer.from(text.replace('X', 'UTF-8').replaceAll('\n', '\r\n')),
      mark: Buffer.from(`\ufeff${text.replace('X', 'UTF-8')}`),
      latin: Buffer.from(text.replace('X', 'ISO-8859-1'), 'latin1'),
      utf16: Buffer.from(`\ufeff${text.replace('X', 'UTF-16')}`, 'utf16le'),
    };
    for (const [name, bytes] of Object.entries(variants)) {
      const { release, diagnostics } = read({ 'OCISchemaAS.xsd': bytes });
      expect(release.types.get('Kite')?.doc, name).toBe('Süß');
      expect(diagnostics, name).toMatchObject([{ code: 'blank-in-attribute', line: 4 }]);
    }
  });
});

describe('what has no right reading is refused with file, line and reason', () => {
  it('a reference to nothing, with the name that was probably meant', () => {
    expect(
      refusal(`${simple('TailLength', 'xs:int')}\n${type('Kite', element('a', 'TailLenght'))}`),
    ).toMatchObject([
      {
        code: 'unresolved-reference',
        file: 'OCISchemaAS.xsd',
        line: 3,
        message:
          "Kite.a refers to 'TailLenght', which is not defined. Did the schema mean 'TailLength'?",
      },
    ]);
  });

  it('every reference into a missing file, with the file', () => {
    const files = {
      'OCISchemaAS.xsd': schema(
        `<xs:include schemaLocation="Lost.xsd"/>\n${type('Kite', element('a', 'Tail') + element('b', 'Line'))}`,
      ),
    };
    expect(refusal(files).map((d) => d.message)).toEqual([
      "Kite.a refers to 'Tail', which is not defined. It is probably defined in a file that is missing: Lost.xsd.",
      "Kite.b refers to 'Line', which is not defined. It is probably defined in a file that is missing: Lost.xsd.",
    ]);
  });

  it('a forgotten prefix', () => {
    expect(refusal(type('Kite', element('a', 'OCITable')))).toMatchObject([
      {
        message: expect.stringContaining(
          "There is one in the namespace 'C': a prefix may be missing.",
        ),
      },
    ]);
    expect(
      refusal(simple('Tail', 'xs:int') + type('Kite', element('a', 'core:Tail'))),
    ).toMatchObject([{ message: expect.stringContaining('it needs no prefix') }]);
  });

  it('a reference that two types may be meant by', () => {
    const files = one(
      simple('TAIL', 'xs:int') + simple('Tail', 'xs:token') + type('Kite', element('a', 'tail')),
    );
    expect(refusal(files)).toMatchObject([{ code: 'unresolved-reference' }]);
  });

  it('a file without a namespace that the base types include', () => {
    const base = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="C" targetNamespace="C">
      <xs:include schemaLocation="Tail.xsd"/></xs:schema>`;
    const files = { 'OCISchemaAS.xsd': schema(''), 'OCISchemaBASE.xsd': base, 'Tail.xsd': tails };
    expect(refusal(files)).toMatchObject([
      { code: 'unsupported-construct', file: 'OCISchemaBASE.xsd', line: 2 },
    ]);
  });

  it.each([
    ['an open element', '<xs:schema>\n<a>\n</xs:schema>', 3],
    ['two roots', '<a/><b/>', 1],
    ['text after the root', '<a/>\nmore\n', 2],
    ['no XML', 'kites', 1],
    ['nothing', '', 1],
    ['an unknown entity', '<a>\n&nbsp;</a>', 2],
    ['a bare ampersand', '<a>\n\na & b</a>', 3],
    ['a control character', '<a>\n\u0001</a>', 2],
    ['an attribute that occurs twice', '<a>\n<b c="1" c="2"/></a>', 2],
    ['bytes of another encoding', Buffer.from('<a>é</a>', 'latin1'), 1],
    ['an unknown encoding', '<?xml version="1.0" encoding="kite"?><a/>', 1],
  ])('XML that is not well-formed: %s', (_, text, line) => {
    const files = { 'OCISchemaAS.xsd': text };
    expect(refusal(files)).toMatchObject([
      { code: 'not-well-formed', file: 'OCISchemaAS.xsd', line },
    ]);
  });

  it('is not taken in by what a comment or CDATA holds', () => {
    const body =
      '<!-- &nbsp; <!DOCTYPE a> -->' + type('Kite', '', '<![CDATA[&nbsp; <!DOCTYPE b>]]>');
    expect(grave(read(body).diagnostics)).toEqual([]);
  });

  it('another root', () => {
    expect(refusal({ 'OCISchemaAS.xsd': '<kites/>' })).toMatchObject([
      {
        code: 'not-a-schema',
        file: 'OCISchemaAS.xsd',
        line: 1,
        message: 'Found <kites>, expected an XML schema.',
      },
    ]);
    expect(refusal({ 'OCISchemaAS.xsd': '<xs:schema xmlns:xs="urn:other"/>' })).toMatchObject([
      { code: 'not-a-schema' },
    ]);
  });

  it('elements nested deeper than any schema nests them', () => {
    const deep = '<a>'.repeat(20_000) + '</a>'.repeat(20_000);
    expect(refusal({ 'OCISchemaAS.xsd': deep })).toMatchObject([
      { code: 'not-well-formed', message: expect.stringContaining('nested') },
    ]);
  });

  it('a DOCTYPE, whatever is in it', () => {
    const text = `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n${schema('')}`;
    expect(refusal({ 'OCISchemaAS.xsd': text })).toMatchObject([
      { code: 'doctype', file: 'OCISchemaAS.xsd', line: 2 },
    ]);
  });
});

describe('the entry file', () => {
  const includes = (name: string): string =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="${name}"/></xs:schema>`;

  it('is found by its name, in the outermost folder that has it', () => {
    const { release } = read({ 'old/OCISchemaAS.xsd': schema(''), 'OCISchemaAS.xsd': schema('') });
    expect(release.entry).toBe('OCISchemaAS.xsd');
    expect(read({ 'R1/OCISchemaAS.xsd': schema('') }).release.entry).toBe('R1/OCISchemaAS.xsd');
  });

  it('is otherwise the only file that includes others and is included by none', () => {
    const source = sourceOf(
      { 'all.xsd': includes('tail.xsd'), 'tail.xsd': includes('line.xsd'), 'line.xsd': tails },
      true,
    );
    expect(read(source).release.entry).toBe('all.xsd');
    expect(read(sourceOf({ 'only.xsd': tails }, true)).release.entry).toBe('only.xsd');
  });

  it('must be named where several could be meant, with the candidates', () => {
    const source = sourceOf(
      { 'a.xsd': includes('c.xsd'), 'b.xsd': includes('c.xsd'), 'c.xsd': tails },
      true,
    );
    expect(refusal(source)).toMatchObject([
      { code: 'no-entry', message: expect.stringContaining('candidates: a.xsd, b.xsd.') },
    ]);
    expect(read(source, { entry: 'b.xsd' }).release.entry).toBe('b.xsd');
    expect(refusal(sourceOf({ 'a.xsd': tails, 'c.xsd': tails }, true))).toMatchObject([
      { code: 'no-entry', message: expect.stringContaining('no file could take its place') },
    ]);
  });

  it('that is named must be there', () => {
    expect(refusal('', { entry: 'OCISchemaAs.xsd' })).toMatchObject([
      { code: 'no-entry', message: expect.stringContaining("Did you mean 'OCISchemaAS.xsd'?") },
    ]);
    expect(refusal('', { entry: 'kites' })).toMatchObject([
      { code: 'no-entry', message: expect.stringContaining('Its files: OCISchemaAS.xsd, ') },
    ]);
  });
});

describe('a run that is refused', () => {
  it('leaves the previous output as it was', () => {
    const old = '// @generated by ocip-generate from OCISchemaAS.xsd. Old.';
    const out = folder({ 'as.ts': old });
    refused(() => run(type('Kite', element('a', 'Nothing')), { out }));
    const healable = type('Kite', element('a', 'xs:token', 'nillable=" true"'));
    refused(() => run(healable, { out, strict: true }));
    refused(() => run(type('class'), { out }));
    expect(readdirSync(out)).toEqual(['as.ts']);
    expect(readFileSync(join(out, 'as.ts'), 'utf8')).toBe(old);
  });
});
