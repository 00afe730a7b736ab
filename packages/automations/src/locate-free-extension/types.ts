import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** Where extensions of a group are in use. */
export const extensionSources = [
  'users',
  'serviceInstances',
  'numbers',
  'alternateNumbers',
  'fax',
  'virtualOnNetUsers',
  'voicePortal',
] as const;
/** A list of the platform in which extensions are taken. */
export type ExtensionSource = (typeof extensionSources)[number];

/** Someone who has an extension. */
export interface ExtensionHolder {
  readonly extension: string;
  /** Where it was read; a holder may be in several sources. */
  readonly source: ExtensionSource;
  /** User id, or service user id; virtual on-net users have none. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** How many digits the extensions of the group may have. */
export interface ExtensionLengths {
  readonly min: number;
  readonly max: number;
  /** Of the enterprise, where the group follows its setting and that could be read. */
  readonly default: number;
  /** The group takes the default from its enterprise; false where the platform does not tell. */
  readonly useEnterprise: boolean;
}

/** A feature access code that can't be told from an extension while the caller is still dialling. */
export interface ExtensionConflict {
  readonly extension: string;
  readonly featureAccessCode: string;
  readonly featureAccessCodeName: string;
}

/**
 * What came of the search: as many as asked for; fewer; none at all; the range has a length that the
 * group does not allow; not everything could be read, so nothing is known to be free.
 */
export type ExtensionVerdict = 'found' | 'fewer' | 'none' | 'length-not-allowed' | 'unknown';

/** Extensions that nobody has. */
export interface FreeExtensions extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** First and last of the range, as asked for. */
  readonly start: string;
  readonly end: string;
  /** How many were asked for. */
  readonly count: number;
  readonly verdict: ExtensionVerdict;
  /**
   * Free extensions, lowest first; leading zeros are kept. Empty unless every source was read. Nothing
   * reserves them: who uses one must be ready for a refusal.
   */
  readonly extensions: readonly string[];
  /**
   * Where `verdict` is `unknown`: extensions that no source that was read has. One that was not read may
   * have them.
   */
  readonly candidates: readonly string[];
  /** From GroupExtensionLengthGetRequest22, and ServiceProviderExtensionLengthGetRequest where it counts. */
  readonly lengths: Section<ExtensionLengths>;
  /**
   * Each source with the number of holders found that may matter for the range. `unread` are users whose
   * alternate numbers or fax could not be read.
   */
  readonly checked: Readonly<Record<ExtensionSource, Section<{ readonly holders: number }>>>;
  /** Who has extensions of the range, by extension. */
  readonly used: readonly ExtensionHolder[];
  /**
   * Extensions up to the last one offered that were passed over for a feature access code, on request.
   * From GroupFeatureAccessCodeGetRequest21.
   */
  readonly conflicts?: Section<readonly ExtensionConflict[]> | undefined;
}
