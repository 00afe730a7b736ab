import type { Progress } from '@ocipkit/automations';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProgressLine } from '../../src/automations/progress-line.js';
import { FakeTerminal } from '../support/terminal.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (done: number, more: Partial<Progress> = {}): Progress => ({
  step: 'users',
  done,
  total: 100,
  requests: done * 10,
  messages: done,
  ...more,
});

describe('where a run is, is told', () => {
  test('in one line on a terminal, with counts, and the time left once there is a pace', () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    const line = new ProgressLine(terminal, false);
    line.show(at(0));
    vi.advanceTimersByTime(2000);
    line.show(at(20));
    vi.advanceTimersByTime(20);
    line.show(at(21));
    expect(terminal.states).toEqual([
      'users 0/100, 0 requests in 0 messages',
      'users 20/100, 200 requests in 20 messages, about 8 s left',
    ]);
    expect(terminal.stderr).toBe('');
  });

  test('without a total or a time left where they are not known', () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    new ProgressLine(terminal, false).show(at(3, { step: 'the group', total: undefined }));
    expect(terminal.states).toEqual(['the group, 30 requests in 3 messages']);
  });

  test('in minutes, where many are left; the pace is that of the step', () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    const line = new ProgressLine(terminal, false);
    line.show(at(0, { step: 'the group' }));
    vi.advanceTimersByTime(60_000);
    line.show(at(0));
    vi.advanceTimersByTime(10_000);
    line.show(at(5));
    expect(terminal.states.at(-1)).toContain('users 5/100');
    expect(terminal.states.at(-1)).toContain('about 3 min left');
  });

  test('by a plain line now and then elsewhere', () => {
    const terminal = new FakeTerminal();
    const line = new ProgressLine(terminal, false);
    for (let i = 0; i <= 25; i++) {
      line.show(at(i));
      vi.advanceTimersByTime(1000);
    }
    line.end();
    expect(terminal.states).toEqual([]);
    expect(terminal.stderr.trimEnd().split('\n')).toEqual([
      'users 10/100, 100 requests in 10 messages, about 2 min left',
      'users 20/100, 200 requests in 20 messages, about 80 s left',
    ]);
  });

  test('not at all where it is to be quiet', () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    new ProgressLine(terminal, true).show(at(1));
    expect(terminal.states).toEqual([]);
  });
});
