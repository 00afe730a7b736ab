import { describe, expect, it } from 'vitest';
import { nearestNames } from '../src/index.js';

const names = ['userId', 'userName', 'lastName', 'firstName', 'phoneNumber', 'GroupId'];

describe('the nearest names', () => {
  it.each([
    ['a letter too many', 'userIdd', 'userId'],
    ['a letter missing', 'phoneNmber', 'phoneNumber'],
    ['a letter wrong', 'lastNane', 'lastName'],
    ['two letters swapped', 'uesrId', 'userId'],
    ['another case', 'USERID', 'userId'],
    ['another case of one letter', 'groupId', 'GroupId'],
  ])('given %s, then found', (_, name, expected) => {
    expect(nearestNames(name, names)[0]).toBe(expected);
  });

  it('are ordered by likeness, then by name', () => {
    expect(nearestNames('fastName', names)).toEqual(['lastName', 'firstName']);
    expect(nearestNames('ab', ['ac', 'xb', 'ab'])).toEqual(['ab', 'ac', 'xb']);
  });

  it('are at most as many as asked for', () => {
    expect(nearestNames('fastName', names, 1)).toEqual(['lastName']);
  });

  it.each(['', 'x', 'completelyDifferent', 'id'])(
    'given %j, which is like none, then none',
    (name) => {
      expect(nearestNames(name, names)).toEqual([]);
    },
  );

  it('given names without end, then an answer in time', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `UserSomethingGetRequest${String(i)}`);
    expect(nearestNames('x'.repeat(1_000_000), many)).toEqual([]);
    expect(nearestNames('UserSomethingGetRequest4999V', many)[0]).toBe(
      'UserSomethingGetRequest4999',
    );
  });
});
