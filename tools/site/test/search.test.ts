import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearch } from '../src/search/build.js';
import { SearchEngine } from '../src/search/engine.js';
import { paddedWords, wordsOf } from '../src/search/words.js';
import { ownSite } from './support/own-site.js';

let engine: SearchEngine;

beforeAll(async () => {
  const { reference } = await ownSite();
  const guide = {
    title: 'The client',
    path: 'guides/client.html',
    lead: 'How to connect.',
    text: 'connects and logs in through a proxy',
    contents: [{ id: 'pool', text: 'Pool' }],
  };
  engine = new SearchEngine(buildSearch(reference, [guide]));
});

const titles = (query: string, most = 10): readonly string[] =>
  engine.search(query, most).hits.map(({ title }) => title);

describe('words of a name', () => {
  it.each([
    ['UserGetRequest23V2', ['user', 'get', 'request', '23', 'v', '2']],
    ['useSystemHuntGroupCLIDSetting', ['use', 'system', 'hunt', 'group', 'clid', 'setting']],
    ['callingLineId', ['calling', 'line', 'id']],
    ['E164Capable', ['e', '164', 'capable']],
    ['Is Active', ['is', 'active']],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('stand for their acronyms, and acronyms for them', () => {
    expect(paddedWords('callingLineIdLastName')).toContain(' clid ');
    expect(paddedWords('CLID')).toContain(' calling line id ');
  });
});

describe('search', () => {
  it('puts the exact name first, whatever its case', () => {
    expect(titles('UserGetRequest23V2')[0]).toBe('UserGetRequest23V2');
    expect(titles('usergetrequest23v2')[0]).toBe('UserGetRequest23V2');
  });

  it('puts names that begin with the query before those that hold it', () => {
    const found = titles('UserModify', 30);
    const starts = found.map((title) => title.startsWith('UserModify'));
    expect(starts[0]).toBe(true);
    expect(starts.lastIndexOf(true)).toBe(starts.filter(Boolean).length - 1);
  });

  it('finds names by words inside of them, in any order', () => {
    expect(titles('hunt group')[0]).toMatch(/^GroupHuntGroup/);
    expect(titles('list hunt instance')).toContain('GroupHuntGroupGetInstanceListRequest');
  });

  it('finds the same pages by acronym, by field name and by words', () => {
    for (const query of ['CLID', 'callingLineId', 'calling line']) {
      const found = titles(query, 500);
      expect(found, query).toContain('UserModifyRequest22');
      expect(found, query).toContain('CallingLineIdLastName');
    }
    // The others also find names that go on, such as `callingLineIdentity`.
    const byAcronym = titles('CLID', 5000);
    expect(titles('callingLineId', 5000)).toEqual(expect.arrayContaining([...byAcronym]));
    expect(titles('calling line', 5000)).toEqual(expect.arrayContaining([...byAcronym]));
  });

  it('finds requests by the name of a field, and says so', () => {
    const { hits } = engine.search('groupDepartmentName', 50);
    const hit = hits.find(({ title }) => title === 'GroupHuntGroupGetInstanceListRequest');
    expect(hit?.reason).toBe('field groupDepartmentName');
  });

  it('finds enumerations by a value, and requests that take it', () => {
    const { hits } = engine.search('Simultaneous', 60);
    expect(hits.map(({ title }) => title)).toContain('HuntPolicy');
    const request = hits.find(({ title }) => title === 'GroupHuntGroupAddInstanceRequest20');
    expect(request?.reason).toBe('value Simultaneous');
  });

  it('finds requests and responses by a column of a table', () => {
    const { hits } = engine.search('Service User Id', 100);
    const found = hits.filter(({ reason }) => reason === 'column Service User Id');
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['request', 'response']));
  });

  it('finds pages by words of the description', () => {
    expect(titles('directories', 100)).not.toEqual([]);
  });

  it('finds guides and their parts', () => {
    expect(engine.search('proxy client').hits[0]?.path).toBe('guides/client.html');
    expect(engine.search('pool', 50).hits.map(({ path }) => path)).toContain(
      'guides/client.html#pool',
    );
  });

  it('shows what is current before what is deprecated', async () => {
    const { reference } = await ownSite();
    const old = reference.entries.find(
      ({ status, successor }) => status === 'deprecated' && successor !== undefined,
    )!;
    const found = titles(old.family, 50);
    const current = found.findIndex((title) => title === old.successor);
    const deprecated = found.indexOf(old.name);
    expect(current).toBeGreaterThanOrEqual(0);
    if (old.name !== old.family) expect(current).toBeLessThan(deprecated);
    expect(engine.search(old.name).hits[0]).toMatchObject({ title: old.name, isDeprecated: true });
  });

  it('needs every word of the query', () => {
    expect(engine.search('hunt zebra').total).toBe(0);
    expect(engine.search('  ').hits).toEqual([]);
    expect(engine.search('?!').hits).toEqual([]);
  });

  it('counts more than it shows', () => {
    const { hits, total } = engine.search('user', 5);
    expect(hits).toHaveLength(5);
    expect(total).toBeGreaterThan(100);
  });
});
