/*
 * A keyring in memory, in place of the one of the operating system:
 *
 *     vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);
 */

/** What is in the keyring, by service and account. */
export const kept = new Map<string, string>();

let failure: string | undefined;

/** Makes whatever the keyring is asked for fail; undefined ends that. */
export function failKeyring(message: string | undefined): void {
  failure = message;
}

class FakeEntry {
  readonly #key: string;

  constructor(service: string, account: string, options?: { readonly linux?: unknown }) {
    if (failure !== undefined) throw new Error(failure);
    if (options?.linux === undefined) throw new Error('on Linux the keyring is not chosen');
    this.#key = `${service}: ${account}`;
  }

  async getPassword(): Promise<string | null> {
    return Promise.resolve(kept.get(this.#key) ?? null);
  }

  async setPassword(password: string): Promise<void> {
    kept.set(this.#key, password);
    return Promise.resolve();
  }

  async deletePassword(): Promise<boolean> {
    return Promise.resolve(kept.delete(this.#key));
  }
}

export const keyringModule = { AsyncEntry: FakeEntry };
