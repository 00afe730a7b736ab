import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate with its key, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export interface Issuing {
  readonly name?: string;
  /** Names and addresses it is made out to. */
  readonly hosts?: readonly string[];
  /** Days from now. */
  readonly validFrom?: number;
  readonly validTo?: number;
}

/** An authority that tests make up; nothing of it is stored. */
export interface Authority extends Identity {
  issue(options?: Issuing): Identity;
}

export function makeAuthority(name = 'Test Authority'): Authority {
  const own = sign({ name, isAuthority: true });
  return {
    ...own,
    issue: ({ name: subject = 'test server', ...rest } = {}) =>
      sign({ name: subject, ...rest, issuer: { ...own, name } }),
  };
}

/** A certificate that nobody vouches for but itself. */
export function makeSelfSigned(options: Issuing = {}): Identity {
  return sign({ name: 'test server', ...options });
}

/** Certificate and key as PKCS #12. */
export function toPfx({ cert, key }: Identity, passphrase: string): Buffer {
  const bag = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(key),
    forge.pki.certificateFromPem(cert),
    passphrase,
    { algorithm: '3des' },
  );
  return Buffer.from(forge.asn1.toDer(bag).getBytes(), 'latin1');
}

interface Signing extends Issuing {
  readonly name: string;
  readonly isAuthority?: boolean;
  readonly issuer?: Identity & { readonly name: string };
}

let serial = 0;

function sign(options: Signing): Identity {
  const { name, hosts = ['localhost', '127.0.0.1', '::1'], issuer, isAuthority = false } = options;
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const cert = forge.pki.createCertificate();
  cert.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  cert.serialNumber = (serial += 1).toString(16).padStart(4, '0');
  cert.validity.notBefore = daysFromNow(options.validFrom ?? -1);
  cert.validity.notAfter = daysFromNow(options.validTo ?? 1);
  cert.setSubject([{ name: 'commonName', value: name }]);
  cert.setIssuer([{ name: 'commonName', value: issuer?.name ?? name }]);
  cert.setExtensions([
    { name: 'basicConstraints', cA: isAuthority },
    ...(isAuthority ? [{ name: 'keyUsage', keyCertSign: true, cRLSign: true }] : []),
    {
      name: 'subjectAltName',
      altNames: hosts.map((host) =>
        /^[\d.]+$|:/.test(host) ? { type: 7, ip: host } : { type: 2, value: host },
      ),
    },
  ]);
  cert.sign(forge.pki.privateKeyFromPem(issuer?.key ?? keys.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(cert), key: keys.privateKey };
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}
