import { describe, expect, it } from 'vitest';
import {
  diffReleases,
  renderDiffMarkdown,
  renderDiffText,
  type Release,
  type ReleaseDiff,
} from '../../src/index.js';
import {
  element,
  read,
  request,
  response,
  schema,
  simple,
  sourceOf,
  type,
} from '../support/releases.js';
import { choice, diff, OPTIONAL, values } from './support.js';

const older =
  request('KiteFlyRequest', element('field') + element('wind', 'KiteWind'), 'Secret prose.') +
  request('KiteGetRequest') +
  response('KiteGetResponse', element('color')) +
  request('KiteLandRequest') +
  request('KiteSoarRequest') +
  request('KiteSoarRequest20') +
  type('KiteTail') +
  simple('KiteWind', 'xs:token', values('weak', 'a `gust`'));

const newer =
  request(
    'KiteFlyRequest',
    choice([element('field'), element('hill')]) +
      element('wind', 'KiteWind') +
      element('height', 'xs:int', OPTIONAL),
    'Other prose.',
  ) +
  request('KiteGetRequest') +
  response('KiteGetResponse', element('color', 'xs:token', OPTIONAL)) +
  request('KiteSoarRequest', '', 'Replaced by: KiteSoarRequest20') +
  request('KiteSoarRequest20') +
  request('KiteFindRequest') +
  response('KiteFindResponse', element('place')) +
  simple('KiteWind', 'xs:token', values('weak', 'strong'));

/** Without the base types, which would count. */
const named = (label: string, body: string): Release =>
  read(sourceOf(body, true), { label }).release;

const changed = diffReleases(named('Old', older), named('New', newer));
const same = diffReleases(named('Old', older), named('New', older));

describe('the text', () => {
  it('has a table of counts, and a line for each type and change', () => {
    expect(renderDiffText(changed)).toBe(`From Old to New

                   Old  New  Added  Removed  Changed  Breaks older client  Breaks newer client  Deprecated  Moved
Requests             5    5      1        1        1                    0                    1           1      0
Responses            1    2      1        0        1                    1                    0           0      0
Types with fields    1    0      0        1        0                    0                    0           0      0
Enumerations         1    1      0        0        1                    1                    1           0      0
Simple types         0    0      0        0        0                    0                    0           0      0

Requests
  - KiteLandRequest
  + KiteFindRequest
  ! KiteSoarRequest deprecated, now KiteSoarRequest20
  ~ KiteFlyRequest
      field became a choice: (field | hill)  [breaks newer client]
      height: added at the end, xs:int, optional  [breaks newer client]

Responses
  + KiteFindResponse
  ~ KiteGetResponse
      color: now optional  [breaks older client]

Types with fields
  - KiteTail

Enumerations
  ~ KiteWind
      value a \`gust\` removed  [breaks older client]
      value strong added  [breaks newer client]
`);
  });

  it('says so where nothing changed', () => {
    expect(renderDiffText(same)).toBe('Old and New have the same types.\n');
  });
});

describe('the release note', () => {
  it('has a table of counts, a legend, and a list for everything that happened', () => {
    const hash = (release: { readonly hash: string }): string => release.hash.slice(0, 12);
    expect(renderDiffMarkdown(changed)).toBe(`# Changes from Old to New

Schemas compared: Old \`${hash(changed.from)}\`, New \`${hash(changed.to)}\`.

|  | Old | New | Added | Removed | Changed | Breaks older client | Breaks newer client | Deprecated | Moved |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Requests | 5 | 5 | 1 | 1 | 1 | 0 | 1 | 1 | 0 |
| Responses | 1 | 2 | 1 | 0 | 1 | 1 | 0 | 0 | 0 |
| Types with fields | 1 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |
| Enumerations | 1 | 1 | 0 | 0 | 1 | 1 | 1 | 0 | 0 |
| Simple types | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |

- **breaks older client**: a client built for Old that talks to a server of New.
- **breaks newer client**: a client built for New that talks to a server of Old; for what is optional, if it uses it.

## Requests

### Removed (1)

- \`KiteLandRequest\`

### Added (1)

- \`KiteFindRequest\`, answered by \`KiteFindResponse\`

### Deprecated (1)

- \`KiteSoarRequest\`: use \`KiteSoarRequest20\`

### Changed (1)

- \`KiteFlyRequest\`
  - \`field\` became a choice: \`(field | hill)\` — **breaks newer client**
  - \`height\`: added at the end, \`xs:int, optional\` — **breaks newer client**

## Responses

### Added (1)

- \`KiteFindResponse\`

### Changed (1)

- \`KiteGetResponse\`
  - \`color\`: now optional — **breaks older client**

## Types with fields

### Removed (1)

- \`KiteTail\`

## Enumerations

### Changed (1)

- \`KiteWind\`
  - value \`\` a \`gust\` \`\` removed — **breaks older client**
  - value \`strong\` added — **breaks newer client**
`);
  });

  it('says so where nothing changed', () => {
    expect(renderDiffMarkdown(same)).toMatch(/\n\nThe types are the same\.\n$/);
  });

  it('takes marks in the name of a release for what they are', () => {
    const odd: ReleaseDiff = { ...same, from: { ...same.from, label: 'a_b|c' } };
    expect(renderDiffMarkdown(odd)).toContain('# Changes from a\\_b\\|c to New');
  });
});

describe('both', () => {
  const inFile = (path: string): Record<string, string> => ({
    'OCISchemaAS.xsd': schema(`<xs:include schemaLocation="${path}"/>`),
    [path]: schema(request('KiteFlyRequest') + type('KiteTail')),
  });

  it('sum up what moved to another file', () => {
    const moved = diff(inFile('kites.xsd'), inFile('wind.xsd'));
    expect(renderDiffText(moved)).toContain(
      '\nMoved to another file, types\n  kites.xsd -> wind.xsd: 2\n',
    );
    expect(renderDiffMarkdown(moved)).toContain(
      '| From | To | Types |\n| --- | --- | --- |\n| `kites.xsd` | `wind.xsd` | 2 |\n',
    );
  });

  it('tell what is no longer deprecated, and what is new and deprecated', () => {
    const back = diff(
      newer,
      older + request('KiteSoarRequest19', '', 'Replaced by: KiteSoarRequest20'),
    );
    expect(renderDiffText(back)).toContain('  ! KiteSoarRequest no longer deprecated\n');
    expect(renderDiffText(back)).toContain(
      '  + KiteSoarRequest19 deprecated, now KiteSoarRequest20\n',
    );
    expect(renderDiffMarkdown(back)).toContain(
      '### No longer deprecated (1)\n\n- `KiteSoarRequest`\n',
    );
    expect(renderDiffMarkdown(back)).toContain(
      '- `KiteSoarRequest19`, answered by `SuccessResponse`, deprecated: use `KiteSoarRequest20`\n',
    );
  });

  it('quote no documentation', () => {
    const all = [renderDiffText(changed), renderDiffMarkdown(changed), JSON.stringify(changed)];
    for (const text of all) expect(text).not.toContain('prose');
  });

  it.each([
    ['required from now on', OPTIONAL, '', 'x: now required'],
    ['nillable', '', 'nillable="true"', 'x: nillable from now on'],
    ['not nillable', 'nillable="true"', '', 'x: no longer nillable'],
    ['a list', '', 'maxOccurs="9"', 'x: occurrence 1..1 became 1..9'],
    ['a default', '', 'default="a"', 'x: default a added'],
    ['no fixed value', 'fixed="a"', '', 'x: fixed value a removed'],
    ['another default', 'default="a"', 'default="b"', 'x: default a became b'],
  ])('say in words: %s', (_, before, after, words) => {
    const wrap = (text: string): string =>
      request('KiteFlyRequest', element('x', 'xs:token', text));
    expect(renderDiffText(diff(wrap(before), wrap(after)))).toContain(`      ${words}`);
  });
});
