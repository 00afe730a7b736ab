import { splitVersion } from './versions.js';

/** What a request does to the platform. */
export type Access = 'read' | 'write';

/*
 * Verbs are words of the name, which begin with a capital: `Get` in `UserGetRequest` and in
 * `SystemSMPPGetRequest`, but neither in `UserTargetRequest` nor in the acronym `GETS`.
 */
const reads = /Get(?![a-z])|IsAssigned$|Lookup$|Usage(?:List)?$/;
const probes = /^(?:AvailabilityTest|VerifySessionIsValid)$/;
/** `AddOn` is a thing, and so is every `Set` (`TagSetGet`); as a verb it never goes with `Get`. */
const changes =
  /(?:Add(?!On)|Modify|Delete|Remove|Create|Replace|Clear|Reset|Cancel|Import|Export|Generate)(?![a-z])/;

/**
 * Whether a request only reads. Only such requests are safe to repeat when their outcome is unknown,
 * so a name that leaves doubt counts as a write.
 */
export function accessOf(name: string): Access {
  const subject = splitVersion(name).family.replace(/Request$/, '');
  if (probes.test(subject)) return 'read';
  return reads.test(subject) && !changes.test(subject) ? 'read' : 'write';
}
