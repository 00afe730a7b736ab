/*
 * Sentences that tell which login a command takes, by their wording. Speaking of an administrator is
 * not enough: many commands are about administrators.
 */

const LEVEL = String.raw`(?:system|provisioning|reseller|enterprise|service provider|group|department)`;
const ADMINISTRATOR = String.raw`(?:administrators?|admins?)`;
const DONE = String.raw`(?:used|set|modified|changed|sent|executed|invoked|run|performed|added|deleted|configured|specified|submitted|assigned)`;

const wordings: readonly RegExp[] = [
  // "can only be changed by a … administrator"
  new RegExp(
    String.raw`\b${DONE}(?: only)? by (?:an? |the )?[\w\s/-]{0,60}\b${ADMINISTRATOR}\b`,
    'i',
  ),
  // "a … administrator or above"
  new RegExp(String.raw`\b${ADMINISTRATOR},? (?:or|and) (?:above|higher)\b`, 'i'),
  new RegExp(String.raw`\bhigher[ -](?:level )?${ADMINISTRATOR}\b`, 'i'),
  // "… administrator sends the request"
  new RegExp(
    String.raw`\b${LEVEL}(?:[ -]level)? ${ADMINISTRATOR} (?:or \w+ )?(?:sends?|executes?|invokes?|asks?|runs?|running|gets?|sees?|has|have|can|may|must)\b`,
    'i',
  ),
  new RegExp(String.raw`\b(?:needs?|takes?|requires?) an? [\w\s]{0,40}\b${ADMINISTRATOR}\b`, 'i'),
  new RegExp(String.raw`\bonly (?:for|to|by) (?:an? |the )?[\w\s]{0,40}\b${ADMINISTRATOR}\b`, 'i'),
  new RegExp(String.raw`\b${ADMINISTRATOR} is not \w`, 'i'),
  new RegExp(String.raw`\badministrator's reseller\b`, 'i'),
  /\bprivileges?\b/i,
  /\bauthorization level\b/i,
  /\bexecuted from\b/i,
  /\b[Oo]pen (?:to|for) (?:administrators|users|the (?:user|agent|executive|supervisor))\b/,
  /^An? (?:[\w]+ )?(?:account|user|assistant|supervisor|administrator)(?: of [\w ]+)? (?:may|can|sees?|gets?|has to|must)\b/,
];

/** Whether a sentence tells which level of administrator, or which other login, it takes. */
export function tellsRights(sentence: string): boolean {
  return wordings.some((wording) => wording.test(sentence));
}
