import { collapse } from '../value/lexical.js';
import type { Identity, IdentityName } from './identity.js';

/** A child of the root that is no command: an identity, the tracking id, or something unknown. */
export class HeaderElement {
  readonly name: string;
  readonly #children = new Map<string, string>();
  #text = '';
  #depth = 0;
  #child = '';

  constructor(name: string) {
    this.name = name;
  }

  open(name: string): void {
    this.#depth += 1;
    if (this.#depth === 1) this.#child = name;
  }

  text(text: string): void {
    if (this.#depth === 0) this.#text += text;
    else this.#children.set(this.#child, this.#childText(this.#child) + text);
  }

  close(): void {
    this.#depth -= 1;
  }

  /** The element's text as a token: without surplus white space. */
  get token(): string {
    return collapse(this.#text);
  }

  asIdentity(name: IdentityName): Identity {
    if (name === 'sessionId') return { sessionId: this.#text };
    if (name !== 'externalUserIdentity') return { [name]: this.token } as unknown as Identity;
    const role = collapse(this.#childText('role'));
    return {
      externalUserIdentity: {
        id: collapse(this.#childText('id')),
        organizationId: collapse(this.#childText('organizationId')),
        role: role === 'Administrator' ? 'Administrator' : 'User',
      },
    };
  }

  #childText(name: string): string {
    return this.#children.get(name) ?? '';
  }
}
