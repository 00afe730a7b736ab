import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { generate, readSource } from '../src/index.js';
import { folder, kites, read, refused, schema, type } from './support/releases.js';

const kite = strToU8(schema(type('Kite')));

/** A zip archive in a folder of its own. */
function archive(content: Zippable): string {
  return join(folder({ 'kites.zip': zipSync(content) }), 'kites.zip');
}

function zipOf(path: string, under = ''): string {
  const { files } = readSource(path);
  return archive(Object.fromEntries([...files].map(([name, bytes]) => [under + name, bytes])));
}

describe('a folder', () => {
  it('gives its XSD files, at any depth, sorted, and nothing else', () => {
    const path = folder({
      'b.xsd': 'b',
      'Services/a.XSD': 'a',
      'readme.txt': 'no schema',
      'Services/.xsd.swp': 'no schema',
    });
    expect([...readSource(path).files.keys()]).toEqual(['Services/a.XSD', 'b.xsd']);
  });

  it('may hold links to files, and links into nowhere', () => {
    const path = folder({ 'a.xsd': 'a', 'sub/b.txt': 'b' });
    symlinkSync(join(path, 'a.xsd'), join(path, 'c.xsd'));
    symlinkSync(join(path, 'nowhere'), join(path, 'd.xsd'));
    symlinkSync(join(path, 'sub'), join(path, 'e.xsd'));
    expect([...readSource(path).files.keys()]).toEqual(['a.xsd', 'c.xsd']);
  });

  it('names the release, wherever it is seen from', () => {
    const path = folder({ 'OCISchemaAS.xsd': kite });
    for (const spelled of [path, `${path}/`, `${path}/.`]) {
      expect(read(readSource(spelled)).release.label).toBe(basename(path));
    }
  });

  it('without schemas is refused', () => {
    expect(refused(() => readSource(folder()))).toMatchObject([
      { code: 'no-schemas', message: expect.stringContaining('holds no .xsd file') },
    ]);
  });

  it('with far more files than a release has is refused', () => {
    const files = Object.fromEntries(
      Array.from({ length: 5001 }, (_, i) => [`${String(i)}.xsd`, '']),
    );
    expect(refused(() => readSource(folder(files)))).toMatchObject([{ code: 'too-large' }]);
  });

  it('that is not there is refused', () => {
    expect(refused(() => readSource('/nowhere/at all'))).toMatchObject([
      { code: 'not-readable', message: expect.stringContaining("There is no '/nowhere/at all'") },
    ]);
  });
});

describe('a zip archive', () => {
  it('gives what the folder gives, and names the release', () => {
    const zipped = generate({ schemas: zipOf(kites) });
    const plain = generate({ schemas: kites });
    expect(zipped.release).toBe('kites');
    expect(zipped.hash).toBe(plain.hash);
    expect(zipped.output).toEqual(plain.output);
  });

  it('may hold one folder around everything', () => {
    for (const around of ['delivery/kites/', 'delivery\\kites\\']) {
      const { files } = readSource(zipOf(kites, around));
      expect([...files.keys()]).toEqual([...readSource(kites).files.keys()]);
    }
  });

  it('may hold other files, which are passed over', () => {
    const path = archive({
      'kites/a.xsd': kite,
      'kites/notes.pdf': strToU8('%PDF'),
      '__MACOSX/kites/._a.xsd': strToU8('x'),
    });
    expect([...readSource(path).files.keys()]).toEqual(['a.xsd']);
  });

  it('without schemas is refused', () => {
    expect(refused(() => readSource(archive({ 'a.txt': kite })))).toMatchObject([
      { code: 'no-schemas' },
    ]);
  });

  it('that is damaged is refused', () => {
    const whole = zipSync({ 'a.xsd': strToU8(schema(type('Kite').repeat(50))) });
    const cut = folder({ 'cut.zip': whole.slice(0, whole.length / 2) });
    expect(refused(() => readSource(join(cut, 'cut.zip')))).toMatchObject([
      { code: 'not-readable', message: expect.stringContaining('cut.zip') },
    ]);
    const bent = whole.slice();
    bent.fill(0xff, 40, 80);
    const path = join(folder({ 'bent.zip': bent }), 'bent.zip');
    expect(refused(() => read(readSource(path)))).toHaveLength(1);
  });

  it('that would unpack to far more than a release is refused before it is unpacked', () => {
    const bomb = zipSync({ 'a.xsd': new Uint8Array(1024 * 1024) });
    // The declared size, in the central directory: 300 MB.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const central = bomb.findLastIndex(
      (_, i) => i < bomb.length - 4 && view.getUint32(i, true) === 0x02014b50,
    );
    view.setUint32(central + 24, 300 * 1024 * 1024, true);
    const path = join(folder({ 'bomb.zip': bomb }), 'bomb.zip');
    expect(refused(() => readSource(path))).toMatchObject([{ code: 'too-large' }]);
  });

  it('that lies about its size gives no more than it declares', () => {
    const bomb = zipSync({ 'a.xsd': new Uint8Array(1024 * 1024) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const central = bomb.findLastIndex(
      (_, i) => i < bomb.length - 4 && view.getUint32(i, true) === 0x02014b50,
    );
    view.setUint32(central + 24, 10, true);
    const path = join(folder({ 'bomb.zip': bomb }), 'bomb.zip');
    const outcome = ((): number => {
      try {
        return readSource(path).files.get('a.xsd')?.length ?? 0;
      } catch {
        return 0;
      }
    })();
    expect(outcome).toBeLessThanOrEqual(10);
  });

  it('is told apart from other files by its content', () => {
    const path = folder({ 'kites.zip': 'not a zip' });
    expect(refused(() => readSource(join(path, 'kites.zip')))).toMatchObject([
      { code: 'not-readable', message: expect.stringContaining('neither a folder nor a zip') },
    ]);
  });
});
