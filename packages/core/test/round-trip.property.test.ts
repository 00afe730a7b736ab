import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeMessage,
  encodeMessage,
  MalformedMessageError,
  validate,
  ValidationError,
  type MessageEncoding,
  type OCICommand,
} from '../src/index.js';
import {
  LoginRequest22V5,
  OddNamesRequest,
  ProbeRequest,
  SeatFindRequest,
  SeatFindResponse,
  SeatGetRequest16,
  SeatGetResponse16,
  SeatModifyRequest16,
  SeatVerifyRequest,
} from './fixtures/commands.js';
import { arbitraryOf } from './support/arbitrary.js';
import { fieldsOf, resolve } from './support/messages.js';

const classes = [
  LoginRequest22V5,
  OddNamesRequest,
  ProbeRequest,
  SeatFindRequest,
  SeatFindResponse,
  SeatGetRequest16,
  SeatGetResponse16,
  SeatModifyRequest16,
  SeatVerifyRequest,
] as unknown as readonly (typeof ProbeRequest)[];

const encodings: readonly MessageEncoding[] = ['ISO-8859-1', 'UTF-8'];

const write = (command: OCICommand<string, object>, encoding: MessageEncoding): Uint8Array =>
  encodeMessage({ identity: { sessionId: 's1' }, commands: [command] }, { encoding });

function read(bytes: Uint8Array): OCICommand<string, object> {
  const [received] = decodeMessage(bytes, { resolve }).commands;
  expect(received?.notices).toEqual([]);
  return received!.command!;
}

describe.each(classes.map((c) => [c.$.name, c] as const))('%s with random values', (_, Class) => {
  const command = arbitraryOf(Class.$).map((fields) => new Class(fields));

  it('is valid by construction', () => {
    fc.assert(
      fc.property(command, (c) => {
        expect(validate(c)).toEqual([]);
      }),
    );
  });

  it.each(encodings)('given %s, when sent and read, then it is the same command', (encoding) => {
    fc.assert(
      fc.property(command, (sent) => {
        const bytes = write(sent, encoding);
        const received = read(bytes);
        expect(received).toEqual(sent);
        expect(received).toBeInstanceOf(Class);
        expect(Buffer.compare(write(received, encoding), bytes)).toBe(0);
      }),
    );
  });

  it('given both encodings, when read, then the values are the same', () => {
    fc.assert(
      fc.property(command, (sent) => {
        expect(read(write(sent, 'ISO-8859-1'))).toEqual(read(write(sent, 'UTF-8')));
      }),
    );
  });
});

describe('arbitrary strings', () => {
  const anyString = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((u) => String.fromCharCode(u)) }),
    fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']',
        '\t',
        '\r',
        '\n',
        '\0',
        '\v',
        '\ud800',
        '\udc00',
      ),
    }),
  );

  it.each(encodings)('#46 #47 under %s are refused, or arrive unchanged', (encoding) => {
    let refused = 0;
    let arrived = 0;
    fc.assert(
      fc.property(anyString, (text) => {
        try {
          const received = read(write(new ProbeRequest({ text }), encoding));
          expect(fieldsOf(received)).toEqual({ text });
          arrived += 1;
        } catch (error) {
          if (!(error instanceof ValidationError)) throw error;
          expect(error.problems.map((p) => p.code)).toEqual(['illegal-character']);
          refused += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(20);
    expect(arrived).toBeGreaterThan(20);
  });

  it('as tokens are refused, warned about, or arrive unchanged', () => {
    fc.assert(
      fc.property(anyString, (word) => {
        const command = new ProbeRequest({ word });
        const codes = validate(command).map((p) => p.code);
        if (codes.includes('illegal-character')) return;
        const received = fieldsOf(read(write(command, 'UTF-8')));
        expect(received.word === word).toBe(!codes.includes('white-space'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile bytes', () => {
  const attempt = (bytes: Uint8Array): 'read' | 'refused' => {
    try {
      decodeMessage(bytes, { resolve });
      return 'read';
    } catch (error) {
      if (error instanceof MalformedMessageError) return 'refused';
      throw error;
    }
  };

  it('given arbitrary bytes, when read, then only MalformedMessageError is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(attempt(bytes)).toBe('refused');
      }),
      { numRuns: 1000 },
    );
  });

  it('given pieces of XML in any order, then only MalformedMessageError is thrown', () => {
    const piece = fc.constantFrom(
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      '<command xmlns="" xsi:type="SeatGetResponse16">',
      '<command xsi:type="c:ErrorResponse" xmlns:c="C" type="Fatal">',
      '</command>',
      '</BroadsoftDocument>',
      '<userId>',
      '</userId>',
      '<phoneNumber xsi:nil="1"/>',
      '<department xsi:type="GroupDepartmentKey"><name>x</name></department>',
      '<profile xsi:type="x:y"/>',
      '<sessionId>',
      '<![CDATA[ ]] >',
      ']]>',
      '<!--',
      '-->',
      '<!DOCTYPE x [<!ENTITY a "b">]>',
      '&a;',
      '&#0;',
      '&#xD800;',
      '&#99999999999;',
      '<?pi ?>',
      'text',
      '\u0000',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        attempt(Buffer.from(pieces.join(''), 'utf8'));
      }),
      { numRuns: 3000 },
    );
  });

  const sent = arbitraryOf(SeatGetResponse16.$).map((fields) =>
    write(new SeatGetResponse16(fields as never), 'UTF-8'),
  );

  it('given a message with bytes changed, then it is read or refused', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(sent, fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
        const mutated = Uint8Array.from(bytes);
        for (const [at, value] of changes) mutated[at % mutated.length] = value;
        attempt(mutated);
      }),
      { numRuns: 1000 },
    );
  });

  it('given a message cut anywhere before its last tag ends, then it is refused', () => {
    fc.assert(
      fc.property(sent, fc.nat(), (bytes, cut) => {
        // The final line feed is no part of the document.
        expect(attempt(bytes.subarray(0, cut % (bytes.length - 1)))).toBe('refused');
      }),
      { numRuns: 1000 },
    );
  });
});
