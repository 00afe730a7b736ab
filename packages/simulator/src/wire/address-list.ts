import { BlockList, isIP } from 'node:net';
import { UsageError } from '../usage-error.js';

/** A list of addresses and networks, such as `127.0.0.1`, `2001:db8::/32`, `localhost` or `*`. */
export class AddressList {
  readonly #list = new BlockList();
  readonly #hasAll: boolean;

  /** @throws UsageError if an entry is none of these */
  constructor(entries: readonly string[]) {
    this.#hasAll = entries.includes('*');
    for (const entry of entries) this.#add(entry);
  }

  has(address: string): boolean {
    const plain = plainAddress(address);
    const version = isIP(plain);
    if (version === 0) return false;
    return this.#hasAll || this.#list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  }

  #add(entry: string): void {
    if (entry === '*') return;
    if (entry === 'localhost') {
      this.#list.addSubnet('127.0.0.0', 8, 'ipv4');
      this.#list.addAddress('::1', 'ipv6');
      return;
    }
    const [address = '', prefix] = entry.split('/');
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
    if (version === 0 || !(length <= bits)) {
      throw new UsageError(
        `'${entry}' is no address. Expected an IP address, a network such as 10.0.0.0/8, ` +
          'localhost, or * for all.',
      );
    }
    this.#list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
}

/** An IPv4 address also where it came over an IPv6 socket; without a zone. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
