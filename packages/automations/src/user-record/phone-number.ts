/**
 * Whether two texts are the same number. The platform writes one number in national form in one answer
 * and with its country code in another. In doubt they are two.
 */
export function samePhoneNumber(
  a: string | null | undefined,
  b: string | null | undefined,
  countryCode: string | undefined,
): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return a === b || international(a, countryCode) === international(b, countryCode);
}

function international(number: string, countryCode = ''): string {
  const digits = number.replace(/[\s().-]/g, '');
  return digits.startsWith('+') ? digits : `+${countryCode}${digits}`;
}
