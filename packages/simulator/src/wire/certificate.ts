import { generateKeyPair, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type forge from 'node-forge';

/** A server's certificate with its key, as PEM. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
  /** What clients have to trust: the authority that was made up, or the certificate that was given. */
  readonly ca: string;
}

const generate = promisify(generateKeyPair);
const DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
const AUTHORITY = 'ocipkit simulator authority';

/**
 * Makes up an authority, and a certificate of it for this host. Both are valid for a year; the key of
 * the authority is not kept.
 *
 * @param hosts further names and addresses of the server
 */
export async function makeServerIdentity(hosts: readonly string[] = []): Promise<ServerIdentity> {
  const { default: forge } = await import('node-forge');
  const [authorityKeys, serverKeys] = await Promise.all([newKeys(), newKeys()]);
  const authorityKey = forge.pki.privateKeyFromPem(authorityKeys.privateKey);
  const ca = sign(forge, authorityKeys.publicKey, AUTHORITY, authorityKey, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const names = new Set(['localhost', '127.0.0.1', '::1', hostname(), ...hosts]);
  const cert = sign(forge, serverKeys.publicKey, 'ocipkit simulator', authorityKey, [
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [...names].map((name) =>
        /^[\d.]+$|:/.test(name) ? { type: 7, ip: name } : { type: 2, value: name },
      ),
    },
  ]);
  return { cert, key: serverKeys.privateKey, ca };
}

async function newKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}

function sign(
  { pki, md }: typeof forge,
  publicKey: string,
  subject: string,
  issuerKey: forge.pki.rsa.PrivateKey,
  extensions: object[],
): string {
  const cert = pki.createCertificate();
  cert.publicKey = pki.publicKeyFromPem(publicKey);
  // Positive, as X.509 asks.
  cert.serialNumber = `01${randomBytes(15).toString('hex')}`;
  cert.validity.notBefore = new Date(Date.now() - DAY_MS);
  cert.validity.notAfter = new Date(Date.now() + DAYS * DAY_MS);
  cert.setSubject([{ name: 'commonName', value: subject }]);
  cert.setIssuer([{ name: 'commonName', value: AUTHORITY }]);
  cert.setExtensions(extensions);
  cert.sign(issuerKey, md.sha256.create());
  return pki.certificateToPem(cert);
}
