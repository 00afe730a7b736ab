import { describe, expect, it } from 'vitest';
import { accountAt, endpointOf } from '../../src/connection/endpoint.js';

describe('endpointOf', () => {
  it.each([
    ['as1.example.net', 'tls', 'as1.example.net', 2209, 'as1.example.net:2209'],
    ['tls://as1:5000', 'tls', 'as1', 5000, 'as1:5000'],
    [' TCP://as1 ', 'tcp', 'as1', 2208, 'as1:2208'],
    ['tls://[2001:db8::1]:99', 'tls', '2001:db8::1', 99, '[2001:db8::1]:99'],
    ['2001:db8::1', 'tls', '2001:db8::1', 2209, '[2001:db8::1]:2209'],
    ['https://xsp/x', 'https', 'xsp', 443, 'https://xsp/x'],
    ['https://[2001:db8::1]:8443/x', 'https', '2001:db8::1', 8443, 'https://[2001:db8::1]:8443/x'],
    ['http://xsp/x', 'http', 'xsp', 80, 'http://xsp/x'],
  ])('reads %s', async (url, scheme, host, port, display) => {
    expect(await endpointOf(url)).toMatchObject({ scheme, host, port, display });
  });

  it('refuses what is no address', async () => {
    await expect(endpointOf('ftp://as1')).rejects.toMatchObject({ name: 'UsageError' });
  });
});

describe('accountAt', () => {
  it('is the same for addresses that mean the same', async () => {
    expect(await accountAt('tls://AS1:2209/', 'admin')).toEqual(await accountAt('as1', 'admin'));
  });
});
