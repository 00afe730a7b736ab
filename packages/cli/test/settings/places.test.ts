import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  configFolder,
  findProjectFile,
  moduleFrom,
  userFilePath,
} from '../../src/settings/places.js';

describe('configFolder', () => {
  it('is the usual one of the platform, of the name ocip', async () => {
    expect(await configFolder({}, '/')).toMatch(/[/\\]ocip([/\\]Config)?$/);
    expect(await configFolder({ OCIP_CONFIG_DIR: '' }, '/')).toBe(await configFolder({}, '/'));
  });

  it('is the one that OCIP_CONFIG_DIR names, from the folder of the call', async () => {
    expect(await configFolder({ OCIP_CONFIG_DIR: 'mine' }, '/home/me')).toBe(
      resolve('/home/me/mine'),
    );
    expect(await userFilePath({ OCIP_CONFIG_DIR: '/c' }, '/')).toBe(
      join(resolve('/c'), 'config.json'),
    );
  });
});

describe('findProjectFile', () => {
  it('finds none where there is none', async () => {
    expect(await findProjectFile('/')).toBeUndefined();
  });
});

describe('moduleFrom', () => {
  it.each([
    ['./a.js', resolve('/f/a.js')],
    ['../a.js', resolve('/a.js')],
    ['/a.js', resolve('/a.js')],
    ['.', resolve('/f')],
    ['package', 'package'],
    ['@scope/package', '@scope/package'],
    ['.hidden', '.hidden'],
  ])('takes %s for %s', (name, module) => {
    expect(moduleFrom('/f', name)).toBe(module);
  });
});
