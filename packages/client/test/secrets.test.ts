import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { escapeText, type OCIRequest } from '@ocipkit/core';
import { GroupAccessDeviceAddRequest22V2 } from '@ocipkit/commands/group-device';
import { AuthenticationVerifyRequest22V4, PasswordModifyRequest } from '@ocipkit/commands/login';
import { UserAddRequest22V2 } from '@ocipkit/commands/user';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf } from '../src/call/answer.js';
import type { Client } from '../src/client.js';
import { connect, type ConnectSettings } from '../src/connect.js';
import { tracing } from '../src/observe/tracing.js';
import { hashPassword, type Credentials } from '../src/session/credentials.js';
import type { ExportedSession } from '../src/session/opener.js';
import { MemoryTransport } from '../src/transport/memory.js';
import { leaksOf, NONCE, Watch } from './support/watch.js';
import { makeAuthority } from './transport/support/certificates.js';
import { serveHttpProxy, serveSocks5 } from './transport/support/proxies.js';
import { closedPort, onMessage, serveTcp, serveTls } from './transport/support/servers.js';
import {
  fault,
  faultEnvelope,
  reply as replyInSoap,
  serveSoap,
} from './transport/soap/support/soap-server.js';

/** One of each kind of secret that people have. */
const secrets: Readonly<Record<string, string>> = {
  plain: 'Pl4nted-Secret',
  'with what XML escapes': `Pl4nt<&>"'ed&amp;]]>`,
  'beyond ASCII': 'Pl4ntéd-Ünß-€セ😀',
  'with what expressions give a meaning': 'Pl4nt.*+?^$(){}|[\\]\\1ed',
  'of 60 characters': 'Pl4nted-'.padEnd(60, 'x9Y'),
  'of digits': '9081726354',
};
const kinds = Object.keys(secrets);
const fewKinds = ['with what XML escapes', 'beyond ASCII', 'of digits'];
/** All of them in memory; elsewhere, and where each takes its time, some have to do. */
const kindsFor = (way: string, what: string): readonly string[] =>
  way === 'memory' && what !== 'silence' ? kinds : fewKinds;
/** A secret beside the one that is looked for. */
const OTHER = 'An0ther-Secret';
const secretOf = (kind: string): string => secrets[kind]!;

const userId = 'alice@example.test';

const requestsWith = (secret: string): readonly OCIRequest[] => [
  new PasswordModifyRequest({ userId, oldPassword: secret, newPassword: secret }),
  new UserAddRequest22V2({
    serviceProviderId: 'sp',
    groupId: 'g',
    userId,
    lastName: 'A',
    firstName: 'B',
    callingLineIdLastName: 'A',
    callingLineIdFirstName: 'B',
    password: secret,
  }),
  new GroupAccessDeviceAddRequest22V2({
    serviceProviderId: 'sp',
    groupId: 'g',
    deviceName: 'd',
    deviceType: 't',
    useCustomUserNamePassword: true,
    accessDeviceCredentials: { userName: 'n', password: secret },
  }),
  new AuthenticationVerifyRequest22V4({ userId, password: secret }),
  new AuthenticationVerifyRequest22V4({
    userId,
    sipAuthenticationUserName: 'n',
    sipAuthenticationPassword: secret,
  }),
  new AuthenticationVerifyRequest22V4({ loginToken: secret }),
];

// What the platform answers

/** What comes back: a document of OCI-P, anything else, a fault of the front end, or nothing. */
type Answer =
  | { readonly document: string }
  | { readonly page: string }
  | { readonly fault: string }
  | 'silence'
  | 'close';

/** @param xml the message as it came */
type Platform = (xml: string) => Answer;

const document = (...commands: readonly string[]): Answer => ({
  document:
    `<?xml version="1.0" encoding="UTF-8"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${commands.join('')}</BroadsoftDocument>`,
});

const command = (type: string, content = '', attributes = ''): string =>
  `<command xmlns="" xmlns:c="C" ${attributes} xsi:type="${type}">${content}</command>`;

const SUCCESS = command('c:SuccessResponse');

const refusal = (detail: string, summary = '[Error 4962] no', type = 'Error'): string =>
  command(
    'c:ErrorResponse',
    `<summary>${summary}</summary><summaryEnglish>${summary}</summaryEnglish>` +
      `<detail>${detail}</detail>`,
    `type="${type}"`,
  );

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Success for every command of the message, but for one in the middle. */
const oneRefused =
  (refused: (xml: string) => string): Platform =>
  (xml) => {
    const count = xml.split('<command ').length - 1;
    const answers = Array.from({ length: count }, () => SUCCESS);
    answers[Math.floor(count / 2)] = refused(xml);
    return document(...answers);
  };

interface Scenario {
  readonly what: string;
  readonly platform: Platform;
  /** The code of the error that a change of a password ends with; undefined for success. */
  readonly code: string | undefined;
}

const scenarios: readonly Scenario[] = [
  { what: 'success', platform: oneRefused(() => SUCCESS), code: undefined },
  {
    what: 'a refusal that shows the request in CDATA',
    platform: oneRefused((xml) => refusal(cdata(xml))),
    code: 'refused',
  },
  {
    what: 'a refusal that shows the request escaped',
    platform: oneRefused((xml) => refusal(escapeText(xml))),
    code: 'refused',
  },
  {
    what: 'a refusal that shows the request escaped twice',
    platform: oneRefused((xml) => refusal(escapeText(escapeText(xml)))),
    code: 'refused',
  },
  {
    what: 'a refusal that shows a part of the request without its end',
    platform: oneRefused((xml) => refusal(escapeText(xml.slice(xml.indexOf('<command'), -60)))),
    code: 'refused',
  },
  {
    what: 'a refusal whose summary shows the request',
    platform: oneRefused((xml) => refusal('', `[Error 6004] ${escapeText(xml)}`)),
    code: 'refused',
  },
  {
    what: 'a warning that shows the request',
    platform: oneRefused((xml) => refusal(cdata(xml), `Mind ${escapeText(xml)}`, 'Warning')),
    code: undefined,
  },
  {
    what: 'an answer to something else that shows the request',
    platform: (xml) =>
      document(command('UserGetResponse23V2', `<lastName>${escapeText(xml)}</lastName>`)),
    code: 'wrong-answer',
  },
  {
    what: 'the request as its own answer',
    platform: (xml) => ({ document: xml }),
    code: 'session-lost',
  },
  {
    what: 'an answer that is not well-formed and shows the request',
    platform: (xml) => ({ document: `<BroadsoftDocument><x>${xml.replace(/<\?.*?\?>/, '')}` }),
    code: 'malformed-reply',
  },
  {
    what: 'a web page that shows the request',
    platform: (xml) => ({ page: `<html>${xml.slice(xml.indexOf('<command'))}` }),
    code: 'malformed-reply',
  },
  {
    what: 'a web page that shows the request escaped',
    platform: (xml) => ({
      page: `<html><pre>${escapeText(xml.slice(xml.indexOf('<command')))}</pre></html>`,
    }),
    code: 'malformed-reply',
  },
  { what: 'silence', platform: () => 'silence', code: 'timeout' },
  { what: 'the end of the connection', platform: () => 'close', code: 'connection-lost' },
];

const faultScenarios: readonly Scenario[] = [
  {
    what: 'a fault that shows the request escaped',
    platform: (xml) => ({ fault: escapeText(xml) }),
    code: 'soap-fault',
  },
  {
    what: 'a fault that shows the request in CDATA',
    platform: (xml) => ({ fault: cdata(xml) }),
    code: 'soap-fault',
  },
  {
    what: 'a fault that takes the request apart',
    platform: (xml) => ({ fault: xml.replace(/<\?.*?\?>/, '') }),
    code: 'soap-fault',
  },
];

const ACCOUNT =
  '<loginType>System</loginType><locale>en_US</locale><encoding>UTF-8</encoding>' +
  '<isEnterprise>false</isEnterprise><userDomain>example.test</userDomain>';

/** Logs everybody in, and leaves other messages to the scenario. */
const welcoming =
  (platform: Platform): Platform =>
  (xml) => {
    if (xml.includes('"AuthenticationRequest"')) {
      const nonce = `<userId>a</userId><nonce>${NONCE}</nonce>`;
      const algorithm = '<passwordAlgorithm>MD5</passwordAlgorithm>';
      return document(command('AuthenticationResponse', nonce + algorithm));
    }
    const login = /"Login(Request\w+)"/.exec(xml)?.[1];
    if (login !== undefined) {
      return document(command(`Login${login.replace('Request', 'Response')}`, ACCOUNT));
    }
    return xml.includes('"LogoutRequest"') ? document(SUCCESS) : platform(xml);
  };

// Ways to the platform

interface Way extends AsyncDisposable {
  readonly settings: ConnectSettings;
}

const authority = makeAuthority();
const server = authority.issue();

const overSocket =
  (platform: Platform) =>
  (message: Buffer, socket: { write(text: string): unknown; destroy(): unknown }): void => {
    // Latin-1 leaves bytes as they are, so an echo is one of bytes.
    const answer = platform(message.toString('latin1'));
    if (answer === 'close') socket.destroy();
    else if (answer !== 'silence') {
      const text =
        'document' in answer ? answer.document : 'page' in answer ? answer.page : answer.fault;
      const end = '</BroadsoftDocument>';
      socket.write((text.includes(end) ? text : text + end) + '\n');
    }
  };

const ways: Readonly<Record<string, (platform: Platform) => Promise<Way>>> = {
  memory: async (platform) =>
    Promise.resolve({
      settings: {
        transport: new MemoryTransport(async (xml) => {
          const answer = platform(xml);
          if (answer === 'silence') return new Promise(() => undefined);
          if (answer === 'close') throw new Error('closed');
          if ('document' in answer) return answer.document;
          return 'page' in answer ? answer.page : answer.fault;
        }),
      },
      [Symbol.asyncDispose]: async () => Promise.resolve(),
    }),
  'plain TCP': async (platform) => {
    const listening = await serveTcp(onMessage(overSocket(platform)));
    return {
      settings: { url: `tcp://127.0.0.1:${String(listening.port)}` },
      [Symbol.asyncDispose]: async () => listening[Symbol.asyncDispose](),
    };
  },
  TLS: async (platform) => {
    const listening = await serveTls(server, onMessage(overSocket(platform)));
    return {
      settings: {
        url: `tls://127.0.0.1:${String(listening.port)}`,
        tls: { ca: authority.cert },
      },
      [Symbol.asyncDispose]: async () => listening[Symbol.asyncDispose](),
    };
  },
  'SOAP over HTTP': async (platform) => overHttp(platform, false),
  'SOAP over HTTPS': async (platform) => overHttp(platform, true),
};

async function overHttp(platform: Platform, isSecure: boolean, cookie?: string): Promise<Way> {
  const listening = await serveSoap(
    (response, { document: xml }) => {
      const answer = platform(xml);
      if (answer === 'silence') return;
      if (answer === 'close') response.destroy();
      else if ('fault' in answer) fault(response, faultEnvelope('NO', answer.fault));
      else if ('page' in answer) {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(answer.page);
      } else {
        const headers = cookie === undefined ? {} : { 'Set-Cookie': `JSESSIONID=${cookie}` };
        replyInSoap(response, answer.document, headers);
      }
    },
    isSecure ? server : undefined,
  );
  return {
    settings: {
      url: `${isSecure ? 'https' : 'http'}://127.0.0.1:${String(listening.port)}`,
      tls: { ca: authority.cert },
    },
    [Symbol.asyncDispose]: async () => listening[Symbol.asyncDispose](),
  };
}

// What is looked at

const settingsOf = (way: Way, watch: Watch): ConnectSettings => ({
  ...way.settings,
  retry: { baseMs: 1, attempts: 1 },
  drainMs: 10,
  logger: watch.logger,
  interceptors: [tracing(watch.tracer)],
});

/** The code of the error that a promise ends with; undefined if it has none. All of it is watched. */
async function outcome(watch: Watch, work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    watch.see(await work());
    return undefined;
  } catch (error) {
    watch.see(error);
    return (error as { readonly code?: string }).code ?? (error as Error).name;
  }
}

function expectNoLeak(watch: Watch, ...planted: readonly string[]): void {
  expect(watch.text).not.toBe('');
  for (const secret of planted) {
    const leaks = leaksOf(secret, watch.text);
    const [first] = leaks;
    const at = first === undefined ? 0 : watch.text.search(/Pl4nt|9081726354/);
    expect(leaks, watch.text.slice(Math.max(0, at - 300), at + 60)).toEqual([]);
  }
}

describe.each(Object.keys(ways))('a secret in a request, over %s', (name) => {
  const list = name.startsWith('SOAP') ? [...scenarios, ...faultScenarios] : scenarios;

  test.each(list)('shows nowhere after $what', async ({ what, platform, code }) => {
    for (const kind of kindsFor(name, what)) {
      using watch = new Watch();
      const secret = secretOf(kind);
      let seen = 0;
      await using way = await ways[name]!(
        welcoming((xml) => {
          seen += 1;
          return platform(xml);
        }),
      );
      const credentials: Credentials = { username: 'scout', password: OTHER };
      await using client = await connect({ ...settingsOf(way, watch), ...credentials });
      const options = { timeoutMs: what === 'silence' ? 250 : 30_000, retry: false } as const;
      const requests = requestsWith(secret);
      const codes: (string | undefined)[] = [];
      for (const request of requests.slice(0, what === 'silence' ? 2 : undefined)) {
        watch.note(inspect(request));
        codes.push(
          await outcome(watch, async () => {
            const response = await client.send(request, options);
            const { warning, notices } = answerOf(response as never) ?? {};
            return [response, warning, notices];
          }),
        );
      }
      await outcome(watch, async () => client.batch(requests, options));
      // What it gives is the answer as it came; only its errors are promised to be clean.
      await client
        .sendRaw('AcmeAddRequest', { password: secret, in: { newPassword: secret } }, options)
        .catch((error: unknown) => watch.see(error));
      watch.see(client);
      watch.see([client.stats, client.account]);
      expect(codes[0]).toBe(code);
      expect(seen).toBeGreaterThan(3);
      expect(watch.events).toBeGreaterThan(5);
      expectNoLeak(watch, secret, OTHER);
    }
  });
});

/** Refuses the login in one way after another. */
const loginScenarios: readonly Omit<Scenario, 'code'>[] = [
  { what: 'success', platform: () => document(SUCCESS) },
  { what: 'a refusal that shows it in CDATA', platform: (xml) => document(refusal(cdata(xml))) },
  {
    what: 'a refusal whose summary shows it',
    platform: (xml) => document(refusal(escapeText(xml), escapeText(xml))),
  },
  {
    what: 'a notice that shows it',
    platform: (xml) => document(refusal(escapeText(xml), escapeText(xml), 'Info')),
  },
  { what: 'the login as its own answer', platform: (xml) => ({ document: xml }) },
  {
    what: 'a web page that shows it',
    platform: (xml) => ({ page: `<html>${xml.slice(xml.indexOf('<command'))}` }),
  },
  { what: 'silence', platform: () => 'silence' },
  { what: 'the end of the connection', platform: () => 'close' },
];

const logins: Readonly<Record<string, (secret: string) => Credentials>> = {
  'a password': (password) => ({ username: 'scout', password }),
  'a function that gives the password': (password) => ({
    username: 'scout',
    password: async () => Promise.resolve(password),
  }),
  'a password to be signed': (password) => ({ username: 'scout', password, login: 'signed' }),
  'a hash': (secret) => ({ username: 'scout', passwordHash: hashPassword(secret) }),
};

describe.each(Object.keys(ways))('the login over %s', (name) => {
  test.each(loginScenarios)('with any credentials shows none after $what', async (scenario) => {
    const { what, platform } = scenario;
    for (const kind of kindsFor(name, what)) {
      for (const credentialsOf of Object.values(logins)) {
        using watch = new Watch();
        const secret = secretOf(kind);
        let isAsked = false;
        await using way = await ways[name]!((xml) => {
          const isLogin = xml.includes('"LoginRequest');
          isAsked ||= isLogin;
          return isLogin && what !== 'success' ? platform(xml) : welcoming(platform)(xml);
        });
        const options = {
          ...settingsOf(way, watch),
          ...credentialsOf(secret),
          timeoutMs: what === 'silence' ? 250 : 30_000,
        };
        const code = await outcome(watch, async () => {
          await using client = await connect(options);
          watch.see(client);
          return client.account;
        });
        await using lazy = await connect({ ...options, lazy: true });
        const [request] = requestsWith(secret);
        for (let i = 0; i < 2; i++) await outcome(watch, async () => lazy.send(request!));
        watch.see(lazy);
        expect(code === undefined).toBe(what === 'success');
        expect(isAsked).toBe(true);
        expectNoLeak(watch, secret, hashPassword(secret));
      }
    }
  });
});

describe('before anything is sent', () => {
  const wrong = (secret: string): Readonly<Record<string, unknown>> => ({
    'too long': secret.repeat(30),
    'with a character that XML lacks': `${secret}\0`,
    'a number': 9081726354,
    'a big number': 9081726354n,
    'an object': { password: secret },
    'a list': [secret],
    nothing: null,
  });

  test.each(kinds)('a request that is refused shows no secret %s', async (kind) => {
    using watch = new Watch();
    const secret = secretOf(kind);
    await using way = await ways.memory!(welcoming(() => document(SUCCESS)));
    const settings = settingsOf(way, watch);
    const credentials = { username: 'scout', password: OTHER };
    await using checking = await connect({ ...settings, ...credentials });
    await using trusting = await connect({ ...settings, ...credentials, validate: false });
    for (const value of Object.values(wrong(secret))) {
      const bad = new PasswordModifyRequest({ userId, newPassword: value as never });
      const nested = new GroupAccessDeviceAddRequest22V2({
        serviceProviderId: 'sp',
        groupId: 'g',
        deviceName: 'd',
        deviceType: 't',
        accessDeviceCredentials: { userName: 'n', password: value as never },
      });
      for (const request of [bad, nested]) {
        expect(await outcome(watch, async () => checking.send(request))).toBe('invalid-request');
        await outcome(watch, async () => trusting.send(request));
        await outcome(watch, async () => checking.batch([request, ...requestsWith(secret)]));
      }
      await outcome(watch, async () => trusting.sendRaw('X', { password: value as never }));
    }
    const misplaced = new GroupAccessDeviceAddRequest22V2({
      serviceProviderId: 'sp',
      groupId: 'g',
      deviceName: 'd',
      deviceType: 't',
      accessDeviceCredentials: secret as never,
    });
    const misspelt = new PasswordModifyRequest({
      userId,
      newPasword: secret,
      newPassword: ` ${secret} `,
    } as never);
    for (const request of [misplaced, misspelt]) {
      expect(await outcome(watch, async () => checking.send(request))).toBe('invalid-request');
    }
    await outcome(watch, async () => checking.send('PasswordModifyRequest', secret as never));
    await outcome(watch, async () => Promise.resolve(new PasswordModifyRequest(secret as never)));
    expectNoLeak(watch, secret, secrets['of digits']!);
  });

  test.each(['tcp', 'tls', 'http'])(
    'over %s, credentials that are no text show nowhere',
    async (scheme) => {
      using watch = new Watch();
      const number = 9081726354;
      const port = await closedPort();
      const url = `${scheme}://127.0.0.1:${String(port)}`;
      await using way = await ways.memory!(welcoming(() => document(SUCCESS)));
      const plain = new MemoryTransport(
        (xml) => {
          const answer = welcoming(() => 'close')(xml);
          return typeof answer === 'object' && 'document' in answer ? answer.document : '';
        },
        { isSecure: false },
      );
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: OTHER })
        .toString();
      const all = [
        ...[url, undefined].flatMap((given) =>
          [number, BigInt(number), () => number, { password: number }].flatMap((password) => {
            const where = given === undefined ? way.settings : { url: given };
            return [
              { ...where, username: 'scout', password },
              { transport: plain, username: 'scout', password },
              { transport: plain, username: 'scout', passwordHash: password },
            ];
          }),
        ),
        ...['socks5', 'socks4', 'http'].map((kind) => ({
          url,
          username: 'scout',
          password: OTHER,
          proxy: { url: `${kind}://127.0.0.1:${String(port)}`, username: 'a', password: number },
        })),
        ...[{ key: number }, { key, passphrase: number }, { pfx: number }, { ca: number }].map(
          (tls) => ({
            url: `tls://127.0.0.1:${String(port)}`,
            username: 'scout',
            password: OTHER,
            tls,
          }),
        ),
      ];
      for (const options of all) {
        const settings = { ...options, timeoutMs: 500, retry: false, logger: watch.logger };
        await outcome(watch, async () => (await connect(settings as never)).close());
      }
      expect(watch.text).toContain('UsageError');
      expectNoLeak(watch, String(number));
    },
  );

  test.each(kinds)('an address that holds a secret %s is refused without it', async (kind) => {
    using watch = new Watch();
    const secret = secretOf(kind);
    const credentials = { username: 'scout', password: OTHER };
    for (const userInfo of [secret, encodeURIComponent(secret)]) {
      for (const scheme of ['tls', 'tcp', 'https', 'http', 'socks5']) {
        const url = `${scheme}://scout:${userInfo}@127.0.0.1:1`;
        expect(await outcome(watch, async () => connect({ url, ...credentials }))).toBe(
          'UsageError',
        );
        const proxied = { url: 'tls://127.0.0.1:1', proxy: { url } };
        expect(await outcome(watch, async () => connect({ ...proxied, ...credentials }))).toBe(
          'UsageError',
        );
      }
    }
    expectNoLeak(watch, secret);
  });
});

describe('the password of a proxy', () => {
  const serving = { socks5: serveSocks5, http: serveHttpProxy } as const;

  test.each(['socks5', 'http'] as const)('over %s shows nowhere', async (kind) => {
    for (const secret of Object.values(secrets)) {
      using watch = new Watch();
      await using platform = await serveTcp(
        onMessage(overSocket(welcoming(() => document(SUCCESS)))),
      );
      await using proxy = await serving[kind]({
        leadsTo: platform.port,
        login: `scout:${secret}`,
      });
      await using strict = await serving[kind]({ leadsTo: platform.port, login: 'scout:x' });
      await using broken = await serveTcp((socket) => {
        socket.on('data', (chunk: Buffer) => socket.end(chunk));
      });
      const codes: (string | undefined)[] = [];
      for (const port of [proxy.port, strict.port, broken.port, await closedPort()]) {
        const url = `${kind}://127.0.0.1:${String(port)}`;
        codes.push(
          await outcome(watch, async () => {
            await using client = await connect({
              url: 'tcp://as1.example.test',
              username: 'scout',
              password: OTHER,
              logger: watch.logger,
              proxy: { url, username: 'scout', password: secret },
            });
            watch.see(client);
            return client.account;
          }),
        );
      }
      expect(codes).toEqual([undefined, 'proxy-failed', 'proxy-failed', 'proxy-failed']);
      expect(proxy.logins).toContain(`scout:${secret}`);
      expectNoLeak(watch, secret, OTHER);
    }
  });
});

describe('the passphrase of a key', () => {
  test('shows nowhere, right or wrong', async () => {
    await using platform = await serveTls(
      server,
      onMessage(overSocket(welcoming(() => document(SUCCESS)))),
    );
    const own = authority.issue({ name: 'client' });
    for (const secret of Object.values(secrets)) {
      using watch = new Watch();
      const encrypted = (passphrase: string): string =>
        createPrivateKey(own.key)
          .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
          .toString();
      const attempts = [
        { key: encrypted(secret), cert: own.cert, passphrase: secret },
        { key: encrypted(OTHER), cert: own.cert, passphrase: secret },
        { pfx: Buffer.from('none'), passphrase: secret },
        { key: encrypted(secret), cert: 'none', passphrase: secret },
      ];
      const codes: (string | undefined)[] = [];
      for (const tls of attempts) {
        codes.push(
          await outcome(watch, async () => {
            await using client = await connect({
              url: `tls://127.0.0.1:${String(platform.port)}`,
              username: 'scout',
              password: OTHER,
              logger: watch.logger,
              tls: { ...tls, ca: authority.cert },
            });
            watch.see(client);
            return client.account;
          }),
        );
      }
      expect(codes).toEqual([undefined, 'UsageError', 'UsageError', 'UsageError']);
      expectNoLeak(watch, secret, OTHER);
    }
  });
});

describe('a session that is handed over', () => {
  const cookies = ['plain', 'of 60 characters', 'of digits'].map(secretOf);

  const session = async (
    way: Way,
    watch: Watch,
    see: (client: Client) => Promise<unknown>,
    resume?: ExportedSession,
  ): Promise<string | undefined> =>
    outcome(watch, async () => {
      await using client = await connect({
        ...settingsOf(way, watch),
        username: 'scout',
        password: OTHER,
        resume,
      });
      await see(client);
      watch.see(client);
    });

  test.each(cookies)('shows its cookie nowhere but to its new owner (%#)', async (cookie) => {
    using watch = new Watch();
    let platform: Platform = () => document(SUCCESS);
    await using way = await overHttp(
      welcoming((xml) => platform(xml)),
      true,
      cookie,
    );
    let exported: ExportedSession | undefined;
    await session(way, watch, async (client) => (exported = await client.exportSession()));
    const { state, sessionId } = exported!;
    expect(state).toContain(cookie);
    const [request] = requestsWith(OTHER);
    const send = async (client: Client): Promise<unknown> => client.send(request!);
    expect(await session(way, watch, send, exported)).toBeUndefined();
    platform = (xml) => document(refusal(`JSESSIONID=${cookie} ${cdata(xml)}`));
    expect(await session(way, watch, send, exported)).toBe('refused');
    platform = (xml) => ({ fault: `Cookie: JSESSIONID=${cookie}; ${escapeText(xml)}` });
    expect(await session(way, watch, send, exported)).toBe('soap-fault');
    for (const damaged of [state.slice(0, -3), `"${cookie}"`, `{"cookies":"${cookie}"}`, cookie]) {
      const resume = { sessionId, state: damaged, account: undefined };
      expect(await session(way, watch, send, resume)).toBe('UsageError');
    }
    await using socket = await ways.TLS!(welcoming(() => document(SUCCESS)));
    expect(await session(socket, watch, send, exported)).toBe('UsageError');
    expectNoLeak(watch, cookie, OTHER);
  });
});

describe('what the test itself relies on', () => {
  let watch: Watch;
  beforeAll(() => {
    watch = new Watch();
  });
  afterAll(() => {
    watch[Symbol.dispose]();
  });

  test.each(kinds)('a secret %s is found in every form, wherever it is printed', (kind) => {
    const secret = secretOf(kind);
    watch.see(new Error('outer', { cause: new Error(`inner ${secret}`) }));
    expect(leaksOf(secret, watch.text)).toContain('as it is');
    for (const form of [escapeText(secret), hashPassword(secret), encodeURIComponent(secret)]) {
      expect(leaksOf(secret, `before ${form} after`)).not.toEqual([]);
    }
  });

  test('warnings of the process are seen', async () => {
    process.emitWarning('Pl4nted-Warning');
    await new Promise((resolve) => setImmediate(resolve));
    expect(watch.text).toContain('Pl4nted-Warning');
  });
});
