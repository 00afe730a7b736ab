import type { Client } from '@ocipkit/client';
import { structureOf, type CommandRegistry, type RequestType } from '@ocipkit/core';

type RequestClass = Awaited<ReturnType<CommandRegistry['request']>>;

/**
 * Which variant of a command a platform takes. Every call names the newest; where the platform turns
 * that down as unknown, older ones of the family are tried, and what was learnt is kept for the client.
 */
export class Variants {
  static readonly #known = new WeakMap<Client, Variants>();

  readonly #client: Client;
  readonly #unknown = new Set<string>();

  private constructor(client: Client) {
    this.#client = client;
  }

  static of(client: Client): Variants {
    let variants = this.#known.get(client);
    if (variants === undefined) this.#known.set(client, (variants = new Variants(client)));
    return variants;
  }

  /** The platform does not know a request: it is not tried again. */
  exclude(name: string): void {
    this.#unknown.add(name);
  }

  /**
   * The variant to send for a command; undefined if the loaded release has none that the platform might
   * know.
   */
  async find(name: string): Promise<RequestClass | undefined> {
    const registry = await this.#client.commands();
    const release = this.#client.knownRelease;
    const candidates = registry
      .family(name)
      .filter((info) => !this.#unknown.has(info.name))
      .filter(({ version }) => release === undefined || isWithin(version, release))
      .reverse();
    // The variant that the caller knows, else the newest of the older ones, live before deprecated.
    const best =
      candidates.find((info) => info.name === name) ??
      candidates.find((info) => !info.deprecated) ??
      candidates[0];
    return best === undefined ? undefined : registry.request(best.name);
  }

  /** Fields of the answer that a caller of the newest variant will miss, by their names. */
  async missingFields(name: string, used: RequestType): Promise<readonly string[]> {
    const registry = await this.#client.commands();
    const newest = (await registry.request(name)).$.response?.().$;
    const older = used.response?.().$;
    if (newest === undefined || older === undefined) return [];
    const has = structureOf(older).fields;
    return [...structureOf(newest).fields.keys()].filter((field) => !has.has(field));
  }
}

function isWithin(
  version: { readonly release: number; readonly suffix: string },
  release: number,
): boolean {
  return version.release <= release || version.suffix === 'RI';
}
