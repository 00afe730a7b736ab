import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/credentials/split-command.js';

describe('splitCommand', () => {
  it.each([
    ['pass show lab', ['pass', 'show', 'lab']],
    ['  pass   show\tlab  ', ['pass', 'show', 'lab']],
    [`op read 'op://My Vault/lab/password'`, ['op', 'read', 'op://My Vault/lab/password']],
    [`"C:\\Program Files\\x.exe" -a`, ['C:\\Program Files\\x.exe', '-a']],
    [`sh -c 'pass lab | head -n 1'`, ['sh', '-c', 'pass lab | head -n 1']],
    [`a --b="c d"'e f'`, ['a', '--b=c de f']],
    [`a ""`, ['a', '']],
  ])('splits %j', (text, words) => {
    expect(splitCommand(text)).toEqual(words);
  });

  it.each([
    ['pass lab | head', /'\|' means something to a shell only/],
    ['pass $NAME', /'\$'/],
    ['pass `id`', /'`'/],
    ['a && b', /'&'/],
    ['a; b', /';'/],
    ['a < b', /'<'/],
    [`pass 'lab`, /a quote is not closed/],
    ['', /it is empty/],
    ['   ', /it is empty/],
    [`''`, /it is empty/],
  ])('refuses %j', (text, message) => {
    expect(() => splitCommand(text)).toThrow(
      expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) }),
    );
  });
});
