import { RefusedError, type Settled } from '@ocipkit/client';
import {
  commandTypeOf,
  encodeMessageText,
  ErrorResponse,
  escapeText,
  MASK,
  readTree,
  redactXml,
  structureOf,
  type ComplexType,
  type OCIRequest,
  type RequestType,
  type XmlElement,
} from '@ocipkit/core';
import { formOf, TYPE } from './fields.js';

/** Stands for the id that a session has; a login chooses it. */
const SESSION = 'id-of-the-session';

/** The document in which requests go out, readable, with every secret masked. */
export function requestXml(requests: readonly OCIRequest[]): string {
  const document = encodeMessageText(
    { identity: { sessionId: SESSION }, commands: [...requests] },
    { validate: false },
  );
  const [declaration = ''] = document.split('\n', 1);
  const root = readTree(document);
  const commands = root.children.filter(({ name }) => name === 'command');
  const lines = commands.flatMap((command, i) => {
    const request = requests[i];
    return request === undefined ? [] : commandLines(command, commandTypeOf(request), '  ');
  });
  return redactXml(
    [
      declaration,
      '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      `  <sessionId xmlns="">${SESSION}</sessionId>`,
      ...lines,
      '</BroadsoftDocument>',
      '',
    ].join('\n'),
  );
}

/** What a request was answered by, as far as it was received; readable, with every secret masked. */
export function settledXml(type: RequestType, settled: Settled): string {
  if (settled.ok) {
    const { warning, raw } = settled;
    const response = warning === undefined ? type.response?.().$ : undefined;
    return redactXml([...commandLines(raw(), response, ''), ''].join('\n'));
  }
  const { error } = settled;
  return error instanceof RefusedError ? refusalXml(error) : '';
}

/** A refusal is kept as the texts that came with it. */
function refusalXml({ type, errorNumber, summary, summaryEnglish, detail }: RefusedError): string {
  const response = new ErrorResponse({ type, summary, summaryEnglish, detail });
  const document = encodeMessageText(
    { identity: { sessionId: SESSION }, commands: [response] },
    { validate: false },
  );
  const element = readTree(document).children.find(({ name }) => name === 'command');
  const number = errorNumber === undefined ? '' : `<!-- error ${String(errorNumber)} -->\n`;
  return element === undefined
    ? ''
    : number + redactXml([...commandLines(element, undefined, ''), ''].join('\n'));
}

function commandLines(
  element: XmlElement,
  type: ComplexType | undefined,
  indent: string,
): readonly string[] {
  return elementLines(element, type, ` xmlns=""`, indent);
}

function elementLines(
  { name, type: named, nil, attributes, children, text }: XmlElement,
  type: ComplexType | undefined,
  namespace: string,
  indent: string,
): readonly string[] {
  const inside = [
    namespace,
    named === undefined ? '' : ` xsi:type="${attribute(named)}"`,
    nil === true ? ' xsi:nil="true"' : '',
    ...Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`),
  ].join('');
  if (children.length === 0) {
    if (text === '') return [`${indent}<${name}${inside}/>`];
    return [`${indent}<${name}${inside}>${escapeText(text)}</${name}>`];
  }
  const fields = type === undefined ? undefined : structureOf(type).fields;
  return [
    `${indent}<${name}${inside}>`,
    ...children.flatMap((child) => {
      const element = fields?.get(child.name)?.element;
      const masked = element?.sensitive === true ? maskedElement(child) : child;
      const declared = element?.type.kind === 'complex' ? element.type : undefined;
      const actual =
        declared === undefined ? undefined : (formOf(declared, { [TYPE]: child.type }) ?? declared);
      return elementLines(masked, actual, '', `${indent}  `);
    }),
    `${indent}</${name}>`,
  ];
}

function maskedElement(element: XmlElement): XmlElement {
  const isEmpty = element.text === '' && element.children.length === 0;
  return isEmpty ? element : { ...element, children: [], text: MASK };
}

function attribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
