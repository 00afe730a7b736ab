import { groupUserAudit } from '@ocipkit/automations';
import { connect, type Interceptor } from '@ocipkit/client';
import type { OCIRequest } from '@ocipkit/core';
import { peakMb } from '../peak.js';

/*
 * Audits the users of the group of the simulator's seed, then sends a random sample of the same requests
 * one after another over one connection, and prints what both took, as JSON.
 *
 * Arguments: the URL of the simulator, which has to trust us; who logs in; the most requests to send one
 * by one.
 */

const [url = '', username = '', most = '0'] = process.argv.slice(2);

/** Of all requests seen so far, each is in it with the same chance. */
const sample: OCIRequest[] = [];
let seen = 0;
const record: Interceptor = async (call, next) => {
  for (const request of call.requests) {
    seen += 1;
    if (sample.length < Number(most)) sample.push(request);
    else {
      const place = Math.floor(Math.random() * seen);
      if (place < sample.length) sample[place] = request;
    }
  }
  return next(call);
};

let heapMb = 0;
const watchHeap = (): void => {
  heapMb = Math.max(heapMb, process.memoryUsage().heapUsed / 1024 / 1024);
};

async function audit(): Promise<object> {
  await using client = await connect({ url, username, login: 'trusted', interceptors: [record] });
  await client.warm(5);
  const timer = setInterval(watchHeap, 20);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const users = groupUserAudit(client, { serviceProviderId: 'Scale', groupId: 'Group-1' });
  for (;;) {
    const { done, value } = await users.next();
    watchHeap();
    if (done !== true) continue;
    clearInterval(timer);
    const { requests, messages, users: counts } = value;
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const ownMs = (user + system) / 1000;
    return { ms, ownMs, requests, messages, users: counts.read, heapMb, peakMb: peakMb() };
  }
}

async function oneByOne(): Promise<{ readonly count: number; readonly ms: number }> {
  await using client = await connect({ url, username, login: 'trusted', pool: { maxSessions: 1 } });
  await client.warm(1);
  const start = performance.now();
  // Refusals are answers too.
  for (const request of sample) await client.batch([request]);
  return { count: sample.length, ms: performance.now() - start };
}

const audited = await audit();
console.log(JSON.stringify({ ...audited, oneByOne: await oneByOne() }));
