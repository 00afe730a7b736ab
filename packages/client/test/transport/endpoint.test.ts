import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../src/transport/endpoint.js';
import { TcpTransport } from '../../src/transport/tcp.js';
import { TlsTransport } from '../../src/transport/tls.js';
import { UsageError } from '../../src/transport/usage-error.js';

const PATH = '/webservice/services/ProvisioningService';

describe('an address that can be read', () => {
  it.each([
    ['tls://as1.example.net', 'tls', 'as1.example.net', 2209, 'as1.example.net:2209'],
    ['tls://as1.example.net:12209', 'tls', 'as1.example.net', 12209, 'as1.example.net:12209'],
    ['tls://as1.example.net/', 'tls', 'as1.example.net', 2209, 'as1.example.net:2209'],
    ['tcp://as1.example.net', 'tcp', 'as1.example.net', 2208, 'as1.example.net:2208'],
    ['TCP://AS1.Example.net:1', 'tcp', 'as1.example.net', 1, 'as1.example.net:1'],
    ['as1.example.net', 'tls', 'as1.example.net', 2209, 'as1.example.net:2209'],
    ['  as1 \n', 'tls', 'as1', 2209, 'as1:2209'],
    ['as1.example.net:2208', 'tls', 'as1.example.net', 2208, 'as1.example.net:2208'],
    ['as1.example.net.', 'tls', 'as1.example.net.', 2209, 'as1.example.net.:2209'],
    ['192.0.2.7:65535', 'tls', '192.0.2.7', 65535, '192.0.2.7:65535'],
    ['tls://bücher.example', 'tls', 'xn--bcher-kva.example', 2209, 'xn--bcher-kva.example:2209'],
    ['::1', 'tls', '::1', 2209, '[::1]:2209'],
    ['[::1]', 'tls', '::1', 2209, '[::1]:2209'],
    ['[::1]:2208', 'tls', '::1', 2208, '[::1]:2208'],
    ['tcp://2001:db8::1', 'tcp', '2001:db8::1', 2208, '[2001:db8::1]:2208'],
    ['tls://[2001:db8::1]:99', 'tls', '2001:db8::1', 99, '[2001:db8::1]:99'],
    ['tls://[fe80::1%25eth0]', 'tls', 'fe80::1%eth0', 2209, '[fe80::1%eth0]:2209'],
  ])('%s', (text, scheme, host, port, display) => {
    expect(parseEndpoint(text)).toEqual({ scheme, host, port, display });
  });

  it.each([
    ['https://ews.example.net', 'ews.example.net', 443, PATH, `https://ews.example.net${PATH}`],
    ['https://ews.example.net/', 'ews.example.net', 443, PATH, `https://ews.example.net${PATH}`],
    [
      'https://ews.example.net?wsdl',
      'ews.example.net',
      443,
      PATH,
      `https://ews.example.net${PATH}`,
    ],
    [`http://ews:8080${PATH}?WSDL`, 'ews', 8080, PATH, `http://ews:8080${PATH}`],
    ['https://ews:443/oci', 'ews', 443, '/oci', 'https://ews/oci'],
    ['http://[2001:db8::1]:81/a/b', '2001:db8::1', 81, '/a/b', 'http://[2001:db8::1]:81/a/b'],
    ['http://::1/a', '::1', 80, '/a', 'http://[::1]/a'],
  ])('%s', (text, host, port, path, display) => {
    const scheme = text.slice(0, text.indexOf(':'));
    expect(parseEndpoint(text)).toEqual({ scheme, host, port, path, display });
  });
});

describe('an address that cannot be read is refused with the forms expected', () => {
  it.each([
    ['', 'no host'],
    ['tls://', 'no host'],
    ['tls://:2209', 'no host'],
    ['ftp://as1', "'ftp' is no known transport"],
    ['as1:', 'port'],
    ['as1:0', 'port'],
    ['as1:65536', 'port'],
    ['as1:22o9', 'port'],
    ['as1:+1', 'port'],
    ['tls://as1:2209:2210', 'several colons'],
    ['1:2:3:4:5:6:7:8:2209', 'several colons'],
    ['[as1]:2209', 'no IPv6 address'],
    ['[::1', 'several colons'],
    ['[::1]2209', 'several colons'],
    ['as 1', 'neither a name nor an address'],
    ['-as1', 'neither a name nor an address'],
    ['as1..net', 'neither a name nor an address'],
    [`${'a'.repeat(64)}.net`, 'neither a name nor an address'],
    ['300.1.1.1', 'no complete IPv4 address'],
    ['2209', 'no complete IPv4 address'],
    ['tls://as1/path', 'Nothing may follow'],
    ['tcp://as1?wsdl', 'Nothing may follow'],
    ['https://ews/a?b=c', 'No query'],
    ['https://ews/a#b', "'#'"],
    ['https://ews/a b', 'blanks'],
  ])('%j', (text, why) => {
    const read = (): unknown => parseEndpoint(text);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(why);
    expect(read).toThrow('Expected tls://host[:port] (TLS, port 2209), tcp://host[:port]');
  });
});

describe('a password in an address', () => {
  it.each([
    'tls://alice:Xy7-secret@as1.example.net',
    'tls://alice:Xy7-secret/3@as1.example.net',
    'https://alice:Xy7-secret%40as1.example.net',
    'alice:Xy7-secret@as1.example.net',
    'tls://alice:Xy7-secret',
    'alice:Xy7-secret',
    'https://as1/?password=Xy7-secret',
    'https://as1/#Xy7-secret',
  ])('%s is refused and never repeated', (text) => {
    let error: unknown;
    try {
      parseEndpoint(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UsageError);
    expect(JSON.stringify(error) + String(error)).not.toContain('Xy7-secret');
  });

  it('never comes back, whatever surrounds it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        try {
          parseEndpoint(`${before}//u:Xy7-secret@${after}`);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect(String(error)).not.toContain('Xy7-secret');
          return;
        }
        expect.fail('user information was accepted');
      }),
    );
  });
});

describe('a transport', () => {
  it('refuses an endpoint of another kind, so that TLS never becomes plain TCP', () => {
    const [tls, tcp] = [parseEndpoint('tls://as1'), parseEndpoint('tcp://as1')];
    expect(() => new TcpTransport(tls)).toThrow(UsageError);
    expect(() => new TlsTransport(tcp)).toThrow(UsageError);
    expect(new TlsTransport(tls)).toMatchObject({ endpoint: 'as1:2209', isSecure: true });
    expect(new TcpTransport(tcp)).toMatchObject({ endpoint: 'as1:2208', isSecure: false });
  });
});
