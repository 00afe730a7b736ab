import type { ElementSpec, SimpleType } from '../descriptor/types.js';
import { checkFacets } from '../value/facets.js';

/*
 * Values that a person takes for what they stand for. Each is tried in turn; the first that the type
 * takes is used. Domains and numbers are those set aside for examples.
 */

/** By the name of the field, its end, or the name of its type. */
const byName: readonly (readonly [RegExp, readonly string[]])[] = [
  [/emailaddress$/i, ['alice@example.test']],
  [/^(?:alternate)?userid$|agentuserid$|userid$/i, ['alice@example.test']],
  [/serviceuserid$/i, ['reception@example.test']],
  [/lineport$/i, ['alice-1@example.test']],
  [/(?:^|sip)alias$|sipuri$|uri$/i, ['alice@example.test', 'sip:alice@example.test']],
  [/serviceproviderid$|enterpriseid$/i, ['Example-SP']],
  [/groupid$/i, ['Front-Desk']],
  [/lastname$/i, ['Archer']],
  [/firstname$/i, ['Alice']],
  [/departmentname$|departmentfullpath/i, ['Reception']],
  [/phonenumber$|^dn$|outgoingdn|phone$|number$/i, ['+12025550101', '2025550101', '5101', '1']],
  [/extension(?:17)?$/i, ['5101']],
  [/macaddress$/i, ['001122AABBCC']],
  [/devicename$/i, ['alice-phone']],
  [/devicetype$/i, ['Example Desk Phone 6']],
  [/timezone(?:displayname)?$/i, ['America/New_York']],
  [/^city$/i, ['Berlin']],
  [/^country$/i, ['Germany']],
  [/postalcode/i, ['10115']],
  [/addressline1/i, ['Main Street 1']],
  [/^title$/i, ['Manager']],
  [/language$/i, ['English']],
  [/countrycode$/i, ['1']],
  [/netaddress$|ipaddress$|hostaddress$/i, ['192.0.2.10']],
  [/domain(?:name)?$/i, ['example.test']],
  [/password$|passcode$|secret$/i, ['Example-1', '246813']],
  [/url$/i, ['https://www.example.test/']],
  [/description$/i, ['An example']],
  [/policyname$|name$/i, ['Example']],
  [/code$/i, ['1234', '12']],
  [/softwareversion|^version$/i, ['Rel_25.0_1.100']],
];

const dateTime = '2026-01-15T09:00:00Z';
const date = '2026-01-15';

/** A valid, believable value of a field that holds no other fields; undefined if none is known. */
export function sampleValue({ name, fixed }: ElementSpec, type: SimpleType): unknown {
  if (type.values !== undefined) return type.values[0];
  const { min = 0, max = Infinity } = type.facets;
  switch (type.primitive) {
    case 'boolean':
      return fixed === undefined ? true : fixed === 'true' || fixed === '1';
    case 'int':
    case 'long':
    case 'decimal':
    case 'float':
      return [Math.min(Math.max(min, 1), max), 0, 15].find((n) => fits(String(n), type));
    case 'dateTime':
      return dateTime;
    case 'date':
      return date;
    case 'base64Binary':
      return Uint8Array.from([79, 67, 73, 45, 80]);
    case 'marker':
      return true;
    default:
      return fixed ?? sampleText(name, type);
  }
}

function sampleText(name: string, type: SimpleType): string | undefined {
  const candidates = byName
    .filter(([pattern]) => pattern.test(name) || pattern.test(type.name))
    .flatMap(([, values]) => values);
  const { length, minLength = 1, maxLength = Infinity } = type.facets;
  const exact = length ?? Math.max(minLength, 1);
  const fillers = ['Example', '1', '1'.repeat(exact), 'x'.repeat(Math.min(exact, maxLength))];
  return [...candidates, ...fillers, '0', '+1', '*1', '*', '#'].find((text) => fits(text, type));
}

function fits(text: string, type: SimpleType): boolean {
  return checkFacets(text, type) === undefined;
}
