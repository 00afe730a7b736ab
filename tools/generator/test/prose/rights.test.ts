import { describe, expect, it } from 'vitest';
import { tellsRights } from '../../src/prose/rights.js';

describe('a sentence on rights', () => {
  it.each([
    'The tail can only be changed by a system administrator.',
    'Box kites may be set by a group or department admin.',
    'A group level administrator or above flies any kite.',
    'The command takes a service provider administrator and above.',
    'Only the owner or a higher administrator lands it.',
    'When a reseller administrator sends it, other resellers are left out.',
    'A reseller administrator sees those of the own reseller only.',
    'The first three settings need a group administrator or higher.',
    'The field is returned only for an enterprise administrator.',
    'It fails if the administrator is not of the system.',
    "Kites of the administrator's reseller are listed.",
    'It fails because of insufficient privilege.',
    'In XS data mode the system has the authorization level.',
    'This can only be executed from the field itself.',
    'Open to administrators, to supervisors and to the agent.',
    'The others are open to the user too once it flies.',
    'A user may change the tail only.',
    'An account of the system may choose any field.',
    'An executive assistant may send it for the executive.',
  ])('is: %s', (sentence) => {
    expect(tellsRights(sentence)).toBe(true);
  });

  it.each([
    'Adds an administrator of a group.',
    'Reads the profile of a service provider administrator.',
    'Contains the policy of the group administrator.',
    'Passwords of system administrators follow these rules.',
    'The kites of a user are listed.',
    'A user is in one such group at most.',
    'The user can be found by number.',
    'The kite opens to the left.',
  ])('is not: %s', (sentence) => {
    expect(tellsRights(sentence)).toBe(false);
  });
});
