import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMessageText, isSensitiveName, MASK, redactXml } from '../src/index.js';
import { LoginRequest22V5 } from './fixtures/commands.js';

const escaped = (xml: string): string =>
  xml
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const login = (password: string): string =>
  encodeMessageText({
    identity: { sessionId: 's1' },
    commands: [new LoginRequest22V5({ userId: 'alice', password })],
  });

describe('which names are secret', () => {
  it.each([
    'password', 'Password', 'newPassword', 'oldPassword', 'signedPassword', 'userPassword',
    'userPasscode', 'userSIPAuthenticationPassword', 'OldSipAuthenticationPassword', 'passcode',
    'sharedSecret', 'secretKey', 'loginToken', 'deviceToken', 'nonce', 'digestResponse',
    'digestHa1Complement', 'accessDeviceCredentials', 'authorizationCode', 'unlockPhonePINCode',
    'moderatorPin', 'securityPin', 'issuedToken', 'resetpassword', 'useraccountpassword',
    'x-auth-token', 'JSESSIONID', 'passwordHash',
  ])('%s is', (name) => {
    expect(isSensitiveName(name)).toBe(true);
  }); // prettier-ignore

  it.each([
    'userId', 'description', 'passwordExpiresDays', 'useCustomUserNamePassword', 'passcodeMenuKeys',
    'numberOfPreviousPasswords', 'disallowReversedOldPassword', 'hasPassword', 'generatePassword',
    'passwordAlgorithm', 'tokenRevocationTime', 'passcodeTimeoutSeconds', 'promptForPasscode',
    'alterPasswords', 'userNamePasswordFileAuthentication', 'isPasswordHashed', 'minimumPasswordLength',
    'moderatorPinLength', 'requireSecurityPin', 'enableConnectionPing', 'mapping', 'groupTyping',
    'forcePasswordChangeAfterReset', 'enforcePasswordChangeOnExpiry', 'countryCode', 'accessCode',
  ])('%s is not', (name) => {
    expect(isSensitiveName(name)).toBe(false);
  }); // prettier-ignore
});

describe('#219 a message as text', () => {
  it('loses its secrets and nothing else', () => {
    expect(redactXml(login('s3cret'))).toBe(login('s3cret').replace('s3cret', MASK));
  });

  it.each([
    ['plain', '<password>s3cret</password>'],
    ['with attributes', '<password xsi:type="xs:string" a=">">s3cret</password>'],
    ['over several lines', '<password\n  a="b"\n>\ns3cret\n</password>'],
    ['with a prefix', '<q:password>s3cret</q:password>'],
    ['in CDATA', '<password><![CDATA[s3cret]]></password>'],
    ['in CDATA that holds the closing tag', '<password><![CDATA[a</password>s3cret]]></password>'],
    ['after a comment that does', '<password><!-- </password> -->s3cret</password>'],
    ['escaped', escaped('<password>s3cret</password>')],
    ['escaped twice', escaped(escaped('<password>s3cret</password>'))],
    ['escaped three times', escaped(escaped(escaped('<password>s3cret</password>')))],
    ['escaped by number', '&#60;password&#62;s3cret&#60;/password&#62;'],
    ['escaped by padded hexadecimal', '&#x003C;password&#x003e;s3cret&#x003C;/password&#x003e;'],
    ['escaped CDATA', escaped('<password><![CDATA[a</password>s3cret]]></password>')],
    [
      'escaped inside CDATA',
      `<detail><![CDATA[${escaped('<password>s3cret</password>')}]]></detail>`,
    ],
    ['without a closing tag', '<password>s3cret'],
    ['with another closing tag', '<password>s3cret</passwort><userId>s3cret'],
    ['cut in CDATA', '<password><![CDATA[s3cret'],
    ['cut in a comment', '<password><!-- s3cret'],
    ['with a longer name closed', '<password>s3cret</passwords>s3cret'],
    ['inside an unclosed tag', '<a <password>s3cret</password>'],
    ['in another case', '<PASSWORD>s3cret</PASSWORD>'],
    ['with elements inside', '<password><old>s3cret</old><new>s3cret</new></password>'],
    ['with dots in its name', '<auth.password>s3cret</auth.password>'],
    ['twice', '<password>s3cret</password><nonce>s3cret</nonce>'],
    ['after an empty one', '<password/><password></password><password>s3cret</password>'],
  ])('masks a secret %s', (_, text) => {
    expect(redactXml(text)).not.toContain('s3cret');
    expect(redactXml(text)).toContain(MASK);
  });

  it.each([
    ['before and after', '<userId>alice</userId><password>s3cret</password><userId>alice</userId>'],
    ['after CDATA', '<password><![CDATA[x]]></password><userId>alice</userId>'],
    ['after an escaped one', `${escaped('<password>x</password>')}<userId>alice</userId>`],
    ['after an empty one', '<password/><userId>alice</userId>'],
    ['after an empty one with a blank', '<password />&lt;password /&gt;<userId>alice</userId>'],
    ['in a name that speaks of secrets', '<passwordExpiresDays>alice</passwordExpiresDays>'],
    ['in plain words', 'the password of alice is not shown'],
  ])('keeps what is no secret: %s', (_, text) => {
    expect(redactXml(text)).toContain('alice');
  });

  it('leaves an empty element empty: that no password was sent is no secret', () => {
    expect(redactXml('<password></password><password/>')).toBe('<password></password><password/>');
  });

  it('inside SOAP, escaped or in CDATA, keeps all but the secret', () => {
    const envelope = (payload: string): string =>
      '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
      `<processOCIMessage xmlns="urn:com:broadsoft:webservice"><in0>${payload}</in0>` +
      '</processOCIMessage></soapenv:Body></soapenv:Envelope>';
    const inEscaped = redactXml(envelope(escaped(login('s3cret'))));
    const inCdata = redactXml(envelope(`<![CDATA[${login('s3cret')}]]>`));

    expect(inEscaped).toBe(envelope(escaped(login(MASK))));
    expect(inCdata).toBe(envelope(`<![CDATA[${login(MASK)}]]>`));
  });

  it('#128 in the detail of an error, keeps all but the secret', () => {
    const reply = `<detail><![CDATA[cvc-type: ${login('s3cret')}]]></detail>`;

    expect(redactXml(reply)).toBe(`<detail><![CDATA[cvc-type: ${login(MASK)}]]></detail>`);
  });
});

describe('assignments', () => {
  it.each([
    'Cookie: JSESSIONID=s3cret; Path=/',
    'Set-Cookie: a=b; JSESSIONID=s3cret',
    'http://host/login?user=a&password=s3cret&x=y',
    'password=s3cret',
    'password = s3cret',
    'password: s3cret',
    "password: 's3cret s3cret'",
    '{"password":"s3cret"}',
    '{"password" : "a\\"s3cret"}',
    '{"password":"a\\\\","x":"y"}{"password":"s3cret"}',
    '"{\\"password\\":\\"s3cret\\"}"',
    '"{\\"password\\":\\"a\\\\\\"s3cret\\"}"',
    '{&quot;password&quot;:&quot;s3cret&quot;}',
    '{"passwords":["s3cret","s3cret"]}',
    "{ passwords: [ 's3cret', 's3cret' ] }",
    '{"credentials":{"password":"s3cret"}}',
    '<user password="s3cret" name="alice"/>',
    "<user password='s3cret'/>",
    escaped('<user password="s3cret"/>'),
    'password="s3cret',
    'password=a&amp;s3cret',
    'password=x,s3cret;s3cret)s3cret',
    'auth.password=s3cret',
    'oldPassword= newPassword="s3cret"',
    'oldPassword= newPassword= s3cret',
    'x-auth-token:s3cret',
  ])('%j loses its secret', (text) => {
    expect(redactXml(text)).not.toContain('s3cret');
    expect(redactXml(text)).toContain(MASK);
  });

  it.each([
    ['Cookie: JSESSIONID=x; theme=alice', 'theme=alice'],
    ['/login?password=x&user=alice', 'user=alice'],
    ['{"password":"x","user":"alice"}', '"user":"alice"'],
    ['"{\\"password\\":\\"x\\",\\"user\\":\\"alice\\"}"', '\\"user\\":\\"alice\\"'],
    ['<user password="x" name="alice"/>', 'name="alice"'],
    [
      '{&quot;password&quot;:&quot;x&quot;,&quot;user&quot;:&quot;alice&quot;}',
      '&quot;alice&quot;',
    ],
    ['{"passwords":["x"],"user":"alice"}', '"user":"alice"'],
    ['{"password":"a\\\\","user":"alice"}', ',"user":"alice"'],
    ['{"passwordExpiresDays":30}', '{"passwordExpiresDays":30}'],
    ['password=\nuserId=alice', 'userId=alice'],
  ])('%j keeps the rest', (text, kept) => {
    expect(redactXml(text)).toContain(kept);
  });
});

describe('whatever the text', () => {
  const name = fc.constantFrom('password', 'userPassword', 'q:passcode', 'sharedSecret', 'nonce');
  const filler = fc.string({
    unit: fc.constantFrom(...Array.from('<>&;"\'=/:[]!- ab'), '&lt;', '&amp;', ']]>'),
  });
  const level = fc.nat({ max: 3 });
  const wrap = (text: string, times: number): string =>
    times === 0 ? text : wrap(escaped(text), times - 1);

  it('a planted secret never survives, and masking again changes nothing', () => {
    fc.assert(
      fc.property(filler, name, level, fc.boolean(), filler, (before, tag, times, cdata, after) => {
        const content = cdata ? '<![CDATA[s3cret]]>' : 's3cret';
        const text = before + wrap(`<${tag}>${content}</${tag}>`, times) + after;
        const masked = redactXml(text);

        expect(masked).not.toContain('s3cret');
        expect(redactXml(masked)).toBe(masked);
      }),
      { numRuns: 3000 },
    );
  });

  it('a secret of any characters never survives in a message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (noise) => {
        const secret = `s3cret${noise.trim()}s3cret`;
        let xml: string;
        try {
          xml = login(secret);
        } catch {
          return;
        }
        expect(redactXml(xml)).not.toContain('s3cret');
        expect(redactXml(xml)).toContain('<userId>alice</userId>');
      }),
    );
  });

  it('text without any word of secrets comes back as it is', () => {
    fc.assert(
      fc.property(filler, (text) => {
        expect(redactXml(text)).toBe(text);
      }),
    );
  });
});

describe('hostile sizes', () => {
  // Quadratic time would make each of these take minutes, longer than a test may.
  const size = 400_000;

  it.each([
    ['open angle brackets', '<'.repeat(size) + 'password'],
    ['open tags without an end', '<password '.repeat(size / 10)],
    ['open tags', '<password>'.repeat(size / 10)],
    ['one long name', `<${'a'.repeat(size)} password`],
    ['a name of colons', `<${'a:'.repeat(size / 2)}password`],
    ['ampersands', `password${'&'.repeat(size)}`],
    ['an escape that never ends', `password&${'amp;'.repeat(size / 4)}`],
    ['many escapes', `password${'&amp;'.repeat(size / 5)}`],
    ['escaped open tags', '&amp;lt;password '.repeat(size / 17)],
    ['blanks in a tag', `<password${' '.repeat(size)}`],
    ['open CDATA', '<password><![CDATA['.repeat(size / 19)],
    ['open comments', `<password>${'<!--'.repeat(size / 4)}`],
    ['separators', `password${'='.repeat(size)}`],
    ['names and separators', 'password='.repeat(size / 9)],
    ['dashes', `password${'a-'.repeat(size / 2)}=`],
    ['the word again and again', `${'password'.repeat(size / 8)}!`],
    ['open quotes', 'password="'.repeat(size / 10)],
    ['open quotes of two kinds', `password="'password='\\"`.repeat(size / 22)],
    ['backslashes', `password="${'\\'.repeat(size)}`],
    ['escaped quotes', `password=\\"${'\\\\"'.repeat(size / 3)}`],
    ['open lists', 'password=['.repeat(size / 10)],
    ['blanks around separators', `password${' = '.repeat(size / 3)}`],
    ['many small secrets', '<password>x</password>'.repeat(size / 22)],
  ])('%s take linear time', (_, text) => {
    expect(typeof redactXml(text)).toBe('string');
  });
});
