import { describe, expect, it } from 'vitest';
import type { ProbeRequest, SeatModifyRequest16 } from './fixtures/commands.js';
import { decodeCommand } from './support/messages.js';
import { codes, probe, seat } from './support/received.js';

describe('booleans', () => {
  it.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
    [' true\n', true],
  ])('#86 #87 %j is %s', (text, value) => {
    expect(probe(`<flag>${text}</flag>`).fields.flag).toBe(value);
  });

  it.each(['', 'True', 'yes', '2'])('%j is none: undefined and a notice', (text) => {
    const { fields, notices } = probe(`<flag>${text}</flag>`);

    expect(fields.flag).toBeUndefined();
    expect(codes(notices)).toEqual(['unreadable-value ProbeRequest.flag']);
  });
});

describe('numbers', () => {
  it.each([
    [' 42\n', 42],
    ['+7', 7],
    ['-0', 0],
    ['007', 7],
    ['-2147483648', -2147483648],
  ])('#87 the integer %j is %d', (text, value) => {
    expect(probe(`<count>${text}</count>`).fields.count).toBe(value);
  });

  it.each(['', ' ', '4.0', '1e3', '0x10', '5,000', '2147483648', 'n/a', 'NaN'])(
    '#88 %j is no int: undefined, a notice, the text in the raw view',
    (text) => {
      const { command, notices, raw } = decodeCommand('ProbeRequest', `<count>${text}</count>`);

      expect((command as ProbeRequest).count).toBeUndefined();
      expect(notices).toEqual([
        {
          code: 'unreadable-value',
          path: 'ProbeRequest.count',
          message: `'${text}' is no int`,
        },
      ]);
      expect(raw().children[0]?.text).toBe(text);
    },
  );

  it('of the other kinds', () => {
    const { fields, notices } = probe(
      '<moment>1700000000000</moment><ratio>+.5</ratio><weight>1.5E3</weight>',
    );

    expect(fields).toMatchObject({ moment: 1_700_000_000_000, ratio: 0.5, weight: 1500 });
    expect(notices).toEqual([]);
  });

  it.each([
    ['moment', '9007199254740993'],
    ['ratio', '1e3'],
    ['weight', 'INF'],
  ])('a %s that a number cannot hold is left out: %s', (name, text) => {
    const { fields, notices } = probe(`<${name}>${text}</${name}>`);

    expect(fields).not.toHaveProperty(name);
    expect(codes(notices)).toEqual([`unreadable-value ProbeRequest.${name}`]);
  });
});

describe('texts', () => {
  it('#99 keep or lose white space as their type says', () => {
    const { fields } = probe(
      '<text> a\n\tb </text><label> a\n\tb </label><word> a\n\tb </word><mark> m </mark>',
    );

    expect(fields).toMatchObject({
      text: ' a\n\tb ',
      label: ' a  b ',
      word: 'a b',
      mark: 'm',
    });
  });

  it('#101 that look like numbers stay texts', () => {
    const { fields } = seat('<phoneNumber>+1-0400</phoneNumber><phoneNumber>0012</phoneNumber>');

    expect(fields.phoneNumber).toEqual(['1', '+1-0400', '0012']);
  });

  it('#90 of an empty element are empty', () => {
    expect(seat('<remark/>').fields.remark).toBe('');
    expect(seat('<remark></remark>').fields.remark).toBe('');
  });

  it('#100 are unharmed by attributes beside them', () => {
    expect(seat('<remark x="1" xml:lang="en">text</remark>').fields.remark).toBe('text');
  });

  it('come together from pieces: text, CDATA, comments between', () => {
    const { fields } = seat('<remark>a<![CDATA[<b>&amp;]]><!-- no -->&#x63;&lt;</remark>');

    expect(fields.remark).toBe('a<b>&amp;c<');
  });

  it('of dates are checked, not converted', () => {
    const { fields, notices } = probe(
      '<at> 2024-01-31T09:30:00.000-05:00 </at><day>2024-02-30</day>',
    );

    expect(fields.at).toBe('2024-01-31T09:30:00.000-05:00');
    expect(fields.day).toBeUndefined();
    expect(codes(notices)).toEqual(['unreadable-value ProbeRequest.day']);
  });
});

describe('other primitives', () => {
  it('base64 is bytes, line breaks and all', () => {
    expect(probe('<data> AP8Q\nAA== </data>').fields.data).toEqual(new Uint8Array([0, 255, 16, 0]));
    expect(probe('<data/>').fields.data).toEqual(new Uint8Array());
  });

  it.each(['A', 'AP8', 'AP8=Q', '*'])('%j is no base64: undefined and a notice', (text) => {
    const { fields, notices } = probe(`<data>${text}</data>`);

    expect(fields.data).toBeUndefined();
    expect(codes(notices)).toEqual(['unreadable-value ProbeRequest.data']);
  });

  it('a marker is true whatever it holds', () => {
    expect(probe('<now/>').fields.now).toBe(true);
    expect(probe('<now>x</now>').fields.now).toBe(true);
  });

  it('an empty element with a default or a fixed value has that value', () => {
    expect(seat('<addToFileServer/>').fields.addToFileServer).toBe(false);
    expect(seat('<isVirtual/>').fields.isVirtual).toBe(true);
  });

  it('a fixed field with another value keeps it, with a notice', () => {
    const { fields, notices } = seat('<isVirtual>false</isVirtual>');

    expect(fields.isVirtual).toBe(false);
    expect(codes(notices)).toEqual(['unknown-value SeatGetResponse16.isVirtual']);
    expect(seat('<isVirtual>1</isVirtual>').notices).toEqual([]);
  });

  it('#139 an enumeration with a value the schema lacks keeps it, with a notice', () => {
    const { fields, notices } = seat('<ringPolicy>Loud</ringPolicy>');

    expect(fields.ringPolicy).toBe('Loud');
    expect(notices).toEqual([
      {
        code: 'unknown-value',
        path: 'SeatGetResponse16.ringPolicy',
        message: "'Loud' is not among the known values of RingPolicy",
      },
    ]);
  });

  it('an enumeration of numbers is read as numbers', () => {
    const { command } = decodeCommand(
      'SeatModifyRequest16',
      '<userId>a</userId><numberOfRings>20</numberOfRings>',
    );

    expect((command as SeatModifyRequest16).numberOfRings).toBe(20);
  });
});

describe('nil', () => {
  it.each(['true', '1', ' true '])('#89 given xsi:nil="%s", then null', (nil) => {
    expect(seat(`<remark xsi:nil="${nil}"/>`).fields.remark).toBeNull();
  });

  it('given xsi:nil="false", then an ordinary element', () => {
    expect(seat('<remark xsi:nil="false">r</remark>').fields.remark).toBe('r');
  });

  it('given where the schema rules it out, then null with a notice', () => {
    const { fields, notices } = seat('<lastName xsi:nil="true"/>');

    expect(fields.lastName).toBeNull();
    expect(codes(notices)).toEqual(['nil-not-allowed SeatGetResponse16.lastName']);
  });

  it('given as an entry of a list, then the entry is left out with a notice', () => {
    const { fields, notices } = seat('<phoneNumber xsi:nil="true"/><phoneNumber>2</phoneNumber>');

    expect(fields.phoneNumber).toEqual(['1', '2']);
    expect(codes(notices)).toEqual(['nil-not-allowed SeatGetResponse16.phoneNumber']);
  });

  it('given with content all the same, then null', () => {
    const { fields, notices } = seat('<remark xsi:nil="true">x<y/></remark>');

    expect(fields.remark).toBeNull();
    expect(codes(notices)).toEqual(['unknown-element SeatGetResponse16.remark.y']);
  });

  it('given as nil without a namespace, then it is no nil', () => {
    expect(seat('<remark nil="true">r</remark>').fields.remark).toBe('r');
  });
});
