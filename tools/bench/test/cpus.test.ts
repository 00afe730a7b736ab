import { describe, expect, it } from 'vitest';
import { pinned, readCpuList } from '../src/cpus.js';
import { processorMs } from '../src/processor-time.js';

describe('the list of processors', () => {
  it.each([
    { list: '0-1', cpus: [0, 1] },
    { list: '3', cpus: [3] },
    { list: '0-2,5,8-9', cpus: [0, 1, 2, 5, 8, 9] },
    { list: '', cpus: [] },
    { list: 'all', cpus: [] },
  ])('given "$list", then has $cpus', ({ list, cpus }) => {
    expect(readCpuList(list)).toEqual(cpus);
  });
});

describe('a command', () => {
  it('given no processor to be kept on, then stays as it is', () => {
    expect(pinned(undefined, 'node', ['a.js'])).toEqual(['node', ['a.js']]);
  });

  it('given a processor, then is run by taskset', () => {
    const [command, parameters] = pinned(1, 'node', ['a.js']);

    expect([command, ...parameters].join(' ')).toBe('taskset --cpu-list 1 node a.js');
  });
});

describe('processor time', () => {
  it.runIf(process.platform === 'linux')('is that of the process', () => {
    const { user, system } = process.cpuUsage();
    const own = processorMs(process.pid);

    // In ticks of 10 ms, and the clock goes on in between.
    expect(own).toBeGreaterThanOrEqual((user + system) / 1000 - 20);
  });

  it('given a process that is not there, then is not known', () => {
    expect(processorMs(0)).toBeUndefined();
  });
});
