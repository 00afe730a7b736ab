import { decodeBytes, escapeText, readTree, type XmlElement } from '@ocipkit/core';

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const SERVICE = 'urn:com:broadsoft:webservice';

/** What a SOAP 1.1 request calls. */
export interface SoapCall {
  /** Local name of the operation. */
  readonly operation: 'processOCIMessage' | 'processMessage';
  /** The OCI-P document, without white space around it. */
  readonly document: string;
}

/**
 * Reads a SOAP 1.1 request. Elements go by their local names: clients do not agree on the namespaces.
 * The document may be escaped text or CDATA, in `in0` or `arg0`.
 *
 * @throws MalformedMessageError if the body can't be decoded or is no XML
 * @returns undefined if it is no call of this service
 */
export function readCall(
  body: Uint8Array,
  contentType: string | undefined,
  maxLength: number,
): SoapCall | undefined {
  const envelope = readTree(decodeBody(body, contentType).trimStart(), { maxLength });
  if (envelope.name !== 'Envelope') return undefined;
  const call = child(envelope, 'Body')?.children[0];
  const operation = call?.name;
  if (operation !== 'processOCIMessage' && operation !== 'processMessage') return undefined;
  const argument = call?.children.find(({ name }) => name === 'in0' || name === 'arg0');
  return argument === undefined ? undefined : { operation, document: argument.text.trim() };
}

/** By byte order mark, then by the charset of the content type, then by the declaration, then UTF-8. */
function decodeBody(body: Uint8Array, contentType = ''): string {
  const match = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType);
  const charset = match?.[1]?.toLowerCase();
  const hasMark = body[0] === 0xef || body[0] === 0xff || body[0] === 0xfe;
  if (charset === undefined || hasMark) return decodeBytes(body, 'UTF-8');
  // The charset of HTTP goes before what the document declares.
  const declaration = Buffer.from(`<?xml version="1.0" encoding="${charset}"?>`, 'latin1');
  const decoded = decodeBytes(Buffer.concat([declaration, body]));
  return decoded.slice(declaration.length);
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((c) => c.name === name);
}

/** The answer to a call. */
export function writeAnswer(operation: SoapCall['operation'], document: string): string {
  return envelope(
    `<${operation}Response xmlns=""><ns1:${operation}Return xmlns:ns1="${SERVICE}">` +
      `${escapeText(document)}</ns1:${operation}Return></${operation}Response>`,
  );
}

export interface SoapFault {
  readonly code: string;
  /** A word in capitals. */
  readonly text: string;
  readonly detail: string;
}

export function writeFault({ code, text, detail }: SoapFault): string {
  return envelope(
    `<soapenv:Fault><faultcode>${escapeText(code)}</faultcode>` +
      `<faultstring>${escapeText(text)}</faultstring>` +
      `<faultactor>ProvisioningService</faultactor>` +
      `<detail><string>${escapeText(detail)}</string></detail></soapenv:Fault>`,
  );
}

function envelope(content: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Body>${content}` +
    `</soapenv:Body></soapenv:Envelope>`
  );
}

/** A description of the service: one operation, document style, literal use. */
export function writeWsdl(url: string): string {
  const part = (name: string, element: string): string =>
    `<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${element}"/></wsdl:message>`;
  const type = (name: string, child: string): string =>
    `<xs:element name="${name}"><xs:complexType><xs:sequence>` +
    `<xs:element name="${child}" type="xs:string"/>` +
    `</xs:sequence></xs:complexType></xs:element>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<wsdl:definitions targetNamespace="${SERVICE}" xmlns:tns="${SERVICE}" ` +
    `xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" ` +
    `xmlns:xs="http://www.w3.org/2001/XMLSchema">` +
    `<wsdl:types><xs:schema elementFormDefault="qualified" targetNamespace="${SERVICE}">` +
    type('processOCIMessage', 'in0') +
    type('processOCIMessageResponse', 'processOCIMessageReturn') +
    `</xs:schema></wsdl:types>` +
    part('processOCIMessageRequest', 'processOCIMessage') +
    part('processOCIMessageResponse', 'processOCIMessageResponse') +
    `<wsdl:portType name="ProvisioningPort"><wsdl:operation name="processOCIMessage">` +
    `<wsdl:input message="tns:processOCIMessageRequest"/>` +
    `<wsdl:output message="tns:processOCIMessageResponse"/>` +
    `</wsdl:operation></wsdl:portType>` +
    `<wsdl:binding name="ProvisioningBinding" type="tns:ProvisioningPort">` +
    `<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `<wsdl:operation name="processOCIMessage"><soap:operation soapAction=""/>` +
    `<wsdl:input><soap:body use="literal"/></wsdl:input>` +
    `<wsdl:output><soap:body use="literal"/></wsdl:output>` +
    `</wsdl:operation></wsdl:binding>` +
    `<wsdl:service name="ProvisioningService">` +
    `<wsdl:port name="ProvisioningService" binding="tns:ProvisioningBinding">` +
    `<soap:address location="${escapeText(url).replaceAll('"', '&quot;')}"/></wsdl:port></wsdl:service></wsdl:definitions>\n`
  );
}
