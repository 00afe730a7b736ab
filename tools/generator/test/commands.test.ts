import { describe, expect, it } from 'vitest';
import { byVersion, splitVersion } from '../src/model/versions.js';
import {
  command,
  element,
  fileOf,
  grave,
  read,
  refusal,
  request,
  response,
  run,
  schema,
  simple,
  told,
  type,
} from './support/releases.js';

describe('what a type is for', () => {
  const { release } = read(
    request('KiteGetRequest') +
      response('KiteGetResponse', element('a')) +
      command('KiteCountResponse', 'core:OCIResponse', element('a')) +
      command('KiteCountRequest', 'KiteGetRequest') +
      command('KiteMemberSettings', 'core:OCIRequest', element('a')) +
      type('SearchCriteriaKiteRequest', element('a')) +
      type('KiteResponsePagingControl', element('a')) +
      '<xs:complexType name="KiteBaseResponse" abstract="true"><xs:complexContent><xs:extension base="core:OCIDataResponse"/></xs:complexContent></xs:complexType>',
  );

  it.each([
    ['KiteGetRequest', 'request', 'derives from the request base and is called so'],
    ['KiteCountRequest', 'request', 'derives from it through another type'],
    ['KiteGetResponse', 'response', 'derives from the data response base'],
    ['KiteCountResponse', 'response', 'derives from the response base directly'],
    ['KiteMemberSettings', 'data', 'derives from the request base and is not called so'],
    ['SearchCriteriaKiteRequest', 'data', 'is called a request and derives from nothing'],
    ['KiteResponsePagingControl', 'data', 'has the word in the middle of its name'],
    ['KiteBaseResponse', 'data', 'is abstract'],
    ['C:OCIRequest', 'base', 'belongs to the protocol'],
    ['C:SuccessResponse', 'base', 'belongs to the protocol'],
  ])('%s is %s: it %s', (name, role) => {
    expect(release.roles.get(name)).toBe(role);
  });
});

describe('#137 the response of a request', () => {
  it('has its name, with the version, whatever the documentation says', () => {
    const prose = 'The response is either a KiteGetResponse or an ErrorResponse.';
    const { release, diagnostics } = read(
      request('KiteGetRequest22V2', '', prose) +
        response('KiteGetResponse', element('a')) +
        response('KiteGetResponse22V2', element('a')) +
        request('KiteGetRequest'),
    );
    expect(release.requests.get('KiteGetRequest22V2')).toEqual({
      name: 'KiteGetRequest22V2',
      response: 'KiteGetResponse22V2',
      mayReturnSuccess: false,
      access: 'read',
    });
    expect(told(diagnostics, 'response-prose')).toEqual([
      'OCISchemaAS.xsd:2 KiteGetRequest22V2 is answered by KiteGetResponse22V2; its documentation speaks of KiteGetResponse.',
    ]);
    expect(grave(diagnostics)).toEqual([]);
  });

  it('is SuccessResponse where there is none of that name', () => {
    const { release } = read(request('KiteDeleteRequest') + type('KiteDeleteResponse'));
    expect(release.requests.get('KiteDeleteRequest')).toMatchObject({
      response: undefined,
      mayReturnSuccess: true,
    });
  });

  it('replaces the first of two words', () => {
    const { release } = read(
      request('KiteRequestGetRequest') + response('KiteResponseGetRequest', element('a')),
    );
    expect(release.requests.get('KiteRequestGetRequest')?.response).toBe('KiteResponseGetRequest');
  });

  it('is told to be an orphan where its request is missing, and is there all the same', () => {
    const { release, diagnostics } = read(response('KiteGetResponse', element('a')));
    expect(release.roles.get('KiteGetResponse')).toBe('response');
    expect(told(diagnostics, 'orphan-response')).toEqual([
      'OCISchemaAS.xsd:2 KiteGetResponse answers no request of the release.',
    ]);
  });
});

describe('#136 versions', () => {
  it('are ordered by release, pack, letter and revision; none is oldest, RI newest', () => {
    const suffixes = [
      '',
      '9',
      '13',
      '13mp9',
      '13mp16',
      '13Mp20',
      '14',
      '14sp4',
      '14sp9',
      '14sp9A',
      '21sp1',
      '21sp1V2',
      '22',
      '22V2',
      '22V5',
      '22V12',
      '24',
      'RI',
    ];
    const names = suffixes.map((suffix) => `KiteGetRequest${suffix}`);
    const shuffled = [...names].sort(
      (a, b) => ((a.length * 7) % 5) - ((b.length * 7) % 5) || (a < b ? 1 : -1),
    );
    expect(shuffled).not.toEqual(names);
    expect(shuffled.sort((a, b) => byVersion(splitVersion(a), splitVersion(b)))).toEqual(names);
  });

  it('never confuse a name: an unknown form comes after the plain name', () => {
    const sorted = ['KiteGetRequest9', 'KiteGetRequestOdd', 'KiteGetRequest'].sort((a, b) =>
      byVersion(splitVersion(a), splitVersion(b)),
    );
    expect(sorted).toEqual(['KiteGetRequest', 'KiteGetRequestOdd', 'KiteGetRequest9']);
  });

  it.each([
    ['KiteGetRequest14sp9A', 'KiteGetRequest', '14sp9A'],
    ['KiteGetRequest', 'KiteGetRequest', ''],
    ['KiteSpeedDial100GetRequest22V2', 'KiteSpeedDial100GetRequest', '22V2'],
    ['KiteGetResponseRI', 'KiteGetResponse', 'RI'],
    ['KiteMessageResponseCodeGetRequest22', 'KiteMessageResponseCodeGetRequest', '22'],
    ['Extension17', 'Extension', '17'],
    ['KiteOptionsRead17sp4V2', 'KiteOptionsRead', '17sp4V2'],
    ['E164Kite', 'E164Kite', ''],
  ])('%s is of the family %s', (name, family, suffix) => {
    expect(splitVersion(name)).toMatchObject({ family, suffix });
  });
});

describe('a deprecated type', () => {
  const old = (body: string): Readonly<Record<string, string>> => ({
    'OCISchemaAS.xsd': schema(
      `<xs:include schemaLocation="OCISchemaDeprecated.xsd"/>${request('KiteGetRequest22')}${request('KiteGetRequest23V2')}${request('KiteFlyRequest22')}${response('KiteGetResponse23V2', element('a'))}`,
    ),
    'OCISchemaDeprecated.xsd': schema(body),
  });
  const note = (name: string, target: string): string =>
    request(name, '', `Old.\nReplaced by: ${target}`);

  it('is one in a file for such types, or one with a note', () => {
    const { release } = read({
      'OCISchemaAS.xsd': schema(
        `<xs:include schemaLocation="my-deprecated.xsd"/>${note('KiteFlyRequest', 'KiteGetRequest')}${request('KiteGetRequest')}`,
      ),
      'my-deprecated.xsd': schema(request('KiteLandRequest')),
    });
    expect([...release.deprecated.keys()]).toEqual(['KiteFlyRequest', 'KiteLandRequest']);
  });

  it.each([
    [
      'the target of its note',
      note('KiteGetRequest14', 'KiteFlyRequest22'),
      'KiteFlyRequest22',
      false,
    ],
    [
      'a target in another case',
      note('KiteGetRequest14', 'KiteFlyrequest22'),
      'KiteFlyRequest22',
      false,
    ],
    [
      'where a chain of notes leads',
      note('KiteGetRequest14', 'KiteGetRequest16') + note('KiteGetRequest16', 'KiteFlyRequest22'),
      'KiteFlyRequest22',
      false,
    ],
    [
      'the live one of several targets',
      note('KiteGetRequest14', 'KiteGetRequest16, KiteFlyRequest22') + request('KiteGetRequest16'),
      'KiteFlyRequest22',
      false,
    ],
    [
      'the newest of the family of a missing target',
      note('KiteLandRequest', 'KiteGetRequest16'),
      'KiteGetRequest23V2',
      true,
    ],
    [
      'the newest of the family where a chain ends',
      note('KiteLandRequest', 'KiteGetRequest16') + request('KiteGetRequest16'),
      'KiteGetRequest23V2',
      true,
    ],
    [
      'the newest of its own family without a note',
      request('KiteGetRequest14'),
      'KiteGetRequest23V2',
      true,
    ],
    [
      'the newest of its family where a note names the type itself',
      note('KiteGetRequest14', 'KiteGetRequest14'),
      'KiteGetRequest23V2',
      true,
    ],
    [
      'the newest of its family where notes go in a circle',
      note('KiteGetRequest14', 'KiteGetRequest16') + note('KiteGetRequest16', 'KiteGetRequest14'),
      'KiteGetRequest23V2',
      true,
    ],
    [
      'a request where the note names the response',
      note('KiteGetRequest14', 'KiteGetResponse23V2'),
      'KiteGetRequest23V2',
      false,
    ],
  ])('is succeeded by %s', (_, body, successor, derived) => {
    const { release } = read(old(body));
    const [name] = [...release.deprecated.keys()];
    expect(release.deprecated.get(name ?? '')).toEqual({ successor, derived });
  });

  it('may be without a successor, which is told if a note named one', () => {
    const { release, diagnostics } = read(
      old(request('KiteLandRequest') + note('KiteSinkRequest', 'KiteDiveRequest')),
    );
    expect(release.deprecated.get('KiteLandRequest')).toEqual({ derived: false });
    expect(told(diagnostics, 'successor-unknown')).toEqual([
      'OCISchemaDeprecated.xsd:2 KiteSinkRequest names no live successor (KiteDiveRequest).',
    ]);
  });

  it('#136 is never succeeded by a type that merely begins with the name of its family', () => {
    const inner = `<xs:element name="tail"><xs:complexType><xs:sequence/></xs:complexType></xs:element>`;
    const { release } = read({
      'OCISchemaAS.xsd': schema(
        `<xs:include schemaLocation="Deprecated.xsd"/>${type('KiteGetResponsePagingControl')}${response('KiteGetResponse22', inner)}`,
      ),
      'Deprecated.xsd': schema(response('KiteGetResponse14', inner)),
    });
    expect(release.deprecated.get('KiteGetResponse14')?.successor).toBe('KiteGetResponse22');
    // What is declared inside a type goes with it.
    expect(release.deprecated.get('KiteGetResponse14Tail')).toEqual({ derived: false });
  });

  it('may be no command', () => {
    const { release } = read({
      'OCISchemaAS.xsd': schema(
        `<xs:include schemaLocation="Deprecated.xsd"/>${type('KiteOptions22')}`,
      ),
      'Deprecated.xsd': schema(type('KiteOptions14', '', 'Replaced by: KiteOptions16')),
    });
    expect(release.deprecated.get('KiteOptions14')).toEqual({
      successor: 'KiteOptions22',
      derived: true,
    });
  });
});

describe('what a request does', () => {
  // prettier-ignore
  it.each([
    'UserGetRequest', 'UserGetRequest23V2', 'UserGetListInGroupPagedSortedListRequest', 'GroupDnGetAssignmentListRequest',
    'GroupIMRNGetListRequest', 'SystemSMPPGetRequest22', 'UserVideoAddOnGetRequest', 'GroupAccessDeviceTagSetGetRequest',
    'SystemDeviceManagementTagSetRegionGetListRequest', 'UserServiceIsAssignedRequest', 'GroupScheduleUsageRequest',
    'SystemMediaGroupUsageListRequest', 'GroupServicePhoneNumberLookupRequest', 'AvailabilityTestRequest',
    'VerifySessionIsValidRequest', 'SystemMessageResponseCodeGetListRequest', 'SystemSubscriberGetLoginParametersRequest', 'SystemAutoDisableAccountsGetRequest',
  ])('%s reads', (name) => {
    expect(read(request(name)).release.requests.get(name)?.access).toBe('read');
  });

  // prettier-ignore
  it.each([
    'UserAddRequest', 'UserModifyRequest22', 'UserDeleteRequest', 'GroupDnAssignListRequest', 'UserCallLogsClearRequest',
    'GroupCPEConfigSetConfigFileRequest', 'PasswordGenerateRequest', 'LoginRequest22V5', 'LogoutRequest', 'AuthenticationRequest',
    'SystemAuthenticationLockoutExportDataGetRequest', 'SystemTargetRequest', 'SystemGETSReserveRequest', 'UserModifyGetRequest',
    'UserGetAndDeleteRequest', 'SystemDeviceTypeImportDryRunRequest', 'KiteLookupTableFlyRequest',
  ])('%s writes, or leaves doubt', (name) => {
    expect(read(request(name)).release.requests.get(name)?.access).toBe('write');
  });
});

describe('a secret', () => {
  const types =
    simple('Password', 'xs:token', '<xs:maxLength value="60"/>') +
    simple('LoginToken', 'xs:token') +
    simple('NonEmptyToken', 'xs:token') +
    simple('AccountAuthorizationCode', 'xs:token') +
    simple('UserName', 'xs:token') +
    simple('MenuKey', 'xs:token', '<xs:length value="1"/>') +
    simple('Mode', 'xs:token', '<xs:enumeration value="Fixed"/>');

  const isMarked = (name: string, typeName: string): boolean =>
    fileOf(run(types + request('KiteFlyRequest', element(name, typeName))), 'as.ts').includes(
      ', SENSITIVE)',
    );

  // prettier-ignore
  it.each([
    ['password', 'xs:token'], ['signedPassword', 'xs:string'], ['newPasscode', 'xs:token'], ['sharedSecret', 'xs:token'],
    ['secretKey', 'xs:token'], ['nonce', 'xs:string'], ['digestResponse', 'xs:token'], ['digestHa1Complement', 'xs:token'],
    ['old', 'Password'], ['new', 'Password'], ['deviceToken', 'LoginToken'], ['code', 'AccountAuthorizationCode'],
    ['moderatorPin', 'xs:token'], ['unlockPhonePINCode', 'xs:token'], ['activationCode', 'xs:token'],
    ['tagValueToEncrypt', 'xs:token'], ['OldSipAuthenticationPassword', 'xs:token'],
  ])('is a text such as %s of type %s', (name, typeName) => {
    expect(isMarked(name, typeName)).toBe(true);
  });

  // prettier-ignore
  it.each([
    ['passwordExpiresDays', 'xs:int'], ['useCustomUserNamePassword', 'xs:boolean'], ['passwordMode', 'Mode'],
    ['passcode', 'MenuKey'], ['value', 'NonEmptyToken'], ['value', 'core:NonEmptyToken'], ['accessDeviceCredentials', 'UserName'],
    ['passcodeRulesName', 'xs:token'], ['passwordType', 'xs:token'], ['shoppingPing', 'xs:token'], ['serviceCode', 'xs:token'],
    ['authenticationUserName', 'xs:token'], ['loginDisabledNotifyEmailAddress', 'xs:token'],
  ])('is nothing such as %s of type %s', (name, typeName) => {
    expect(isMarked(name, typeName)).toBe(false);
  });
});

describe('a release', () => {
  it('#138 has all versions of a command', () => {
    const names = ['KiteGetRequest', 'KiteGetRequest14sp4', 'KiteGetRequest22', 'KiteGetRequestRI'];
    const { release } = read(names.map((name) => request(name)).join(''));
    expect([...release.requests.keys()]).toEqual(names);
  });

  it('cannot have a request that holds an unknown type', () => {
    expect(refusal(request('KiteGetRequest', element('a', 'Nothing')))).toHaveLength(1);
  });
});
