import { describe, expect, it } from 'vitest';
import { readCommandName } from '../../src/index.js';
import { wordsOf } from '../../src/reference/command-names.js';

describe('the name of a command', () => {
  it.each([
    ['SystemDomainAddRequest', 'system', 'add', 'Domain'],
    ['ResellerAdminGetListRequest', 'reseller', 'list', 'Admin'],
    ['EnterpriseDepartmentModifyRequest', 'enterprise', 'modify', 'Department'],
    ['ServiceProviderServicePackDeleteRequest', 'serviceProvider', 'delete', 'Service Pack'],
    ['GroupHuntGroupGetInstanceRequest20', 'group', 'get', 'Hunt Group'],
    ['GroupHuntGroupGetInstanceListRequest', 'group', 'list', 'Hunt Group'],
    ['GroupDnGetAssignmentPagedSortedListRequest', 'group', 'list', 'Dn'],
    ['UserCallForwardingAlwaysModifyRequest', 'user', 'modify', 'Call Forwarding Always'],
    ['UserServiceAssignListRequest', 'user', 'other', 'Service'],
    ['GroupServiceIsAssignedRequest', 'group', 'other', 'Service'],
    ['GroupDnListAssignDepartmentRequest', 'group', 'other', 'Dn'],
    ['LoginRequest22V5', 'other', 'other', 'Login'],
    ['LogoutRequest', 'other', 'other', 'Logout'],
    ['PasswordModifyRequest', 'other', 'modify', 'Password'],
  ] as const)('%s is at level %s, does %s, and is about %s', (name, level, verb, subject) => {
    expect(readCommandName(name)).toMatchObject({ level, verb, subject });
  });

  it('of a response says the same as that of its request', () => {
    expect(readCommandName('GroupHuntGroupGetInstanceResponse20')).toEqual(
      readCommandName('GroupHuntGroupGetInstanceRequest20'),
    );
  });

  it('is about the object of the level where it names no other', () => {
    expect(readCommandName('UserModifyRequest22')).toMatchObject({ subject: 'User', part: '' });
    expect(readCommandName('ServiceProviderGetListRequest')).toMatchObject({
      subject: 'Service Provider',
      verb: 'list',
    });
  });

  it('tells the part of an object from the place where it is looked for', () => {
    expect(readCommandName('SystemGetRegistrationContactListRequest')).toMatchObject({
      subject: 'System',
      part: 'Registration Contact',
    });
    expect(readCommandName('UserGetListInGroupRequest')).toMatchObject({ part: '', verb: 'list' });
  });

  it('has verbs as words only, and takes an add-on for a thing', () => {
    expect(readCommandName('UserTargetAddressesGetRequest').subject).toBe('Target Addresses');
    expect(readCommandName('UserVideoAddOnModifyRequest14')).toMatchObject({
      subject: 'Video Add On',
      verb: 'modify',
    });
    expect(readCommandName('SystemGETSModifyRequest')).toMatchObject({
      subject: 'GETS',
      verb: 'modify',
    });
  });

  it('has a level as a word only', () => {
    expect(readCommandName('UsersettingsGetRequest')).toMatchObject({
      level: 'other',
      subject: 'Usersettings',
    });
  });
});

describe('the words of a name', () => {
  it.each([
    ['SpeedDial100', ['Speed', 'Dial', '100']],
    ['TreatmentMappingQ850Cause', ['Treatment', 'Mapping', 'Q850', 'Cause']],
    ['EnterpriseVoiceVPNPolicy', ['Enterprise', 'Voice', 'VPN', 'Policy']],
    ['BroadWorksAnywhere', ['BroadWorks', 'Anywhere']],
    ['callingLineId', ['calling', 'Line', 'Id']],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});
