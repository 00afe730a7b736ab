import { readTree } from '@ocipkit/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope, writeEnvelope } from '../../../src/transport/soap/envelope.js';
import { envelope, escape, replyEnvelope } from './support/soap-server.js';

const DOCUMENT = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<BroadsoftDocument/>\n';

describe('a request', () => {
  it('has the form of the WSDL: call and argument in the namespace of the service', () => {
    expect(writeEnvelope('<a>1 &amp; 2</a>')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
        '<processOCIMessage xmlns="urn:com:broadsoft:webservice">' +
        '<in0>&lt;a&gt;1 &amp;amp; 2&lt;/a&gt;</in0>' +
        '</processOCIMessage></soapenv:Body></soapenv:Envelope>',
    );
  });

  it('has the older form on demand: the argument is called arg0, in no namespace, with its type', () => {
    expect(writeEnvelope('<a/>', 'arg0')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>' +
        '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
        'xmlns:xsd="http://www.w3.org/2001/XMLSchema" ' +
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>' +
        '<ws:processOCIMessage xmlns:ws="urn:com:broadsoft:webservice" ' +
        'soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
        '<arg0 xsi:type="xsd:string">&lt;a/&gt;</arg0>' +
        '</ws:processOCIMessage></soapenv:Body></soapenv:Envelope>',
    );
  });

  it('carries any document unchanged, in both forms', () => {
    const character = fc.oneof(
      fc.constantFrom(...'<>&"\'\r\n\t]]> é€セ😀'.split(/(?:)/u)),
      fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(
        fc.array(character).map((parts) => parts.join('')),
        fc.constantFrom('in0' as const, 'arg0' as const),
        (document, argument) => {
          const [body] = readTree(writeEnvelope(document, argument)).children;
          expect(body?.children[0]?.children[0]).toMatchObject({ name: argument, text: document });
        },
      ),
    );
  });
});

describe('an answer', () => {
  it.each([
    ['as recorded', replyEnvelope(escape(DOCUMENT))],
    ['in CDATA, with blanks around', replyEnvelope(`\n    <![CDATA[  ${DOCUMENT}]]>  \n`)],
    ['in several CDATA sections', replyEnvelope(DOCUMENT.replace(/[^]{20}/g, '<![CDATA[$&]]>'))],
    ['after blanks and a line feed', `  \r\n${replyEnvelope(escape(DOCUMENT))}`],
    [
      'by the letter of the WSDL',
      envelope(
        `<processOCIMessageResponse xmlns="urn:com:broadsoft:webservice"><processOCIMessageReturn>` +
          `${escape(DOCUMENT)}</processOCIMessageReturn></processOCIMessageResponse>`,
      ),
    ],
    [
      'in no namespace and with a header',
      `<Envelope><Header><a/></Header><Body><processOCIMessageResponse><processOCIMessageReturn>` +
        `${escape(DOCUMENT)}</processOCIMessageReturn></processOCIMessageResponse></Body></Envelope>`,
    ],
    [
      'without the element around the return',
      envelope(`<processOCIMessageReturn>${escape(DOCUMENT)}</processOCIMessageReturn>`),
    ],
  ])('is read %s', (_how, text) => {
    expect(readEnvelope(text)).toEqual({ document: DOCUMENT.trim() });
  });

  it('keeps the CDATA of the document inside', () => {
    const inner = '<BroadsoftDocument><detail><![CDATA[<x>]]></detail></BroadsoftDocument>';
    expect(readEnvelope(replyEnvelope(escape(inner)))).toEqual({ document: inner });
  });

  it.each([
    ['nothing', '', 'the body is empty'],
    ['blanks', ' \n', 'the body is empty'],
    ['plain text', 'Service Unavailable', 'the body is not well-formed XML'],
    ['a web page', '<html><body>Hi<br></body></html>', 'the body is a web page'],
    ['a web page that is XML', '<html><body/></html>', 'the body is a web page'],
    ['a web page with DOCTYPE', '\n<!DOCTYPE html><html></html>', 'the body is a web page'],
    ['other XML', '<BroadsoftDocument/>', 'the body is XML, but no SOAP envelope'],
    ['no Body', '<Envelope/>', 'the SOAP envelope has no Body'],
    ['an empty Body', envelope(''), 'the SOAP body has no processOCIMessageReturn'],
    [
      'the answer to another call',
      envelope(
        '<processMessageResponse><processMessageReturn>x</processMessageReturn></processMessageResponse>',
      ),
      'the SOAP body has no processOCIMessageReturn',
    ],
    ['an empty return', replyEnvelope(' \n '), 'processOCIMessageReturn is empty'],
    [
      'a cut',
      replyEnvelope(escape(DOCUMENT)).slice(0, -30),
      'the body ends before its document does',
    ],
    ['an undeclared prefix', '<s:Envelope/>', 'the body is not well-formed XML'],
    ['deep nesting', '<Envelope>'.repeat(100), 'the body nests its elements too deep'],
  ])('that holds %s holds no document', (_what, text, problem) => {
    expect(readEnvelope(text)).toEqual({ problem });
  });

  it('is not read if it defines entities, be they bombs or files', () => {
    const bomb =
      `<?xml version="1.0"?><!DOCTYPE Envelope [<!ENTITY a "aaaaaaaaaa">` +
      `<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const problem = 'the body has a DOCTYPE, which is not read';
    expect(readEnvelope(bomb + replyEnvelope('&b;&f;').replace(/^<\?.*?\?>/, ''))).toEqual({
      problem,
    });
    expect(readEnvelope(replyEnvelope('&b;'))).toEqual({
      problem: 'the body is not well-formed XML',
    });
  });

  it('is not read beyond a limit', () => {
    const text = replyEnvelope(escape(DOCUMENT));
    expect(readEnvelope(text, text.length)).toHaveProperty('document');
    expect(readEnvelope(text, text.length - 1)).toEqual({ problem: 'the body is too large' });
  });

  it('quotes nothing in its problem, however a secret breaks the XML', () => {
    for (const text of [
      '<a>Planted<Secret</a>',
      '<Secret>',
      '<a>&Secret;</a>',
      '<Secret:a/>',
      'Secret',
    ]) {
      expect(JSON.stringify(readEnvelope(text))).not.toContain('Secret');
    }
  });
});
