/*
 * What changed between two releases, as plain data that goes to JSON as it is. Names, types and
 * bounds only: the documentation of the schemas is neither compared nor quoted.
 */

/** The kinds of types that are told apart. */
export type GroupName = 'requests' | 'responses' | 'types' | 'enums' | 'simpleTypes';

/** In the order in which reports go through them. */
export const groupNames: readonly GroupName[] = [
  'requests',
  'responses',
  'types',
  'enums',
  'simpleTypes',
];

/** What is different between two releases. */
export interface ReleaseDiff extends Readonly<Record<GroupName, GroupDiff>> {
  readonly from: ReleaseName;
  readonly to: ReleaseName;
  readonly counts: Readonly<Record<GroupName, GroupCounts>>;
}

/** Which release is meant. */
export interface ReleaseName {
  readonly label: string;
  /** SHA-256 of the schemas, line ends aside; it differs where only documentation does. */
  readonly hash: string;
}

/** How many types of a group there are, and what became of them. */
export interface GroupCounts {
  /** Types of the group in the older release; those declared inside an element aside. */
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly deprecated: number;
  readonly restored: number;
  readonly moved: number;
  /** Changed types with a change that breaks an older client. */
  readonly breaksOlderClient: number;
  /** Changed types with a change that breaks a newer client. */
  readonly breaksNewerClient: number;
}

/** The changes of one kind of types. Each list is sorted by name. */
export interface GroupDiff {
  readonly added: readonly AddedType[];
  readonly removed: readonly RemovedType[];
  readonly changed: readonly ChangedType[];
  /** Deprecated in the newer release, not in the older one. */
  readonly deprecated: readonly DeprecatedType[];
  /** Deprecated in the older release, not in the newer one. */
  readonly restored: readonly NamedType[];
  /** Defined in another file. That makes no difference to messages. */
  readonly moved: readonly MovedType[];
}

/** Types of the namespace `C` are named as `C:OCITable`. */
export interface NamedType {
  readonly name: string;
}

export interface AddedType extends NamedType {
  readonly file: string;
  /** What answers a request. */
  readonly response?: string;
  /** There for completeness only: deprecated from the beginning. */
  readonly deprecated?: true;
  /** What to use in place of a type that is deprecated from the beginning. */
  readonly successor?: string;
}

export interface RemovedType extends NamedType {
  readonly file: string;
  /** What takes its place in the newer release, where that is known. */
  readonly successor?: string;
}

export interface DeprecatedType extends NamedType {
  /** What takes its place in the newer release, where that is known. */
  readonly successor?: string;
}

export interface MovedType extends NamedType {
  readonly before: string;
  readonly after: string;
}

export interface ChangedType extends NamedType {
  /** In the order of the fields, removed ones first. */
  readonly changes: readonly Change[];
}

/**
 * Whom a change breaks:
 *
 * - `older-client`: a client built for the older release that talks to a server of the newer one;
 * - `newer-client`: a client built for the newer release that talks to a server of the older one.
 *
 * A server refuses a message that its schemas don't allow, so in what is **sent** a change breaks
 * the older client if something the older release allows is refused by the newer one, and the newer
 * client the other way round. That includes what is optional: it breaks the client that uses it.
 *
 * A client reads leniently: it passes over fields it doesn't know, and takes fields in any order and
 * values beyond the limits and lists it knows. So in what is **received** a change breaks the client
 * that relies on something which the other release no longer, or not yet, promises: a required field
 * that may be missing, nil or repeated, or that has content of another kind.
 *
 * A change counts as sent, received or both by the commands that lead to its type through fields
 * that both releases have. Only one field is looked at: two changes that make up for each other
 * both count.
 */
export type Breaks = 'older-client' | 'newer-client' | 'both';

/** One difference of a type or a field. */
export interface Change {
  readonly code: ChangeCode;
  /**
   * The field meant, as `element.field` inside a type that is declared in an element. Empty, or
   * ending in an element of that kind, where a type as a whole is meant.
   */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Of a field that was added or removed. */
  readonly required?: boolean;
  /** Of a field that was added. */
  readonly place?: Place;
  readonly breaks?: Breaks;
}

/** Where a field stands among those that were there before. */
export interface Place {
  readonly at: 'start' | 'middle' | 'end';
  /** What it follows: a field, or a choice in parentheses. */
  readonly follows?: string;
}

/** What kind of change it is. The codes are stable: scripts may rely on them. */
export type ChangeCode =
  | 'kind-changed'
  | 'response-changed'
  | 'access-changed'
  | 'base-changed'
  | 'abstract-changed'
  /** A form is a type that may take the place of the one an element is declared with. */
  | 'form-added'
  | 'form-removed'
  | 'attribute-added'
  | 'attribute-removed'
  | 'attribute-changed'
  | 'field-added'
  | 'field-removed'
  | 'field-moved'
  | 'type-changed'
  | 'occurrence-changed'
  | 'nillable-changed'
  | 'default-changed'
  | 'fixed-changed'
  /** A choice all of whose fields are new. */
  | 'choice-added'
  | 'choice-removed'
  /** Fields that were there before became branches of a choice. */
  | 'choice-introduced'
  | 'choice-dissolved'
  /** Fields moved into or out of a choice that was there before. */
  | 'choice-rearranged'
  | 'choice-moved'
  | 'choice-occurrence-changed'
  | 'branch-added'
  | 'branch-removed'
  | 'primitive-changed'
  | 'facet-changed'
  | 'value-added'
  | 'value-removed'
  /** A type with limits became an enumeration, or the other way round. */
  | 'enumeration-introduced'
  | 'enumeration-dropped';
