import {
  escapeText,
  MalformedMessageError,
  readTree,
  type MalformedCode,
  type XmlElement,
} from '@ocipkit/core';
import type { SoapFault } from '../../errors.js';
import { readFault } from './fault.js';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';
const SERVICE = 'urn:com:broadsoft:webservice';

/**
 * How the argument of the call is named: `in0`, as the WSDL of the service says, or `arg0`, as older
 * clients write it.
 */
export type SoapArgument = 'in0' | 'arg0';

/**
 * Puts a document into a SOAP 1.1 request. It goes as escaped text, since one that holds `]]>` does
 * not fit in a CDATA section.
 */
export function writeEnvelope(document: string, argument: SoapArgument = 'in0'): string {
  const payload = escapeText(document);
  return argument === 'in0'
    ? `<?xml version="1.0" encoding="UTF-8"?>` +
        `<soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Body>` +
        `<processOCIMessage xmlns="${SERVICE}"><in0>${payload}</in0></processOCIMessage>` +
        `</soapenv:Body></soapenv:Envelope>`
    : `<?xml version="1.0" encoding="UTF-8"?>` +
        `<soapenv:Envelope xmlns:soapenv="${ENVELOPE}" ` +
        `xmlns:xsd="http://www.w3.org/2001/XMLSchema" ` +
        `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>` +
        `<ws:processOCIMessage xmlns:ws="${SERVICE}" soapenv:encodingStyle="${ENCODING}">` +
        `<arg0 xsi:type="xsd:string">${payload}</arg0></ws:processOCIMessage>` +
        `</soapenv:Body></soapenv:Envelope>`;
}

/** What a SOAP answer holds; `problem` says why it holds nothing, quoting nothing of it. */
export type EnvelopeContent =
  { readonly document: string } | { readonly fault: SoapFault } | { readonly problem: string };

/**
 * Reads a SOAP 1.1 answer. Elements go by their local names: servers do not agree on the namespaces
 * of the answer. The document may be escaped text or CDATA; white space around it is dropped.
 *
 * @param maxLength longest answer, in characters
 */
export function readEnvelope(text: string, maxLength?: number): EnvelopeContent {
  if (text.trim() === '') return { problem: 'the body is empty' };
  let envelope: XmlElement;
  try {
    // Blanks before the declaration are no XML, but are met.
    envelope = readTree(text.trimStart(), { maxLength });
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    return { problem: isWebPage(text) ? WEB_PAGE : problems[error.code] };
  }
  if (envelope.name !== 'Envelope') {
    return { problem: isWebPage(text) ? WEB_PAGE : 'the body is XML, but no SOAP envelope' };
  }
  const body = child(envelope, 'Body');
  if (body === undefined) return { problem: 'the SOAP envelope has no Body' };
  const fault = child(body, 'Fault');
  if (fault !== undefined) return { fault: readFault(fault) };
  const response = child(body, 'processOCIMessageResponse') ?? body;
  const result = child(response, 'processOCIMessageReturn');
  if (result === undefined) return { problem: 'the SOAP body has no processOCIMessageReturn' };
  const document = result.text.trim();
  return document === '' ? { problem: 'processOCIMessageReturn is empty' } : { document };
}

const WEB_PAGE = 'the body is a web page';

const isWebPage = (text: string): boolean => /^\s*<(?:!doctype\s+)?html\b/i.test(text);

/** In words of our own: those of a parser may quote the text. */
const problems: Readonly<Record<MalformedCode, string>> = {
  'not-xml': 'the body is not well-formed XML',
  'not-oci': 'the body is no SOAP envelope',
  doctype: 'the body has a DOCTYPE, which is not read',
  'too-deep': 'the body nests its elements too deep',
  'too-large': 'the body is too large',
  truncated: 'the body ends before its document does',
  'unknown-encoding': 'the encoding of the body is not known',
  'bad-encoding': 'the bytes of the body do not fit its encoding',
};

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((c) => c.name === name);
}
