import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  generate,
  readSource,
  REFERENCE_FORMAT,
  type ReferenceIndex,
  type ReferenceModule,
} from '../../src/index.js';
import { REFERENCE_MARK, referenceFiles } from '../../src/reference/files.js';
import { folder, kites, refused, write } from '../support/releases.js';
import { pagesOf, reference } from './support.js';

const golden = resolve(import.meta.dirname, 'golden');
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The reference of the invented release, written to a folder. */
function written(options: Partial<Parameters<typeof generate>[0]> = {}): string {
  const root = folder();
  generate({ schemas: kites, reference: root, ...options });
  return root;
}

describe('the reference of the invented release', () => {
  const built = reference(readSource(kites), { label: 'kites' });
  const files = referenceFiles(built);
  const reviewed = ['index.json', 'types/user.json', 'types/data-types.json'];
  const goldenName = (path: string): string => `${path.replace('/', '-')}.txt`;

  if (process.env.UPDATE_GOLDEN === '1') {
    write(golden, Object.fromEntries(reviewed.map((p) => [goldenName(p), files.get(p) ?? ''])));
  }

  it.each(reviewed)('is what was reviewed: %s (UPDATE_GOLDEN=1 takes a change over)', (path) => {
    expect(files.get(path)).toBe(readFileSync(join(golden, goldenName(path)), 'utf8'));
  });

  it('has an index and a file for each module', () => {
    expect([...files.keys()]).toEqual([
      'index.json',
      'types/data-types.json',
      'types/deprecated-schema.json',
      'types/services/kite-club.json',
      'types/user.json',
    ]);
  });

  it('is JSON with one type a line', () => {
    for (const [path, text] of files) {
      expect(text.startsWith(REFERENCE_MARK), path).toBe(true);
      const { types } = JSON.parse(text) as ReferenceIndex | ReferenceModule;
      const lines = text.split('\n').filter((line) => /^(?:\{"name"|"\w+":\{"name")/.test(line));
      expect(lines, path).toHaveLength(Object.keys(types).length);
    }
  });

  it('holds what a program gets without files', () => {
    const index = JSON.parse(files.get('index.json') ?? '') as ReferenceIndex;
    expect(index).toEqual({ generator: 'ocip-generate', ...built.index });
    expect(index.format).toBe(REFERENCE_FORMAT);
    for (const module of built.modules) {
      expect(JSON.parse(files.get(`types/${module.module}.json`) ?? '')).toEqual({
        generator: 'ocip-generate',
        ...module,
      });
    }
  });

  it('lists every page in the index, sorted by name', () => {
    const names = built.index.types.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names)).toEqual(new Set(pagesOf(built).keys()));
  });
});

describe('writing', () => {
  it('does without other output, and beside it', () => {
    const alone = written();
    expect(existsSync(join(alone, 'types/services/kite-club.json'))).toBe(true);
    const out = folder();
    const beside = generate({ schemas: kites, out, reference: join(out, 'reference') });
    expect(beside.written).toEqual({ written: 8, unchanged: 0, removed: 0 });
    expect(beside.writtenReference).toEqual({ written: 5, unchanged: 0, removed: 0 });
  });

  it('gives the same bytes each time, and leaves files that are the same alone', () => {
    const root = written();
    const index = join(root, 'index.json');
    utimesSync(index, 1, 1);
    const again = generate({ schemas: kites, reference: root });
    expect(again.writtenReference).toEqual({ written: 0, unchanged: 5, removed: 0 });
    expect(statSync(index).mtimeMs).toBe(1000);
  });

  it('removes files of modules that are gone, and nothing that it did not write', () => {
    const root = written();
    writeFileSync(join(root, 'types/own.json'), '{"types":{}}');
    const less = generate({ schemas: kites, reference: root, include: ['KiteSkipRequest'] });
    expect(less.writtenReference).toMatchObject({ removed: 3 });
    expect(existsSync(join(root, 'types/services/kite-club.json'))).toBe(false);
    expect(existsSync(join(root, 'types/own.json'))).toBe(true);
  });

  it('refuses to overwrite a file of other origin, and then writes no code either', () => {
    const root = folder({ 'index.json': '{}' });
    const out = folder();
    expect(refused(() => generate({ schemas: kites, out, reference: root }))).toMatchObject([
      { code: 'foreign-file' },
    ]);
    expect(existsSync(join(out, 'index.ts'))).toBe(false);
    expect(readFileSync(join(root, 'index.json'), 'utf8')).toBe('{}');
  });

  it('is left out where it is not asked for', () => {
    const result = generate({ schemas: kites });
    expect(result.reference).toBeUndefined();
    expect(result.writtenReference).toBeUndefined();
  });
});

describe('a selection', () => {
  it('holds for the reference', () => {
    const root = written({ include: ['KiteGetRequest22'], deprecated: false });
    const index = json(join(root, 'index.json')) as ReferenceIndex;
    const commands = index.types.filter(({ kind }) => kind === 'request' || kind === 'response');
    expect(commands.map(({ name }) => name)).toEqual(['KiteGetRequest22', 'KiteGetResponse22']);
    expect(index.modules.map(({ path }) => path)).toEqual(['data-types', 'user']);
  });

  it('leaves deprecated commands out, and their variants with them', () => {
    const live = reference(readSource(kites), { deprecated: false });
    expect(pagesOf(live).get('KiteGetRequest22')).not.toHaveProperty('variants');
    expect(live.index.types.filter(({ status }) => status === 'deprecated')).toEqual([]);
  });
});

describe('without the text of the schemas', () => {
  const bare = reference(readSource(kites), { prose: false });
  const text = JSON.stringify(bare);

  it('no sentence of theirs is there', () => {
    expect(text).not.toContain('Reads a kite');
    expect(text).not.toContain('What hangs below');
    expect(text).not.toContain('Against the wind');
    expect(bare.index.types.filter(({ summary }) => summary !== '')).toEqual([]);
  });

  it('facts are', () => {
    const pages = pagesOf(bare);
    expect(pages.get('KiteClubGetListResponse')?.particles?.[0]).toMatchObject({
      columns: [
        { heading: 'Member Id', property: 'memberId' },
        { heading: 'Line/Port', property: 'linePort' },
        { heading: 'MAC Address', property: 'macAddress' },
        { heading: 'Constructor', property: '_constructor' },
        { heading: 'Line Port', property: 'linePort2' },
      ],
    });
    expect(pages.get('KiteGetRequest')?.successor).toEqual({ name: 'KiteGetRequest22' });
  });
});
