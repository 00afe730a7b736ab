import { connect } from '@ocipkit/client';
import { ErrorResponse, OCITable } from '@ocipkit/core';
import {
  UserGetListInGroupRequest,
  UserGetListInGroupResponse,
  UserGetRequest23V2,
} from '@ocipkit/commands/user';
import { PasswordModifyRequest } from '@ocipkit/commands/login';
import { describe, expect, test } from 'vitest';
import { EventLog, type Logger } from '../../src/wire/log.js';
import { PASSWORD } from './support/fake-engine.js';
import { command, document, RawClient } from './support/raw-client.js';
import { simulate } from './support/simulate.js';

/** A logger that keeps every line as text. */
function keeping(): { lines: string[]; logger: Logger } {
  const lines: string[] = [];
  const write = (fields: object, message: string): void => {
    lines.push(`${message} ${JSON.stringify(fields)}`);
  };
  return { lines, logger: { debug: write, info: write, warn: write, error: write } };
}

describe('the log', () => {
  test('tells what came in and went out', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    sim.simulator.faults.once('blankEcho');
    await client.ask(document(command('UserGetRequest23V2', '<userId>alice</userId>')));
    const events = sim.simulator.log.last();
    expect(events.map(({ kind }) => kind)).toEqual([
      'connected',
      'received',
      'sent',
      'received',
      'sent',
      'received',
      'sent',
    ]);
    expect(events[5]).toMatchObject({
      number: 6,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      transport: 'tcp',
      connection: 1,
      commands: [{ name: 'UserGetRequest23V2', fields: { userId: 'alice' } }],
      faults: ['blankEcho'],
    });
    expect(sim.simulator.log.last(1)).toEqual([events[6]]);
    expect(sim.simulator.log.last(0)).toEqual([]);
  });

  test('holds no password, hash, signature, nonce or cookie, on any way', async () => {
    const { lines, logger } = keeping();
    await using sim = await simulate({ tcp: 0, tls: 0, soap: 0, logger });
    const { simulator } = sim;
    const planted = [PASSWORD, 'N3w-Example', 'Wr0ng-Example', 'Br0ken-Example'];
    sim.engine.answer = () =>
      new ErrorResponse({
        summary: '[Error 6004] no',
        summaryEnglish: '[Error 6004] no',
        detail: `<command><newPassword>N3w-Example</newPassword></command>`,
      });
    for (const url of [simulator.tcp!.url, simulator.tls!.url, simulator.soap!.url]) {
      await using client = await connect({
        url,
        tls: { ca: simulator.ca },
        username: 'admin',
        password: PASSWORD,
      });
      const change = new PasswordModifyRequest({ userId: 'alice', newPassword: 'N3w-Example' });
      await client.send(change).catch(() => undefined);
      await connect({
        url,
        tls: { ca: simulator.ca },
        username: 'admin',
        password: 'Wr0ng-Example',
      }).catch(() => undefined);
    }
    using raw = await RawClient.open(simulator.tcp!);
    raw.write(
      document(
        command('LoginRequest22V5', '<userId>admin</userId><password>Br0ken-Example</pass>'),
      ),
    );
    await raw.ended();
    using other = await RawClient.open(simulator.tcp!);
    await other.ask(document(command('UnknownRequest', '<password>Br0ken-Example</password>')));
    const challenge = await other.ask(
      document(command('AuthenticationRequest', '<userId>admin</userId>')),
    );
    planted.push(/<nonce>(\d+)/.exec(challenge)![1]!);
    const all = [
      lines.join('\n'),
      JSON.stringify(simulator.log.last()),
      simulator.metrics.toPrometheus(),
      JSON.stringify(simulator.metrics.read()),
    ].join('\n');
    for (const secret of planted) expect(all).not.toContain(secret);
    expect(all).not.toMatch(/<nonce>|"nonce":"\d|signedPassword":"[0-9a-f]|JSESSIONID=/);
    // It was there to be seen.
    expect(all).toContain('"name":"PasswordModifyRequest","fields":{"userId":"alice"');
    expect(all).toContain('"name":"LoginRequest22V5"');
    expect(all).toContain('"signedPassword":"[redacted]"');
    expect(lines.some((line) => line.startsWith('malformed'))).toBe(true);
  });

  test('keeps the last events only', () => {
    const log = new EventLog(3);
    for (let i = 0; i < 100; i++) {
      log.add({ kind: 'connected', transport: 'tcp', connection: i, address: '127.0.0.1' });
    }
    expect(log.last().map(({ number }) => number)).toEqual([98, 99, 100]);
    expect(log.last(1000)).toHaveLength(3);
    log.clear();
    expect(log.last()).toEqual([]);
    const none = new EventLog(0);
    none.add({ kind: 'connected', transport: 'tcp', connection: 1, address: '127.0.0.1' });
    expect(none.last()).toEqual([]);
  });

  test('shortens what is long', async () => {
    await using sim = await simulate();
    const headings = ['User Id', 'Last Name'];
    const rows = Array.from({ length: 5000 }, (_, i) => [`user${String(i)}`, 'x'.repeat(500)]);
    sim.engine.answer = () =>
      new UserGetListInGroupResponse({ userTable: new OCITable(headings, rows) });
    await using client = await connect({
      url: sim.simulator.tcp!.url,
      username: 'admin',
      password: PASSWORD,
    });
    await client
      .send(new UserGetListInGroupRequest({ serviceProviderId: 'sp1', GroupId: 'g1' }), {
        retry: false,
      })
      .catch(() => undefined);
    await client.send(new UserGetRequest23V2({ userId: 'y'.repeat(161) })).catch(() => undefined);
    const text = JSON.stringify(sim.simulator.log.last());
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('the metrics', () => {
  test('count what happened', async () => {
    await using sim = await simulate({ tcp: 0, soap: 0 });
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn({ password: 'wrong' });
    await client.logIn();
    await client.ask(
      document(command('VerifySessionIsValidRequest').repeat(2) + command('UserFlyRequest')),
    );
    sim.simulator.faults.once('blankEcho');
    await client.ask(document(command('AvailabilityTestRequest')));
    const { metrics } = sim.simulator;
    await expect.poll(() => metrics.read().latency.count).toBe(6);
    expect(metrics.read()).toMatchObject({
      connections: { tcp: 1, tls: 0, soap: 0 },
      openConnections: 1,
      openSessions: 1,
      logins: 1,
      refusedLogins: 1,
      messages: 6,
      malformedMessages: 0,
      commands: {
        AuthenticationRequest: 2,
        LoginRequest14sp4: 2,
        VerifySessionIsValidRequest: 2,
        AvailabilityTestRequest: 1,
        unknown: 1,
      },
      errors: { '4962': 1, '6004': 1 },
      faults: { blankEcho: 1 },
    });
    const text = metrics.toPrometheus();
    expect(text).toContain('# TYPE ocip_simulator_commands_total counter\n');
    expect(text).toContain('ocip_simulator_connections_total{transport="tcp"} 1\n');
    expect(text).toContain('ocip_simulator_errors_total{code="4962"} 1\n');
    expect(text).toContain('ocip_simulator_message_seconds_bucket{le="+Inf"} 6\n');
    expect(text).toMatch(/ocip_simulator_message_seconds_bucket\{le="10"\} 6\n/);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"\})? [\d.e+-]+)$/);
    }
    metrics.reset();
    expect(metrics.read()).toMatchObject({ messages: 0, logins: 0, openSessions: 1, commands: {} });
    client.socket.end();
    await expect.poll(() => metrics.read().openConnections).toBe(0);
    expect(metrics.read().openSessions).toBe(0);
  });
});
