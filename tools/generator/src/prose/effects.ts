/*
 * Sentences that tell what a command changes besides the object it is about, and what cannot be taken
 * back, by their wording.
 */

const CHANGED = String.raw`(?:un-?assigned|removed|deleted|added|authorized|assigned|created|cleared|reset|re-set|replaced|disabled|enabled|deactivated|terminated|lost|logged out|migrated|renamed|changed)`;
const CHANGES = String.raw`(?:unassigns?|removes?|deletes?|adds?|authorizes?|creates?|clears?|resets?|replaces?|disables?|deactivates?|terminates?|modif(?:y|ies)|updates?)`;

const wordings: readonly RegExp[] = [
  new RegExp(
    String.raw`\bwill (?:also |then |automatically )?be (?:also |then |automatically )?${CHANGED}\b`,
    'i',
  ),
  new RegExp(String.raw`\bautomatically (?:be )?(?:${CHANGED}|${CHANGES})\b`, 'i'),
  new RegExp(String.raw`\b(?:also|thereby) ${CHANGES}\b`, 'i'),
  new RegExp(String.raw`\breplac(?:es?|ing|ement) (?:the |an? )?(?:[\w']+ ){0,5}list\b`, 'i'),
  /\btakes? (?:immediate )?effect\b/i,
  /\b(?:restart|reboot)(?:s|ed|ing)?\b/i,
  /\b(?:is|are) lost\b/i,
  /\bundo(?:ne)?\b/i,
  /\b(?:stays?|remains?) (?:assigned|users?|members?|with the|in the group)\b/i,
  /\breturns? to the (?:group|service provider|enterprise|system|pool)\b/i,
  /^\w+ing [\w\s]+ clears \w/,
];

/** Whether a sentence tells what changes beyond the fields that are sent. */
export function tellsEffect(sentence: string): boolean {
  return wordings.some((wording) => wording.test(sentence));
}
