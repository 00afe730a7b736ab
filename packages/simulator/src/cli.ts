import { readFile, writeFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { PlatformOptions, ShownAccount, SimulatorOptions } from './options.js';
import type { Simulator } from './server.js';
import { seedNames } from './seed/seed.js';
import { UsageError } from './usage-error.js';
import { faultProfiles, parseLatency, type FaultProfile, type Faults } from './wire/faults.js';
import type { Logger } from './wire/log.js';

/*
 * Exit codes: 0 stopped by a signal, 1 it could not start, 2 wrong usage.
 */

/** What the command line starts. */
export interface Started {
  readonly simulator: Simulator;
  /** Accounts of the data it started with. */
  readonly accounts: readonly ShownAccount[];
}

/** Starts a platform and puts it on the wire. */
export type Start = (options: SimulatorOptions & PlatformOptions) => Promise<Started>;

/** What the command line needs of its process. */
export interface CommandLine {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Calls back on each request to end, as by Ctrl-C. */
  readonly onInterrupt: (listener: () => void) => void;
  /** Ends the process at once. */
  readonly kill: () => void;
  readonly version: string;
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
type Level = (typeof levels)[number];

/** The options as the command line gives them. */
interface Given {
  readonly tcp?: number | true;
  readonly tls?: number | true;
  readonly soap?: number | true;
  readonly https?: number | true;
  readonly host: string;
  readonly control?: number;
  readonly latency?: string;
  readonly fault?: readonly FaultProfile[];
  readonly faultSeed?: number;
  readonly allow?: readonly string[];
  readonly trust?: readonly string[];
  readonly caOut?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly log: Level;
  readonly json?: true;
  readonly seed?: string;
  readonly state?: string;
  readonly load?: string;
  readonly schemas?: string;
  readonly commands?: string;
  readonly sample?: true;
  readonly release?: string;
}

const TCP_PORT = 2208;
const TLS_PORT = 2209;
const HTTP_PORT = 8080;
const HTTPS_PORT = 8443;

/**
 * Runs the command line until the simulator has stopped.
 *
 * @param args without the names of Node and the script
 * @returns the exit code
 */
export async function run(
  args: readonly string[],
  start: Start,
  line: CommandLine,
): Promise<number> {
  const program = programOf(line);
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  try {
    await serve(program.opts<Given>(), start, line);
    return 0;
  } catch (error) {
    line.err(`${explain(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function serve(given: Given, start: Start, line: CommandLine): Promise<void> {
  const options = await optionsOf(given, line);
  const { simulator, accounts } = await start(options);
  try {
    if (given.caOut !== undefined && simulator.ca !== undefined) {
      await writeFile(given.caOut, simulator.ca);
    }
    line.out(
      given.json === true ? asJson(simulator, accounts) : asText(simulator, accounts, given),
    );
    await interrupted(line);
  } finally {
    await simulator.stop();
  }
}

/** Resolves at the first interrupt; the second one kills. */
async function interrupted({ onInterrupt, kill }: CommandLine): Promise<void> {
  await new Promise<void>((resolve) => {
    let count = 0;
    onInterrupt(() => {
      count += 1;
      if (count > 1) kill();
      resolve();
    });
  });
}

async function optionsOf(
  given: Given,
  line: CommandLine,
): Promise<SimulatorOptions & PlatformOptions> {
  const { tcp, tls, soap, https, host, control, allow, trust = [] } = given;
  const isAnyNamed = [tcp, tls, soap, https].some((port) => port !== undefined);
  const { seed, state, load, schemas, commands, sample, release } = given;
  return {
    tcp: isAnyNamed ? portOf(tcp, TCP_PORT) : TCP_PORT,
    tls: isAnyNamed ? portOf(tls, TLS_PORT) : TLS_PORT,
    soap: portOf(soap, HTTP_PORT),
    https: portOf(https, HTTPS_PORT),
    host,
    control: control ?? false,
    trustedAddresses: trust,
    faults: faultsOf(given),
    certificate: await certificateOf(given),
    logger: given.log === 'silent' ? undefined : loggerTo(line.err, given.log),
    ...(allow !== undefined && { allowedAddresses: allow }),
    ...{ seed, state, load, schemas, commands, sample, release },
  };
}

function portOf(given: number | true | undefined, usual: number): number | false {
  if (given === undefined) return false;
  return given === true ? usual : given;
}

function faultsOf({ fault = [], latency, faultSeed }: Given): readonly (FaultProfile | Faults)[] {
  return [
    ...fault,
    ...(latency === undefined ? [] : [{ latency }]),
    ...(faultSeed === undefined ? [] : [{ seed: faultSeed }]),
  ];
}

async function certificateOf({ cert, key }: Given): Promise<SimulatorOptions['certificate']> {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new UsageError('--cert and --key belong together: give both, or neither.');
  }
  const [certText, keyText] = await Promise.all([readFile(cert, 'utf8'), readFile(key, 'utf8')]);
  return { cert: certText, key: keyText };
}

function programOf({ out, err, version }: CommandLine): Command {
  return (
    new Command('ocip-simulator')
      .description('A provisioning server in a box: OCI-P over TCP, TLS and SOAP.')
      .version(version)
      .option('--tcp [port]', `OCI-P over TCP (default port ${String(TCP_PORT)})`, parsePort)
      .option('--tls [port]', `OCI-P over TLS (default port ${String(TLS_PORT)})`, parsePort)
      .option('--soap [port]', `SOAP over HTTP (default port ${String(HTTP_PORT)})`, parsePort)
      .option('--https [port]', `SOAP over HTTPS (default port ${String(HTTPS_PORT)})`, parsePort)
      .option('--host <address>', 'address to listen on', '127.0.0.1')
      .option('--control <port>', 'steer it over HTTP, on 127.0.0.1 only', parsePort)
      .option('--seed <name>', `data to start with: ${seedNames.join(', ')} (default demo)`)
      .option('--state <file>', 'keep the state in this file')
      .option('--load <file>', 'data to load at the start')
      .option('--schemas <dir>', 'schemas of the release to speak')
      .option('--commands <package>', 'generated commands of the release to speak')
      .option('--sample', 'answer what is not simulated with sample data')
      .option('--release <name>', 'release to claim, such as R25')
      .option('--latency <time>', 'wait before each answer, such as 20ms±5', checkLatency)
      .option(
        '--fault <profile...>',
        `what goes wrong: ${faultProfiles.join(', ')}`,
        collectProfile,
      )
      .option('--fault-seed <number>', 'seed of the random faults', parseInteger)
      .option('--allow <address>', 'who may connect; may be repeated (default: all)', collect)
      .option(
        '--trust <address>',
        'who may log in without a password; may be repeated (default: nobody)',
        collect,
      )
      .option('--ca-out <file>', 'write the certificate that clients have to trust')
      .option('--cert <file>', 'certificate of the server, PEM (default: made up)')
      .option('--key <file>', 'its private key, PEM')
      .option('--log <level>', `${levels.join(', ')}; to standard error`, parseLevel, 'warn')
      .option('--json', 'one line of JSON when it is ready')
      .addHelpText(
        'after',
        `\nWithout --tcp, --tls, --soap and --https: TCP on ${String(TCP_PORT)} and TLS on ` +
          `${String(TLS_PORT)}. Port 0 takes a free one.`,
      )
      // Otherwise a mistyped option is taken for a file, and so on.
      .allowExcessArguments(false)
      .exitOverride()
      .configureOutput({ writeOut: out, writeErr: err })
  );
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

function parseInteger(text: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number.');
}

function checkLatency(text: string): string {
  try {
    parseLatency(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function collectProfile(
  text: string,
  before: readonly FaultProfile[] = [],
): readonly FaultProfile[] {
  const profile = faultProfiles.find((name) => name === text);
  if (profile !== undefined) return [...before, profile];
  throw new InvalidArgumentError(`Expected one of ${faultProfiles.join(', ')}.`);
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseLevel(text: string): Level {
  const level = levels.find((name) => name === text);
  if (level !== undefined) return level;
  throw new InvalidArgumentError(`Expected one of ${levels.join(', ')}.`);
}

/** Writes lines of JSON from a level on. */
function loggerTo(write: (text: string) => void, from: Level): Logger {
  const at =
    (level: Level) =>
    (fields: object, message: string): void => {
      if (levels.indexOf(level) < levels.indexOf(from)) return;
      write(`${JSON.stringify({ level, message, ...fields })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function asJson(simulator: Simulator, accounts: readonly ShownAccount[]): string {
  const { tcp, tls, soap, https, control, ca } = simulator;
  return `${JSON.stringify({ ready: true, pid: process.pid, tcp, tls, soap, https, control, ca, accounts })}\n`;
}

function asText(simulator: Simulator, accounts: readonly ShownAccount[], { caOut }: Given): string {
  const { tcp, tls, soap, https, control } = simulator;
  const places = [tcp, tls, soap, https].filter((address) => address !== undefined);
  const lines = ['Listening on', ...places.map(({ url }) => `  ${url}`)];
  if (control !== undefined) lines.push('Control port', `  ${control.url}`);
  if (caOut !== undefined && simulator.ca !== undefined) {
    lines.push('Certificate to trust', `  ${caOut}`);
  }
  if (accounts.length > 0) {
    const width = Math.max(...accounts.map(({ userId }) => userId.length));
    lines.push(
      'Accounts',
      ...accounts.map((a) => `  ${a.userId.padEnd(width)}  ${a.password}  (${a.level})`),
    );
  }
  const [place] = places;
  const [account] = accounts;
  if (place !== undefined && account !== undefined) {
    const { userId: username, password } = account;
    const options = [
      ['url', place.url],
      ['username', username],
      ['password', password],
    ]
      .map(([name = '', value = '']) => `${name}: '${value.replace(/['\\]/g, '\\$&')}'`)
      .join(', ');
    lines.push(
      'Try',
      `  import { connect } from '@ocipkit/client';`,
      `  const client = await connect({ ${options} });`,
    );
  }
  return `${lines.join('\n')}\nStop with Ctrl-C.\n`;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not start.';
  const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${String(port)} is in use. Choose another one; 0 takes one that is free.`;
  }
  if (code === 'EACCES' && port !== undefined) {
    return `Port ${String(port)} may not be used by this account. Choose one from 1024 on.`;
  }
  return error.message;
}
