import type { ElementDef, SimpleTypeDef } from './types.js';

/*
 * Which fields carry a secret: texts whose name or type speaks of one. Numbers, flags and
 * enumerations never do (`passwordExpiresDays`, `useCustomUserNamePassword`), and neither do texts
 * that only tell about secrets.
 */

const words = /password|passcode|passphrase|credential|secret|token|nonce|digestresponse|digestha1/i;
const alsoSecret = /authorizationcode|pincode$|privatekey/i;
const aboutSecrets =
  /(?:type|policy|name|rules?|expir\w*|algorithm|status|url|uri|address|phonenumber|description|option)$/i;
const secretTypes = /^(?:\w*Password|\w*Passcode|LoginToken|\w*Token)$/;

/** True if a field of this text type is to be masked wherever it is shown. */
export function isSecret(element: ElementDef, type: SimpleTypeDef | undefined): boolean {
  if (type === undefined) return false;
  const isText =
    type.primitive === 'string' ||
    type.primitive === 'normalizedString' ||
    type.primitive === 'token' ||
    type.primitive === 'NMTOKEN' ||
    type.primitive === 'base64Binary';
  if (!isText || type.values !== undefined) return false;
  if (aboutSecrets.test(element.name) && !secretTypes.test(type.name)) return false;
  return words.test(element.name) || alsoSecret.test(element.name) || secretTypes.test(type.name);
}
