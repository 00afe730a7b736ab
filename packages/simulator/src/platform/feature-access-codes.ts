import type { Group } from './model.js';
import type { Platform } from './platform.js';

export interface FeatureAccessCode {
  readonly featureAccessCodeName: string;
  readonly mainCode?: string;
  readonly alternateCode?: string;
}

/** Topic of the codes in the settings of a group or service provider, and of the switches of a user. */
export const featureAccessCodeTopic = 'Feature Access Codes';

/** Whose codes a group dials: its own, or those of its service provider. */
export function featureAccessCodeLevel(group: Group): 'Group' | 'Service Provider' {
  return codesIn(group) === undefined ? 'Service Provider' : 'Group';
}

/** The codes that hold in a group, by name of the feature. */
export function featureAccessCodesOf(
  platform: Platform,
  group: Group,
): readonly FeatureAccessCode[] {
  return (
    codesIn(group) ?? codesIn(platform.serviceProvider(group.serviceProviderId)) ?? defaultCodes
  );
}

function codesIn({ settings }: Pick<Group, 'settings'>): readonly FeatureAccessCode[] | undefined {
  return settings[featureAccessCodeTopic]?.codes as readonly FeatureAccessCode[] | undefined;
}

const defaultCodes: readonly FeatureAccessCode[] = Object.entries({
  'Anonymous Call Rejection Activation': '*77',
  'Anonymous Call Rejection Deactivation': '*87',
  'Automatic Callback Deactivation': '#8',
  'Automatic Callback Menu Access': '#9',
  'Call Bridge': '*15',
  'Call Forwarding Always Activation': '*72',
  'Call Forwarding Always Deactivation': '*73',
  'Call Forwarding Always Interrogation': '*21*',
  'Call Forwarding Busy Activation': '*90',
  'Call Forwarding Busy Deactivation': '*91',
  'Call Forwarding Busy Interrogation': '*67*',
  'Call Forwarding No Answer Activation': '*92',
  'Call Forwarding No Answer Deactivation': '*93',
  'Call Forwarding No Answer Interrogation': '*61*',
  'Call Forwarding Not Reachable Activation': '*94',
  'Call Forwarding Not Reachable Deactivation': '*95',
  'Call Forwarding Selective Activation': '#76',
  'Call Forwarding Selective Deactivation': '#77',
  'Call Park': '*68',
  'Call Park Retrieve': '*88',
  'Call Pickup': '*98',
  'Call Retrieve': '*11',
  'Call Return': '*69',
  'Call Waiting Persistent Activation': '*43',
  'Call Waiting Persistent Deactivation': '#43',
  'Calling Line ID Delivery Blocking per Call': '*67',
  'Calling Line ID Delivery Blocking Persistent Activation': '*31',
  'Calling Line ID Delivery Blocking Persistent Deactivation': '#31',
  'Calling Line ID Delivery per Call': '*65',
  'Cancel Call Waiting': '*70',
  'Clear Voice Message Waiting Indicator': '*99',
  'Customer Originated Trace': '*57',
  'Direct Voice Mail Transfer': '*55',
  'Directed Call Pickup': '*97',
  'Directed Call Pickup with Barge-in': '*33',
  'Do Not Disturb Activation': '*78',
  'Do Not Disturb Deactivation': '*79',
  'Flash Call Hold': '*22',
  'Hoteling Guest Login': '*80',
  'Last Number Redial': '*66',
  'Push to Talk': '*50',
  'Selective Call Acceptance': '*54',
  'Speed Dial 100': '*75',
  'Speed Dial 8': '*74',
  'Sustained Authorization Code Activation (calls unlocking)': '*47',
  'Sustained Authorization Code Deactivation (calls locking)': '*37',
  'Voice Mail Retrieval': '*86',
  'Voice Portal Access': '*62',
}).map(([featureAccessCodeName, mainCode]) => ({ featureAccessCodeName, mainCode }));
