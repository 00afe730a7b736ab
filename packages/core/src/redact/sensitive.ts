/*
 * Which names carry secrets. The generator marks fields by this rule where their type is text; raw
 * XML, whose types are not known, is masked by name alone.
 */

const words =
  /password|passcode|passphrase|credential|secret|token|nonce|signedpassword|secretkey|digestresponse|digestha1|authorizationcode|pincode|privatekey|apikey/i;

/** Names that match by their words and are harmless: numbers, flags, rules and containers. */
const harmless =
  /expir|lockout|rules?$|minimum|maximum|(?:min|max)(?:length|digits)|^(?:is|use|has|allow|enable|disable|require|restrict|disallow|number|send|reset|generate|activate|force|password(?:algorithm|type|status)|passcodemenu)|(?:type|policy|option|algorithm|days|attempts|length|period|time|keys?menu|menukeys|profile|count|threshold|enabled|required|allowed|revocationtime|notificationemailaddress|ruleslevel)$/i;

/** True if a text field of this name carries a secret. */
export function isSensitiveName(name: string): boolean {
  return words.test(name) && !harmless.test(name);
}

/** What stands in the place of a secret. */
export const MASK = '[redacted]';
