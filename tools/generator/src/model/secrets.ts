import type { ValueType } from './particles.js';
import type { ElementDef } from './types.js';

/*
 * Which fields carry a secret: texts whose name or type speaks of one. Numbers, flags and
 * enumerations never do (`passwordExpiresDays`, `useCustomUserNamePassword`), and neither do texts
 * that only tell about secrets.
 */

const secretName =
  /password|passcode|passphrase|credential|secret|token|nonce|digestresponse|digestha1|authorizationcode|activationcode|pincode|privatekey|apikey|toencrypt/i;
/** Conference PINs, but not a ping. */
const pinName = /(?:^|[a-z\d])P(?:in|IN)$|^pin$/;
/** The type tells where the name does not: `code`, or `old` and `new` for a password. */
const secretType = /(?:Password\d*|Passcode|Pin|PINCode|(?<!NonEmpty)Token|AuthorizationCode)$/;
const aboutSecrets =
  /(?:type|policy|name|rules?|expir\w*|algorithm|status|url|uri|address|phonenumber|description|option)$/i;
/** A user name goes with a password, in a field that may be named after both. */
const nameType = /User(?:Id|Name)$/;

/** True if a field is to be masked wherever it is shown. `type` is what it holds, if that is text. */
export function isSecret(element: ElementDef, type: ValueType | undefined): boolean {
  if (type === undefined || !holdsText(type)) return false;
  if (secretType.test(type.name)) return true;
  if (aboutSecrets.test(element.name) || nameType.test(type.name)) return false;
  return secretName.test(element.name) || pinName.test(element.name);
}

/** Text of more than one character: single ones are the keys of voice menus. */
function holdsText({ primitive, values, facets }: ValueType): boolean {
  if (values !== undefined || facets.length === 1 || facets.maxLength === 1) return false;
  switch (primitive) {
    case 'string':
    case 'normalizedString':
    case 'token':
    case 'NMTOKEN':
    case 'base64Binary':
      return true;
    default:
      return false;
  }
}
