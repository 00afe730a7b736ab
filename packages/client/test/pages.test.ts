import { OCITable } from '@ocipkit/core';
import {
  GroupDnGetAssignmentPagedSortedListRequest,
  GroupDnGetAssignmentPagedSortedListResponse,
} from '@ocipkit/commands/numbers';
import { UserGetListInGroupRequest } from '@ocipkit/commands/user';
import { expect, test } from 'vitest';
import { parseRelease } from '../src/release.js';
import { FakePlatform } from './support/fake-platform.js';
import { makeClient } from './support/make-client.js';

test('#217 a list with pages is read page by page until one is short', async () => {
  const platform = await FakePlatform.create();
  const asked: unknown[] = [];
  platform.answer = (command) => {
    if (!(command instanceof GroupDnGetAssignmentPagedSortedListRequest))
      throw new Error('unasked');
    const { responseStartIndex: start = 1, responsePageSize: size = 0 } =
      command.responsePagingControl ?? {};
    asked.push([start, size]);
    const rows = Array.from({ length: Math.min(size, 26 - start) }, (_, i) => [
      `+1-${String(start + i)}`,
    ]);
    return new GroupDnGetAssignmentPagedSortedListResponse({
      dnTable: new OCITable(['Phone Numbers'], rows),
    });
  };
  await using client = makeClient(platform);
  const request = new GroupDnGetAssignmentPagedSortedListRequest({
    serviceProviderId: 'sp',
    groupId: 'g',
    responsePagingControl: { responseStartIndex: 1, responsePageSize: 10 },
  });
  const pages = client.pages(request, { pageSize: 10 });
  const numbers: unknown[] = [];
  for (;;) {
    const step = await pages.next();
    if (step.done === true) {
      expect(step.value).toEqual({ rows: 25, messages: 3, complete: true });
      break;
    }
    numbers.push((step.value as { phoneNumbers?: string }).phoneNumbers);
  }
  expect(numbers).toHaveLength(25);
  expect(new Set(numbers).size).toBe(25);
  expect(asked).toEqual([
    [1, 10],
    [11, 10],
    [21, 10],
  ]);
});

test('a size limit that is reached makes the list incomplete', async () => {
  const platform = await FakePlatform.create();
  await using client = makeClient(platform);
  const input = { serviceProviderId: 'sp', GroupId: 'g' };
  const summary = async (responseSizeLimit?: number): Promise<unknown> => {
    const pages = client.pages(new UserGetListInGroupRequest({ ...input, responseSizeLimit }));
    for (;;) {
      const step = await pages.next();
      if (step.done === true) return step.value;
      expect(step.value.lastName).toBe('Ångström');
    }
  };
  expect(await summary()).toMatchObject({ rows: 1, complete: true });
  expect(await summary(1)).toMatchObject({ rows: 1, complete: false });
});

test.each([
  ['Rel_22.0_1.1123', 22],
  ['25', 25],
  ['Release 21.sp1_1.551', 21],
])('the release in %s is %i', (text, release) => {
  expect(parseRelease(text)).toBe(release);
});

test('a version without a number says what to do', () => {
  expect(() => parseRelease('unknown')).toThrow(/option 'release'/);
});
