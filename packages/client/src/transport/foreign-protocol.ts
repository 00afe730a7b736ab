/** Something else than OCI-P that speaks on a port. */
export interface ForeignProtocol {
  /** Completes "answered with …". */
  readonly what: string;
  readonly hint?: string | undefined;
}

/**
 * Tells what speaks when the first bytes of an answer cannot begin an XML document; undefined if they
 * can. Nothing of them is repeated: they may be an echo of the request.
 *
 * @param start at least one byte; that is enough to judge
 */
export function foreignProtocol(start: Uint8Array): ForeignProtocol | undefined {
  const [first = 0, second] = start;
  if (first === LESS_THAN || first === FIRST_OF_BOM) return undefined;
  // A TLS record: its kind, then the major version, 3.
  if (first >= 0x14 && first <= 0x17 && (second ?? 3) === 3) {
    return { what: 'TLS', hint: 'The port speaks TLS: use tls://.' };
  }
  if (startsLike(start, 'HTTP/')) {
    return { what: 'HTTP', hint: 'A web server listens there: use https:// for its web service.' };
  }
  if (startsLike(start, 'SSH-')) {
    return { what: 'SSH', hint: 'Check the port: OCI-P is usually on 2209, or 2208 without TLS.' };
  }
  return { what: 'bytes that are no XML', hint: 'Check that OCI-P is what this port speaks.' };
}

const LESS_THAN = 0x3c;
/** EF BB BF, the byte order mark of UTF-8. */
const FIRST_OF_BOM = 0xef;

/** As far as both go. */
function startsLike(bytes: Uint8Array, text: string): boolean {
  const length = Math.min(bytes.length, text.length);
  return Buffer.from(bytes.subarray(0, length)).toString('latin1') === text.slice(0, length);
}
