import type { Client, Settled } from '@ocipkit/client';
import { MASK, type CommandRegistry } from '@ocipkit/core';
import type { Context } from '../program/context.js';
import { exitCodes, type ExitCode } from '../program/exit-codes.js';
import { CliError } from '../program/failure.js';
import type { Given } from '../program/spec.js';
import { batchExitCode, batchRows, prepareBatch, runBatch } from './batch.js';
import { confirmDeletions } from './confirm-deletion.js';
import { readCommands, readInputText, type CommandInput } from './input.js';
import { prepare, type GivenFields, type Prepared, type PrepareOptions } from './prepare.js';
import { findRequest, type Newest } from './request-name.js';
import { shownResponse } from './response-data.js';
import { readFieldSources } from './secrets.js';

/** What a call is asked to do. */
export interface CallOrder {
  readonly name: string | undefined;
  /** Words that are no flags of the program's own: the fields. */
  readonly words: readonly string[];
  readonly nil: readonly string[];
  readonly input: string | undefined;
  /** Path of the field whose text is on stdin. */
  readonly stdin: string | undefined;
  readonly env: readonly string[];
  readonly isExact: boolean;
  readonly batch: string | undefined;
  readonly isPasswordOnStdin: boolean;
  readonly skeleton: boolean;
  readonly dryRun: boolean;
  readonly showXml: boolean;
  readonly showSecrets: boolean;
  /** Deletions need no question. */
  readonly isConfirmed: boolean;
  readonly isQuiet: boolean;
}

/**
 * Sends a request, or the requests of a file, and shows what comes back.
 *
 * @throws CliError for what can't be sent, ClientError for what the platform or the way to it refuses
 */
export async function runCall(order: CallOrder, context: Context, given: Given): Promise<ExitCode> {
  assertOneReader(order);
  const call = new Call(order, context, given);
  if (order.skeleton) return call.skeleton();
  return order.batch === undefined ? call.one() : call.batch(order.batch);
}

/** Stdin is read once. */
function assertOneReader({ input, batch, stdin, isPasswordOnStdin }: CallOrder): void {
  const readers = [
    ...(input === '-' ? ['--input -'] : []),
    ...(batch === '-' ? ['--batch -'] : []),
    ...(stdin === undefined ? [] : ['--field-stdin']),
    ...(isPasswordOnStdin ? ['--password-stdin'] : []),
  ];
  if (readers.length > 1) {
    throw new CliError(`${readers.join(' and ')} all read stdin; only one can.`);
  }
  if (input !== undefined && batch !== undefined) {
    throw new CliError('--input and --batch both give the fields; only one can.');
  }
}

class Call {
  readonly #order: CallOrder;
  readonly #context: Context;
  readonly #given: Given;
  #opened: Promise<Client> | undefined;

  constructor(order: CallOrder, context: Context, given: Given) {
    this.#order = order;
    this.#context = context;
    this.#given = given;
  }

  async skeleton(): Promise<ExitCode> {
    const { name, isExact } = this.#order;
    if (name === undefined) throw new CliError('--skeleton needs the name of a request.');
    const registry = await this.#registry();
    const newest = await this.#newestOffline(registry);
    const { info, notes } = await findRequest(name, registry, { isExact, newest });
    this.#notes(notes);
    const { $: type } = await registry.request(info.name);
    const { skeletonData, skeletonText } = await import('./skeleton.js');
    await this.#context.show({ data: skeletonData(type), text: skeletonText(type) }, this.#given);
    return exitCodes.ok;
  }

  async one(): Promise<ExitCode> {
    const { name, input, dryRun } = this.#order;
    const options = await this.#options();
    const inputs = input === undefined ? [] : await this.#read(input, options.registry);
    if (inputs.length > 1) {
      throw new CliError(`The input has ${String(inputs.length)} requests; expected one.`, {
        next: ['--batch sends several.'],
      });
    }
    const prepared = await prepare(name, inputs[0], await this.#fields(), options);
    this.#notes(prepared.notes);
    if (dryRun) return this.#showUnsent([prepared]);
    if (!(await this.#isConfirmed([prepared]))) return this.#leftAlone();
    const client = await this.#client();
    return this.#send(prepared, client);
  }

  async batch(file: string): Promise<ExitCode> {
    const { name, dryRun, showSecrets, showXml } = this.#order;
    const options = await this.#options();
    const inputs = await this.#read(file, options.registry);
    const prepared = await prepareBatch(name, inputs, await this.#fields(), options);
    this.#notes([...new Set(prepared.flatMap(({ notes }) => notes))]);
    if (dryRun) return this.#showUnsent(prepared);
    if (!(await this.#isConfirmed(prepared))) return this.#leftAlone();
    const client = await this.#client();
    const { terminal, signal } = this.#context;
    const xml = showXml ? await import('./xml-text.js') : undefined;
    const entries = await runBatch(prepared, {
      client,
      options: { signal },
      showSecrets,
      onProgress: (done, total) =>
        terminal.status(`sending: ${String(done)} of ${String(total)} requests answered`),
      onSettled: (one, settled) => {
        if (xml === undefined) return;
        this.#showXml(xml.requestXml([one.request]));
        this.#showXml(xml.settledXml(one.type, settled));
      },
    });
    terminal.status(undefined);
    await this.#context.show({ data: entries, rows: batchRows(entries) }, this.#given);
    this.#notes(maskedNotes(entries, showSecrets));
    const failed = entries.filter(({ ok }) => !ok).length;
    if (failed > 0) {
      this.#notes([`${String(failed)} of ${String(entries.length)} requests failed.`]);
    }
    return signal.aborted ? exitCodes.interrupted : batchExitCode(entries);
  }

  async #send(prepared: Prepared, client: Client): Promise<ExitCode> {
    const { request, type } = prepared;
    const { showXml, showSecrets } = this.#order;
    const { signal, terminal } = this.#context;
    const xml = showXml ? await import('./xml-text.js') : undefined;
    if (xml !== undefined) this.#showXml(xml.requestXml([request]));
    const [settled] = (await client.batch([request], { signal })) as readonly Settled[];
    if (settled === undefined) throw new TypeError(`nothing came of ${request.$type}`);
    if (xml !== undefined) this.#showXml(xml.settledXml(type, settled));
    if (!settled.ok) throw settled.error;
    this.#notes(remarks(settled));
    const { response } = settled;
    const isEmpty = Object.keys(response).length === 0;
    if (isEmpty && (await this.#isText())) {
      const { noteStyle: style } = terminal;
      this.#notes([`${style.green('✓')} ${request.$type} succeeded.`]);
      return exitCodes.ok;
    }
    const shown = shownResponse(response, showSecrets);
    await this.#context.show(shown, this.#given);
    this.#notes(maskedNotes(shown.data, showSecrets));
    return exitCodes.ok;
  }

  async #showUnsent(prepared: readonly Prepared[]): Promise<ExitCode> {
    const { redacted } = await import('@ocipkit/core');
    const { requestXml } = await import('./xml-text.js');
    const { plain } = await import('./response-data.js');
    const requests = prepared.map(({ request }) => request);
    const data = requests.map((request) => ({
      $type: request.$type,
      ...(plain(redacted(request)) as object),
    }));
    const texts: string[] = [];
    for (let i = 0; i < requests.length; i += MESSAGE) {
      texts.push(requestXml(requests.slice(i, i + MESSAGE)));
    }
    const shown = this.#order.batch === undefined ? data[0] : data;
    await this.#context.show({ data: shown, text: texts.join('') }, this.#given);
    this.#notes(['Nothing was sent.']);
    return exitCodes.ok;
  }

  async #isConfirmed(prepared: readonly Prepared[]): Promise<boolean> {
    return this.#order.isConfirmed || confirmDeletions(prepared, this.#context.terminal);
  }

  #leftAlone(): ExitCode {
    this.#notes(['Nothing was sent.']);
    return exitCodes.usage;
  }

  async #options(): Promise<PrepareOptions> {
    const registry = await this.#registry();
    const { terminal } = this.#context;
    const offline = await this.#newestOffline(registry);
    return {
      registry,
      isExact: this.#order.isExact,
      ask: terminal.isInTerminal && terminal.isErrTerminal ? terminal.ask : undefined,
      newest: this.#order.dryRun
        ? offline
        : {
            find: async (family) => (await this.#client()).newest(family),
            where: 'that the platform has',
          },
    };
  }

  async #client(): Promise<Client> {
    return (this.#opened ??= this.#context.connect(this.#given));
  }

  /** Without asking the platform: by the release that is set, or the commands that are loaded. */
  async #newestOffline(registry: CommandRegistry): Promise<Newest> {
    const { release } = await this.#context.settings(this.#given);
    return {
      find: (family) => Promise.resolve(registry.newest(family, release?.value)),
      where:
        release === undefined
          ? 'of the commands in use'
          : `that release ${String(release.value)} has`,
    };
  }

  async #registry(): Promise<CommandRegistry> {
    return this.#context.commands(this.#given);
  }

  async #fields(): Promise<GivenFields> {
    const { words, nil, stdin, env } = this.#order;
    return { words, nil, texts: await readFieldSources({ stdin, env }, this.#context) };
  }

  async #read(file: string, registry: CommandRegistry): Promise<readonly CommandInput[]> {
    const { cwd, terminal } = this.#context;
    const text = await readInputText(file, { cwd, readInput: terminal.readInput });
    return readCommands(text, async (xml, source) => {
      const { readXmlCommands } = await import('./xml-input.js');
      return readXmlCommands(xml, source, registry);
    });
  }

  async #isText(): Promise<boolean> {
    const { output } = await this.#context.settings(this.#given);
    return output.value === 'text';
  }

  #showXml(text: string): void {
    this.#context.terminal.note(text.trimEnd());
  }

  #notes(lines: readonly string[]): void {
    if (this.#order.isQuiet) return;
    for (const line of lines) this.#context.terminal.note(line);
  }
}

/** Requests in one message. */
const MESSAGE = 15;

function maskedNotes(data: unknown, showSecrets: boolean): readonly string[] {
  const isMasked = !showSecrets && JSON.stringify(data).includes(JSON.stringify(MASK));
  return isMasked ? [`Secrets are shown as ${MASK}; --show-secrets shows them.`] : [];
}

/** What else there is to say of an answer: a warning of the platform, and what the schema does not know. */
function remarks(settled: Settled): readonly string[] {
  if (!settled.ok) return [];
  const { warning, notices } = settled;
  const said =
    warning === undefined ? [] : [`${warning.type}: ${warning.summaryEnglish || warning.summary}`];
  const shown = notices.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
  const more =
    notices.length > 5 ? [`… and ${String(notices.length - 5)} more remarks on the response`] : [];
  return [...said, ...shown, ...more];
}
