import type { InputArguments, InputOf, OCIRequest, OCIResponse } from '../base/command.js';
import type { Access, CommandClass, RequestType, ResponseType } from '../descriptor/types.js';
import { UnknownTypeError } from '../errors.js';
import { nearestNames } from '../validate/nearest.js';
import { compareVersions, splitName, type CommandVersion } from './version.js';

/** A loaded module of a commands package: its exports by name. */
type CommandModule = Readonly<Record<string, unknown>>;

/**
 * One module of a commands package: how to load it, and the names of its commands, separated by
 * blanks. A name may be followed by `?` (reads only), `!` (deprecated) and `>Successor`.
 */
export type RegistryModule = readonly [load: () => Promise<unknown>, commands: string];

/** What is known of a command without loading it. */
export interface CommandInfo<N extends string = string> {
  readonly name: N;
  readonly kind: 'request' | 'response';
  /** The name up to and including `Request` or `Response`. */
  readonly family: string;
  readonly version: CommandVersion;
  readonly deprecated: boolean;
  /** The live command that takes its place, where one is known. */
  readonly successor: string | undefined;
  /** Reads are safe to repeat. Responses count as reads. */
  readonly access: Access;
}

/** A request class, for construction by name. */
export interface RequestClass<Q extends OCIRequest = OCIRequest> {
  new (...input: OCIRequest extends Q ? [input?: object] : InputArguments<InputOf<Q>>): Q;
  readonly prototype: Q;
  readonly $: RequestType;
}

/** A response class. */
export interface ResponseClass<R extends OCIResponse = OCIResponse> {
  new (input?: object): R;
  readonly prototype: R;
  readonly $: ResponseType;
}

/**
 * A command and the module that has it. Its token is read when that is first asked for: a program
 * asks for a few of the thousands that a release has.
 */
class Entry {
  readonly home: RegistryModule;
  readonly #token: string;
  #info: CommandInfo | undefined;

  constructor(token: string, home: RegistryModule) {
    this.#token = token;
    this.home = home;
  }

  get info(): CommandInfo {
    return (this.#info ??= readToken(this.#token));
  }
}

/**
 * The commands of a release by their names on the wire. Modules are loaded when a class of theirs is
 * first asked for. `Q` and `R` map names to request and response types.
 */
export class CommandRegistry<Q extends object = object, R extends object = object> {
  readonly #modules: readonly RegistryModule[];
  readonly #loaded = new Map<RegistryModule, Promise<CommandModule>>();
  #index: ReadonlyMap<string, Entry> | undefined;
  #families: ReadonlyMap<string, readonly CommandInfo[]> | undefined;

  constructor(modules: readonly RegistryModule[]) {
    this.#modules = modules;
  }

  /** All commands, in the order of the package's modules. */
  *[Symbol.iterator](): Iterator<CommandInfo> {
    for (const { info } of this.#entries().values()) yield info;
  }

  has(name: string): boolean {
    return this.#entries().has(name);
  }

  /** What is known of a command; undefined if the release has no such command. */
  info(name: string): CommandInfo | undefined {
    return this.#entries().get(name)?.info;
  }

  /**
   * The variants of a family, such as `UserGetRequest`, from oldest to newest. A name with a version
   * stands for its family. Empty if there is none.
   */
  family(name: string): readonly CommandInfo[] {
    this.#families ??= groupByFamily(this);
    return this.#families.get(splitName(name).family) ?? [];
  }

  /**
   * The newest variant of a family that a platform of the given release has; deprecated ones only
   * where there is no other. Undefined if there is none.
   */
  newest(family: string, release = Infinity): CommandInfo | undefined {
    const variants = this.family(family).filter(
      ({ version }) => version.release <= release || version.suffix === 'RI',
    );
    return variants.findLast((v) => !v.deprecated) ?? variants.at(-1);
  }

  /**
   * Loads a request class.
   *
   * @throws UnknownTypeError if the name is no request of the release
   */
  async request<N extends string & keyof Q>(
    name: N,
  ): Promise<RequestClass<Extract<Q[N], OCIRequest>>>;
  async request(name: string): Promise<RequestClass>;
  async request(name: string): Promise<unknown> {
    return this.#load(name, 'request');
  }

  /**
   * Loads a response class.
   *
   * @throws UnknownTypeError if the name is no response of the release
   */
  async response<N extends string & keyof R>(
    name: N,
  ): Promise<ResponseClass<Extract<R[N], OCIResponse>>>;
  async response(name: string): Promise<ResponseClass>;
  async response(name: string): Promise<unknown> {
    return this.#load(name, 'response');
  }

  /** Loads every class of the release: what a server needs. */
  async all(): Promise<readonly CommandClass[]> {
    const entries = [...this.#entries().values()];
    return Promise.all(entries.map((entry) => this.#classOf(entry)));
  }

  async #load(name: string, kind: CommandInfo['kind']): Promise<unknown> {
    const entry = this.#entries().get(name);
    if (entry?.info.kind === kind) return this.#classOf(entry);
    const candidates = [...this].filter((info) => info.kind === kind).map((info) => info.name);
    const near = nearestNames(name, candidates);
    const reason =
      entry === undefined
        ? `The loaded release has no ${kind} '${name}'.`
        : `'${name}' is a ${entry.info.kind}, not a ${kind}.`;
    const advice = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
    throw new UnknownTypeError(name, reason + advice, near);
  }

  async #classOf({ info: { name }, home }: Entry): Promise<CommandClass> {
    const known = (await this.#module(home))[name];
    if (known !== undefined) return known as CommandClass;
    throw new UnknownTypeError(name, `The module that lists ${name} does not export it.`);
  }

  /** A module that failed to load is tried again when it is next asked for. */
  #module(home: RegistryModule): Promise<CommandModule> {
    let loaded = this.#loaded.get(home);
    if (loaded === undefined) {
      const [load] = home;
      loaded = load() as Promise<CommandModule>;
      this.#loaded.set(home, loaded);
      loaded.catch(() => this.#loaded.delete(home));
    }
    return loaded;
  }

  #entries(): ReadonlyMap<string, Entry> {
    this.#index ??= readIndex(this.#modules);
    return this.#index;
  }
}

function readIndex(modules: readonly RegistryModule[]): Map<string, Entry> {
  const index = new Map<string, Entry>();
  for (const home of modules) {
    const [, commands] = home;
    for (const token of commands.split(' ')) {
      const end = token.search(/[?!>]/);
      index.set(end < 0 ? token : token.slice(0, end), new Entry(token, home));
    }
  }
  return index;
}

function readToken(token: string): CommandInfo {
  const match = /^(\w+)(\?)?(!)?(?:>(\w+))?$/.exec(token);
  if (match?.[1] === undefined) throw new TypeError(`'${token}' is no entry of a command registry`);
  const name = match[1];
  const { family, version } = splitName(name);
  const kind = family.endsWith('Response') ? 'response' : 'request';
  return {
    name,
    kind,
    family,
    version,
    deprecated: match[3] !== undefined,
    successor: match[4],
    access: kind === 'response' || match[2] !== undefined ? 'read' : 'write',
  };
}

function groupByFamily(entries: Iterable<CommandInfo>): Map<string, CommandInfo[]> {
  const families = new Map<string, CommandInfo[]>();
  for (const entry of entries) {
    const family = families.get(entry.family);
    if (family === undefined) families.set(entry.family, [entry]);
    else family.push(entry);
  }
  for (const family of families.values()) {
    family.sort((a, b) => compareVersions(a.version, b.version));
  }
  return families;
}
