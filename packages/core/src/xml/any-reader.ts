import { SaxesParser } from 'saxes';
import { MalformedMessageError } from '../errors.js';
import type { Attribute, XmlEvents } from './events.js';

/**
 * Reads any document, and says what is wrong with those that are none.
 *
 * @throws MalformedMessageError if the text is not well-formed, has a DOCTYPE, or ends too early
 */
export function readAny(xml: string, events: XmlEvents): void {
  let ended = false;
  let root: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    // A parser that looks for the end of a reference after a bare `&` overruns the last tag.
    throw malformed(error, ended && !xml.trimEnd().endsWith(`</${root ?? ''}>`), xml);
  });
  parser.on('doctype', () => {
    throw new MalformedMessageError(
      'doctype',
      'The message has a DOCTYPE. OCI-P never has one, and its entities are not expanded.',
    );
  });
  // Collected here, because most elements have none, and finding that out from the tag costs more.
  const pending: Attribute[] = [];
  parser.on('attribute', (attribute) => pending.push(attribute));
  parser.on('opentag', ({ name }) => {
    root ??= name;
    events.open(name, pending);
    pending.length = 0;
  });
  parser.on('closetag', () => {
    events.close();
  });
  const text = (chunk: string): void => {
    events.text(chunk);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml);
  ended = true;
  parser.close();
}

/** @param truncated nothing was wrong up to the end of the text, where more was expected */
function malformed(cause: Error, truncated: boolean, xml: string): MalformedMessageError {
  const length = `${String(xml.length)} characters were received`;
  if (truncated && xml.trim() !== '') {
    return new MalformedMessageError(
      'truncated',
      `The message ends before its document does (${cause.message}); ${length}.`,
      { cause },
    );
  }
  return new MalformedMessageError(
    'not-xml',
    xml.trim() === ''
      ? `The message is empty; ${length}.`
      : `The message is not well-formed XML: ${cause.message}`,
    { cause },
  );
}
