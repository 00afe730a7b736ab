import { createHash, timingSafeEqual } from 'node:crypto';

/** The form in which a password is kept: lower-case hex SHA-1, as the signed login needs it. */
export function hashPassword(password: string): string {
  return createHash('sha1').update(password, 'utf8').digest('hex');
}

/** Compares two digests without telling by the time it takes where they differ. */
export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
