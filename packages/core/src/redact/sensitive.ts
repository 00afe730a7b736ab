/*
 * Which names carry secrets. Fields with a schema are marked one by one; this rule serves for what
 * has no schema at hand: raw XML, unknown fields, table columns, headers. It goes by name alone, so
 * in doubt it masks.
 */

const secret =
  /password|passwd|passcode|passphrase|credential|secret|token|nonce|digestresponse|digestha1|authorizationcode|pincode|privatekey|apikey|jsessionid/i;

/** Conference PINs, but not a ping. */
const pin = /(?:^|[a-z\d])P(?:in|IN)$|^pin$/;

/** Names that only their place tells to be secrets: authorization codes, old and new passwords. */
const alone = /^(?:old|new|code|activationCode|tagValueToEncrypt)$/i;
const aloneInText = /\b(?:old|new|code|activationCode|tagValueToEncrypt)\b/i;

/** Flags, numbers, rules and containers that only speak of secrets. Case tells words apart here. */
const aboutSecrets: readonly RegExp[] = [
  // `useCustomUserNamePassword`, but not `userPassword`.
  /^(?:is|use|has|allow|alter|enable|enforce|disable|disallow|expire|force|generate|number|prompt|requires?|reset|restrict|send)(?=[A-Z])/,
  /Expir|Lockout|^(?:minimum|maximum|min|max)[A-Z]/,
  /(?:Algorithm|Allowed|Attempts|Count|Days|Description|Digits|Enabled|Length|MenuKeys?|Options?|Period|Policy|Profile|Required|RevocationTime|Rules?|RulesLevel|Seconds|Status|Threshold|Type|EmailAddress|FileAuthentication)$/,
];

/** True if a text of this name is to be masked. */
export function isSensitiveName(name: string): boolean {
  return (secret.test(name) || pin.test(name)) && !aboutSecrets.some((form) => form.test(name));
}

/** The same for an element of XML, where less is known: `code` may well be an authorization code. */
export function isSensitiveElement(name: string): boolean {
  return alone.test(name) || isSensitiveName(name);
}

/** False if no name in the text can be one of {@link isSensitiveElement}. */
export function mayNameSecrets(text: string): boolean {
  return secret.test(text) || /pin/i.test(text) || aloneInText.test(text);
}

/** What stands in the place of a secret. */
export const MASK = '[redacted]';
