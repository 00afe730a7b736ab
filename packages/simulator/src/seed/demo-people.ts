import type { UserService } from '@ocipkit/commands/service-names';

/** Someone of the demo data; what is left out is ordinary. */
export interface Person {
  /** User part of the user id. */
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly extension: string;
  /** Last three digits of the number; none for people without. */
  readonly number?: string;
  readonly title?: string;
  readonly department?: string;
  readonly language?: string;
  readonly hiragana?: readonly [last: string, first: string];
  /** Default `desk`. */
  readonly phone?: 'desk' | 'soft' | 'none' | 'trunk';
  /** Has the second line of someone's phone. */
  readonly sharesPhoneOf?: string;
  /** Rings on the phones of these as well. */
  readonly appearsOn?: readonly string[];
  readonly registered?: false;
  readonly expired?: true;
  readonly staticContact?: string;
  readonly userAgent?: string;
  readonly aliases?: readonly string[];
  readonly alternateIds?: readonly string[];
  readonly services?: readonly UserService[];
  readonly packs?: readonly string[];
  readonly settings?: Readonly<Record<string, object>>;
}

const toMobile = (forwardToPhoneNumber: string): object => ({
  isActive: true,
  isRingSplashActive: false,
  forwardToPhoneNumber,
});

const agentServices: readonly UserService[] = ['Call Center - Premium'];

/** People of one house who differ in nothing but their names. */
function staff(
  names: readonly string[],
  firstExtension: number,
  firstNumber: number,
  more: Partial<Person> = {},
): Person[] {
  return names.map((name, i) => {
    const [firstName = '', lastName = ''] = name.split(' ');
    return {
      id: plain(`${firstName}.${lastName}`),
      firstName,
      lastName,
      extension: String(firstExtension + i),
      number: String(firstNumber + i),
      ...more,
    };
  });
}

/** Lower case, without accents: `Émile Nový` is `emile.novy`. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** By house. */
export const people = {
  berlin: [
    {
      id: 'anna.schmidt',
      firstName: 'Anna',
      lastName: 'Schmidt',
      extension: '6001',
      number: '101',
      title: 'Head receptionist',
      department: 'Front Office',
      packs: ['Office', 'Reception'],
      aliases: ['anna'],
      alternateIds: ['aschmidt@example.test'],
      settings: {
        'Call Forwarding No Answer': {
          isActive: true,
          numberOfRings: 4,
          forwardToPhoneNumber: '6002',
        },
        'Voice Messaging User': {
          isActive: true,
          processing: 'Unified Voice and Email Messaging',
          noAnswerRedirectToVoiceMail: true,
        },
        'Speed Dial 8': {
          entries: [{ speedCode: 2, phoneNumber: '7100', description: 'Welcome menu' }],
        },
      },
    },
    {
      // His phone does not ring: do not disturb is on, and so is forwarding.
      id: 'ben.koch',
      firstName: 'Ben',
      lastName: 'Koch',
      extension: '6002',
      number: '102',
      department: 'Front Office',
      appearsOn: ['anna.schmidt'],
      settings: {
        'Do Not Disturb': { isActive: true, ringSplash: true },
        'Call Forwarding Always': toMobile('+4915112345678'),
      },
    },
    {
      id: 'carla.moreau',
      firstName: 'Carla',
      lastName: 'Moreau',
      extension: '6003',
      number: '103',
      department: 'Night Shift',
      language: 'French',
      expired: true,
      settings: { 'Call Forwarding Busy': { isActive: true, forwardToPhoneNumber: '6001' } },
    },
    {
      id: 'dora.nagy',
      firstName: 'Dóra',
      lastName: 'Nagy',
      extension: '6004',
      number: '104',
      department: 'Housekeeping',
      phone: 'soft',
      userAgent: 'Example Soft/2.1',
    },
    {
      // Has the second line of a colleague's phone.
      id: 'emil.novak',
      firstName: 'Émile',
      lastName: 'Novák',
      extension: '6005',
      number: '105',
      department: 'Housekeeping',
      sharesPhoneOf: 'dora.nagy',
      registered: false,
    },
    {
      id: 'haruka.sato',
      firstName: 'Haruka',
      lastName: 'Sato',
      hiragana: ['さとう', 'はるか'],
      extension: '6006',
      number: '106',
      title: 'Guest relations',
      department: 'Front Office',
      settings: {
        'Simultaneous Ring Personal': {
          isActive: true,
          doNotRingIfOnCall: true,
          simultaneousRingNumber: [
            { phoneNumber: '+4915187654321', answerConfirmationRequired: true },
          ],
        },
      },
    },
    {
      // A fax machine: no registration, but a fixed address.
      id: 'fax.berlin',
      firstName: 'Fax',
      lastName: 'Berlin',
      extension: '6007',
      number: '107',
      staticContact: 'sip:fax@192.0.2.77',
      packs: [],
    },
    {
      // Moved here from a telephone exchange: has trunk addressing without an address.
      id: 'lift.alarm',
      firstName: 'Lift',
      lastName: 'Alarm',
      extension: '6008',
      number: '108',
      phone: 'trunk',
      packs: [],
    },
    {
      // Works at any desk, and has none at present.
      id: 'marta.vidal',
      firstName: 'Marta',
      lastName: 'Vidal',
      extension: '6009',
      number: '109',
      phone: 'none',
      services: ['Hoteling Guest'],
      settings: {
        'Call Forwarding Not Reachable': { isActive: true, forwardToPhoneNumber: '6001' },
      },
    },
    {
      id: 'nils.holm',
      firstName: 'Nils',
      lastName: 'Holm',
      extension: '6010',
      number: '110',
      title: 'General manager',
      department: 'Management',
      aliases: ['boss', 'gm.berlin'],
      settings: {
        'Call Forwarding Selective': {
          isActive: true,
          defaultForwardToPhoneNumber: '6001',
          playRingReminder: false,
          criteria: [
            {
              criteriaName: 'Suppliers',
              isActive: true,
              blacklisted: false,
              forwardToNumberSelection: 'Forward To Default Number',
              fromDnCriteria: {
                fromDnCriteriaSelection: 'Specified Only',
                includeAnonymousCallers: false,
                includeUnavailableCallers: false,
                phoneNumber: ['+493055501*'],
              },
            },
          ],
        },
      },
    },
    ...staff(
      ['Olga Iwanowa', 'Paul Meyer', 'Rosa Lehmann', 'Samir Haddad', 'Tina Wolf', 'Uwe Krause'],
      6020,
      120,
      { department: 'Housekeeping' },
    ),
    ...staff(['Vera Busch', 'Willi Jung', 'Yara Cohen', 'Zoe Peters'], 6030, 130),
  ],
  vienna: [
    {
      id: 'felix.gruber',
      firstName: 'Félix',
      lastName: 'Gruber',
      extension: '6201',
      number: '201',
      department: 'Front Office',
      settings: { 'Call Forwarding Always': toMobile('+436641234567') },
    },
    ...staff(
      [
        'Greta Huber',
        'Hannes Moser',
        'Ida Steiner',
        'Jakob Bauer',
        'Klara Winkler',
        'Leo Pichler',
        'Mia Egger',
        'Noah Fuchs',
        'Paula Maier',
        'Raphael Berger',
        'Sophie Lang',
        'Theo Brunner',
      ],
      6210,
      210,
    ),
  ],
  reservations: [
    {
      id: 'gina.rossi',
      firstName: 'Gina',
      lastName: 'Rossi',
      extension: '8001',
      number: '301',
      services: agentServices,
      settings: { 'Call Center': { agentACDState: 'Available' } },
    },
    {
      id: 'hugo.lindqvist',
      firstName: 'Hugo',
      lastName: 'Lindqvist',
      extension: '8002',
      number: '302',
      services: agentServices,
      settings: { 'Call Center': { agentACDState: 'Wrap-Up' } },
    },
    {
      id: 'ivan.petrov',
      firstName: 'Ivan',
      lastName: 'Petrov',
      extension: '8003',
      number: '303',
      services: agentServices,
      settings: {
        'Call Center': { agentACDState: 'Unavailable', agentUnavailableCode: '2' },
        'Do Not Disturb': { isActive: true, ringSplash: false },
      },
    },
    {
      id: 'jana.kralova',
      firstName: 'Jana',
      lastName: 'Králová',
      extension: '8004',
      number: '304',
      services: agentServices,
      registered: false,
      settings: { 'Call Center': { agentACDState: 'Sign-Out' } },
    },
    {
      // Lost the license, and is still an agent: the platform refuses to tell the state.
      id: 'kai.oduya',
      firstName: 'Kai',
      lastName: 'Oduya',
      extension: '8005',
      number: '305',
    },
    {
      id: 'lena.brandt',
      firstName: 'Lena',
      lastName: 'Brandt',
      extension: '8006',
      number: '306',
      title: 'Team lead',
      services: ['Call Center - Standard'],
      settings: { 'Call Center': { agentACDState: 'Available' } },
    },
    ...staff(
      ['Mira Aydin', 'Nico Weber', 'Olivia Brown', 'Pedro Santos', 'Quinn Murphy', 'Rita Öberg'],
      8010,
      310,
    ),
  ],
  alpenrose: [
    ...staff(
      ['Stefan Keller', 'Tamara Frei', 'Urs Baumann', 'Verena Graf', 'Walter Kunz', 'Yvonne Roth'],
      101,
      401,
    ),
    {
      // Extensions are text: this one begins with zeros.
      id: 'concierge',
      firstName: 'Concierge',
      lastName: 'Alpenrose',
      extension: '001',
      number: '411',
      aliases: ['0'],
    },
    {
      id: 'zita.wyss',
      firstName: 'Zita',
      lastName: 'Wyß',
      extension: '108',
      packs: [],
    },
  ],
  shop: [
    {
      id: 'owner',
      firstName: 'Olive',
      lastName: 'Owner',
      extension: '1001',
      number: '900',
      phone: 'soft',
    },
    {
      id: 'till',
      firstName: 'Till',
      lastName: 'One',
      extension: '1002',
      number: '901',
      registered: false,
    },
  ],
} satisfies Readonly<Record<string, readonly Person[]>> as Readonly<
  Record<'berlin' | 'vienna' | 'reservations' | 'alpenrose' | 'shop', readonly Person[]>
>;
