import { isSensitiveName, MASK, redactXml, type XmlElement } from '@ocipkit/core';
import { SoapFaultError, type SoapFault } from '../../errors.js';
import { clip } from './body.js';

/** Reads `<Fault>`; whatever names itself a secret is masked. */
export function readFault(fault: XmlElement): SoapFault {
  const part = (name: string): string | undefined => {
    const element = fault.children.find((c) => c.name === name);
    if (element === undefined) return undefined;
    // The names of elements are needed to mask, and are gone from the text.
    return redactXml(textOf(element).trim());
  };
  return {
    code: part('faultcode') ?? '',
    text: part('faultstring') ?? '',
    actor: part('faultactor'),
    detail: part('detail'),
  };
}

/** All text in an element, that of several children parted by blanks. */
function textOf(element: XmlElement): string {
  const parts = [element.text, ...element.children.map(textOf)].map((t) => t.trim());
  const text = parts.filter((t) => t !== '').join(' ');
  return text !== '' && isSensitiveName(element.name) ? MASK : text;
}

/**
 * True if a fault says that the session is not logged in, or not any more: log in again.
 *
 * One such fault is recorded: the word `INVALID_REQUEST`, with a detail saying that no request is
 * processed before the user is logged in. The word alone does not tell: it is also reported to come
 * now and then where one client serves parallel tasks. So the detail has to speak of login too; where
 * it does so in another language than English the fault counts as any other.
 */
export function isSessionLost({ text, detail = '' }: SoapFault): boolean {
  if (text !== 'INVALID_REQUEST') return false;
  return /\bbefore\b/i.test(detail) && /\blog(?:ged)?[ -]?in\b/i.test(detail);
}

/** The error for a fault. Only a lost session is known to leave the request undone. */
export function faultError(fault: SoapFault, status: number, endpoint: string): SoapFaultError {
  const what = [fault.text, fault.detail].filter((t) => t !== undefined && t !== '').join(': ');
  return new SoapFaultError(
    `${endpoint} answered with a SOAP fault (HTTP ${String(status)}): ` +
      `${clip(what === '' ? fault.code : what)}.`.replace(/\.\.$/, '.'),
    fault,
    {
      outcome: isSessionLost(fault) ? 'rejected' : 'unknown',
      endpoint,
      hint: hintFor(fault),
    },
  );
}

function hintFor(fault: SoapFault): string | undefined {
  if (isSessionLost(fault)) return 'The session is not logged in: log in again.';
  // Both spellings are reported.
  return /^NO_OC[SI]_CONNECTION$/.test(fault.text)
    ? 'By its name, the web front end has no connection to the application server. ' +
        'Fewer parallel calls are reported to help.'
    : undefined;
}
