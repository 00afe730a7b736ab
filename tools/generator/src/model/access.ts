/** What a request does to the platform. */
export type Access = 'read' | 'write';

/*
 * Verbs are words of the name: `Get` in `UserGetRequest`, but not in `UserTargetRequest` nor in the
 * acronym `GETS`. Whatever also carries a verb of change counts as a write.
 */
const reads = /(?:^|[a-z0-9])(?:Get|Is(?:Assigned|Valid|Allowed|Available))(?=[A-Z0-9]|$)/;
const probes = /^(?:AvailabilityTest|VerifySessionIsValid)Request/;
const changes = /(?:^|[a-z0-9])(?:Add|Modify|Delete|Remove|Assign|Unassign|Set|Clear|Reset|Create)(?=[A-Z0-9]|$)/;

/**
 * Whether a request only reads. Only such requests are safe to repeat when their outcome is unknown,
 * so a name that leaves doubt counts as a write.
 */
export function accessOf(name: string): Access {
  const family = name.replace(/Request.*$/s, '');
  if (probes.test(name)) return 'read';
  if (!reads.test(family)) return 'write';
  return changes.test(family.replace(reads, '')) ? doubtful(family) : 'read';
}

/** A verb after `Get` is what is read about (`GetAssignmentList` has none); one before it acts. */
function doubtful(family: string): Access {
  const get = family.search(reads);
  return changes.test(family.slice(0, get + 1)) ? 'write' : 'read';
}
