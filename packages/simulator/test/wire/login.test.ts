import { connect, LoginError } from '@ocipkit/client';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from './support/fake-engine.js';
import { command, document, RawClient, REQUEST, signedLogin } from './support/raw-client.js';
import { simulate } from './support/simulate.js';

function login(name: string, fields: string, sessionId?: string): string {
  return document(command(name, fields), sessionId === undefined ? {} : { sessionId });
}

const plain = (password: string, userId = 'admin'): string =>
  login('LoginRequest22V5', `<userId>${userId}</userId><password>${password}</password>`);

describe('the login over TCP', () => {
  test('gives a nonce of 13 digits and takes the password signed with it', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const challenge = await client.ask(login('AuthenticationRequest', '<userId>admin</userId>'));
    expect(challenge).toContain('xsi:type="AuthenticationResponse"');
    expect(challenge).toContain('<userId>admin</userId>');
    expect(challenge).toMatch(/<nonce>\d{13}<\/nonce><passwordAlgorithm>MD5<\/passwordAlgorithm>/);
    const nonce = /<nonce>(\d+)/.exec(challenge)![1]!;
    const answer = await client.ask(signedLogin('admin', PASSWORD, nonce));
    expect(answer).toContain('xsi:type="LoginResponse14sp4"');
    expect(answer).toContain('<loginType>System</loginType><locale>en_US</locale>');
    expect(answer).toContain('<encoding>ISO-8859-1</encoding>');
    expect(answer).toContain('<userDomain>example.test</userDomain>');
    expect(await client.ask(document(REQUEST))).toContain('c:SuccessResponse');
  });

  test('takes signatures made as those of the known test vector', async () => {
    await using sim = await simulate();
    sim.engine.add({ userId: 'vector', loginType: 'System' }, { password: 'Str0ng-Example' });
    using client = await RawClient.open(sim.simulator.tcp!);
    expect(await client.logIn({ userId: 'vector', password: 'Str0ng-Example' })).toContain(
      'LoginResponse14sp4',
    );
    expect(signedLogin('vector', 'Str0ng-Example', '1700000000000')).toContain(
      'e0cbaad362dc157b22adbc7f4037e5c0',
    );
  });

  test('takes a plain password in LoginRequest22V5 and in LoginRequest14sp4', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    expect(await client.ask(plain(PASSWORD))).toContain('LoginResponse22V5');
    const older = login(
      'LoginRequest14sp4',
      `<userId>alice@example.test</userId><plainTextPassword>Al1ce-Example</plainTextPassword>`,
    );
    const answer = await client.ask(older);
    expect(answer).toContain('LoginResponse14sp4');
    expect(answer).toContain('<groupId>g1</groupId><serviceProviderId>sp1</serviceProviderId>');
  });

  test('refuses a wrong password and an unknown id in the same words', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const wrong = await client.ask(plain('wrong'));
    expect(wrong).toContain('[Error 4962]');
    expect(await client.ask(plain(PASSWORD, 'stranger'))).toBe(wrong);
    expect(await client.ask(plain('', 'nobody'))).toBe(wrong);
    expect(await client.logIn({ password: 'wrong' })).toBe(wrong);
    expect(await client.logIn({ userId: 'stranger' })).toBe(wrong);
    expect(await client.logIn({ userId: 'nobody', password: '' })).toBe(wrong);
    expect(sim.simulator.metrics.read().refusedLogins).toBe(6);
  });

  test('answers the first step for an unknown id as for a known one', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const ask = async (id: string): Promise<string> =>
      client.ask(login('AuthenticationRequest', `<userId>${id}</userId>`));
    const hidden = (text: string): string => text.replace(/<nonce>\d{13}</, '<nonce><');
    expect(hidden(await ask('stranger'))).toBe(
      hidden(await ask('admin')).replace('admin', 'stranger'),
    );
  });

  test('says that an account is disabled only to who knows its password', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    expect(await client.ask(plain(PASSWORD, 'closed'))).toContain('[Error 5202]');
    expect(await client.ask(plain('wrong', 'closed'))).toContain('[Error 4962]');
  });

  test('takes a nonce once, for the id it was given to, on the same session', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const nonceOf = async (userId: string): Promise<string> =>
      /<nonce>(\d+)/.exec(
        await client.ask(login('AuthenticationRequest', `<userId>${userId}</userId>`)),
      )![1]!;
    const used = await nonceOf('admin');
    expect(await client.ask(signedLogin('admin', 'wrong', used))).toContain('[Error 4962]');
    expect(await client.ask(signedLogin('admin', PASSWORD, used))).toContain('[Error 4962]');
    const others = await nonceOf('alice@example.test');
    expect(await client.ask(signedLogin('admin', PASSWORD, others))).toContain('[Error 4962]');
    const fresh = await nonceOf('admin');
    using other = await RawClient.open(sim.simulator.tcp!);
    expect(await other.ask(signedLogin('admin', PASSWORD, fresh))).toContain('[Error 4962]');
    expect(await client.ask(signedLogin('admin', PASSWORD, fresh))).toContain('LoginResponse14sp4');
    expect(await client.ask(signedLogin('admin', PASSWORD, ''))).toContain('[Error 4962]');
  });

  test('refuses a signature where the request is for passwords', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    const answer = await client.ask(
      login('LoginRequest22V5', '<userId>admin</userId><signedPassword>ab</signedPassword>'),
    );
    expect(answer).toContain('[Error 9014]');
  });

  test('refuses requests of the login that the release does not have', async () => {
    await using sim = await simulate({}, (name) => !/^Login(Request|Response)22/.test(name));
    using client = await RawClient.open(sim.simulator.tcp!);
    expect(await client.ask(plain(PASSWORD))).toContain('[Error 6004]');
    expect(await client.logIn()).toContain('LoginResponse14sp4');
  });

  test('takes a login without a password from trusted addresses only', async () => {
    const trusted = login('LoginRequest22V5', '<userId>admin</userId>');
    {
      await using sim = await simulate();
      using client = await RawClient.open(sim.simulator.tcp!);
      expect(await client.ask(trusted)).toContain('[Error 9013]');
    }
    await using sim = await simulate({ trustedAddresses: ['127.0.0.0/8'] });
    using client = await RawClient.open(sim.simulator.tcp!);
    expect(await client.ask(trusted)).toContain('LoginResponse22V5');
    expect(await client.ask(plain('wrong'))).toContain('[Error 4962]');
  });
});

describe('the client logs in', () => {
  test('signed over TCP', async () => {
    await using sim = await simulate();
    await using client = await connect({
      url: sim.simulator.tcp!.url,
      username: 'admin',
      password: PASSWORD,
    });
    await client.send('UserGetRequest23V2', { userId: 'x' }).catch(() => undefined);
    expect(sim.engine.seen[0]?.login.userId).toBe('admin');
  });

  test('with a hash of the password', async () => {
    await using sim = await simulate();
    const { createHash } = await import('node:crypto');
    await using client = await connect({
      url: sim.simulator.tcp!.url,
      username: 'admin',
      passwordHash: createHash('sha1').update(PASSWORD).digest('hex'),
    });
    expect(client).toBeDefined();
    expect(sim.simulator.metrics.read()).toMatchObject({ logins: 1, openSessions: 1 });
  });

  test('plain and signed over TLS', async () => {
    await using sim = await simulate({ tls: 0 });
    for (const login of ['plain', 'signed'] as const) {
      await using client = await connect({
        url: sim.simulator.tls!.url,
        tls: { ca: sim.simulator.ca },
        username: 'admin',
        password: PASSWORD,
        login,
      });
      expect(client).toBeDefined();
    }
    const { commands } = sim.simulator.metrics.read();
    expect(commands).toMatchObject({ LoginRequest22V5: 1, LoginRequest14sp4: 1 });
  });

  test('without a password from a trusted address', async () => {
    await using sim = await simulate({ trustedAddresses: ['localhost'] });
    await using client = await connect({
      url: sim.simulator.tcp!.url,
      username: 'admin',
      login: 'trusted',
    });
    expect(client).toBeDefined();
    expect(sim.simulator.metrics.read().logins).toBe(1);
  });

  test('over SOAP and over HTTPS', async () => {
    await using sim = await simulate({ soap: 0, https: 0 });
    for (const url of [sim.simulator.soap!.url, sim.simulator.https!.url]) {
      await using client = await connect({
        url,
        tls: { ca: sim.simulator.ca },
        username: 'admin',
        password: PASSWORD,
      });
      expect(client).toBeDefined();
    }
    expect(sim.simulator.metrics.read().logins).toBe(2);
  });

  test('and is told when it may not', async () => {
    await using sim = await simulate();
    const login = connect({ url: sim.simulator.tcp!.url, username: 'admin', password: 'wrong' });
    await expect(login).rejects.toThrow(LoginError);
    await expect(login).rejects.toMatchObject({ code: 'login-refused', errorNumber: 4962 });
  });
});
