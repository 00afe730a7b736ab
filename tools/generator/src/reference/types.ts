import type { Primitive } from '../model/types.js';
import type { DataMode, Elsewhere } from '../prose/types.js';

/*
 * What is to be read about a release, as plain data: the pages of the reference and `ocip describe`
 * are made from it. `index.json` holds the {@link ReferenceIndex}; beside it each module has a file
 * `types/<module>.json` with a {@link ReferenceModule}; in both, `generator` says who wrote them.
 * Everything that is absent is left out. Names and values within sentences stand in backticks; a text
 * of several lines has a line for each paragraph and, after `- `, for each item of a list.
 */

/** Of the data; it changes when a reader of the previous one would go wrong. */
export const REFERENCE_FORMAT = 1;

/** What a page is about. */
export type ReferenceKind = 'request' | 'response' | 'type' | 'enumeration' | 'simple';

/** What an object belongs to, by the first words of its commands' names. */
export type Level =
  'system' | 'reseller' | 'enterprise' | 'serviceProvider' | 'group' | 'user' | 'other';

/** What a request does, by its name. */
export type Verb = 'get' | 'list' | 'add' | 'modify' | 'delete' | 'other';

/** All modules and types of a release. */
export interface ReferenceIndex {
  readonly format: typeof REFERENCE_FORMAT;
  /** Label of the release, such as `R25`. */
  readonly release: string;
  readonly hash: string;
  /** Sorted by path. */
  readonly modules: readonly ModuleEntry[];
  /** All named types but those of the messages themselves, sorted by name. */
  readonly types: readonly IndexEntry[];
}

/** A schema file and the module made from it. */
export interface ModuleEntry {
  /** Sub-path of the commands package, such as `call-center`. */
  readonly path: string;
  /** Path of the schema file inside the release. */
  readonly source: string;
  /** For deprecated types. */
  readonly deprecated?: true;
}

/** One type in lists and searches. */
export interface IndexEntry {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly module: string;
  /** First sentence of the description; empty where there is none. */
  readonly summary: string;
  readonly status: Status;
  /** The live type that takes its place. */
  readonly successor?: string;
  /** The name without its version. */
  readonly family: string;
  /** Of requests and responses. */
  readonly level?: Level;
  /** Of requests. */
  readonly verb?: Verb;
  /** Words of the object after the level, such as `Hunt Group`: what a list by service groups by. */
  readonly subject?: string;
}

/** `superseded`: not deprecated, but a newer member of the family exists. */
export type Status = 'current' | 'superseded' | 'deprecated';

/** The pages of a module, by type name, in schema order. */
export interface ReferenceModule {
  readonly module: string;
  readonly types: Readonly<Record<string, TypePage>>;
}

/** Everything a page says about a type. */
export interface TypePage {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly module: string;
  readonly source: { readonly file: string; readonly line: number };
  readonly status: Status;
  readonly successor?: Successor;
  /** All members of the family in the release, oldest to newest, this one included; absent for a family of one. */
  readonly variants?: readonly string[];
  /** What is different from the member of the family before this one: a sentence each, none if nothing is. */
  readonly changes?: { readonly since: string; readonly lines: readonly string[] };
  /** Cleaned of what is said elsewhere on the page. */
  readonly description: readonly Paragraph[];
  /** Sentences about the level of administrator it takes. */
  readonly rights?: readonly string[];
  /** Sentences about effects outside of the object. */
  readonly effects?: readonly string[];
  /** The only data modes that know the type, where it is not known in all. */
  readonly modes?: readonly DataMode[];
  readonly request?: RequestFacts;
  /** Requests that a response answers. */
  readonly answers?: readonly string[];
  readonly abstract?: true;
  readonly extends?: string;
  /** It redeclares what it inherits: the fields marked `changed` differ from those of the base. */
  readonly restriction?: true;
  readonly extendedBy?: readonly string[];
  /** Inherited ones first; absent for simple types. */
  readonly particles?: readonly ParticleDoc[];
  /** Of simple types and enumerations. */
  readonly value?: ValueDoc;
  /** Types that have a field of this type. */
  readonly usedBy?: readonly Use[];
  /** Requests for the same object with other verbs, its own family left out. */
  readonly related?: readonly Related[];
}

/** The type that takes the place of a deprecated one. */
export interface Successor {
  readonly name: string;
  /** No note names it: it is the newest live member of the family. */
  readonly derived?: true;
  /** The data mode that the replacement holds for. */
  readonly mode?: DataMode;
}

/** A paragraph, or the items of a list. Names of types may occur in the text as they are. */
export type Paragraph = string | { readonly items: readonly string[] };

/** What is known of a request beside its fields. */
export interface RequestFacts {
  readonly access: 'read' | 'write';
  readonly verb: Verb;
  readonly level: Level;
  readonly subject: string;
  /** Absent: `SuccessResponse` alone. */
  readonly response?: string;
  /** A `SuccessResponse` may come in place of the response. */
  readonly mayReturnSuccess?: true;
}

/** What a page lists: fields, and choices among them. */
export type ParticleDoc = FieldDoc | ChoiceDoc;

/** Alternatives of which one is given; numbered within the page, from 1. */
export interface ChoiceDoc {
  readonly kind: 'choice';
  readonly number: number;
  /** Exactly one branch; otherwise at most one. */
  readonly required: boolean;
  /** The alternatives may be given several times, in any order. */
  readonly repeats?: true;
  /** How often they may be given, where they repeat; `max` absent: unbounded. */
  readonly list?: { readonly min: number; readonly max?: number };
  /** The list of a choice that repeats in TypeScript and JSON, such as `$items`. */
  readonly property?: string;
  /** Some branch may be left empty, since all its fields are optional. */
  readonly mayBeEmpty?: true;
  readonly branches: readonly (readonly ParticleDoc[])[];
}

/** One field. */
export interface FieldDoc {
  readonly kind: 'field';
  readonly name: string;
  readonly type: FieldType;
  /** As in the generated code, without the list and `null`: `string`, `'On' | 'Off'`, `DepartmentKey`. */
  readonly typescript: string;
  readonly required: boolean;
  /** Entries of a list; `max` absent: unbounded. Absent for single fields. */
  readonly list?: { readonly min: number; readonly max?: number };
  readonly nillable?: true;
  readonly default?: string;
  /** The only value. */
  readonly fixed?: string;
  /** Such as `1 to 30 characters.`; absent where nothing limits the value. */
  readonly limits?: string;
  /** Values of the enumeration: all up to 30, otherwise none; `valueCount` is always there. */
  readonly values?: readonly string[];
  readonly valueCount?: number;
  /** Values that prose names for a field that is no enumeration; `unused` tells what they are for. */
  readonly hints?: readonly string[];
  /** What it holds in a data mode that has no use for it: to be sent, or as it is returned. */
  readonly unused?: readonly ValueOfMode[];
  /** The only data modes that use it; none if no mode does any more. Absent: all. */
  readonly modes?: readonly DataMode[];
  /** What the other modes do with it, where that is known. */
  readonly elsewhere?: Elsewhere;
  readonly secret?: true;
  /** A list that takes the place of the one before. */
  readonly replaces?: true;
  /** Meaning; empty where nothing is known. */
  readonly doc: string;
  /** The base type that declares it. */
  readonly inheritedFrom?: string;
  /** A restriction declares it anew. */
  readonly changed?: true;
  /** Fields of a type declared in place. */
  readonly particles?: readonly ParticleDoc[];
  /** Of a table. */
  readonly columns?: readonly ColumnDoc[];
}

/** The value of a field in a data mode; in any that does not use it where none is named. */
export interface ValueOfMode {
  readonly mode?: DataMode;
  readonly value: string;
}

/** What a field holds. */
export interface FieldType {
  /** OCI name, or that of a built-in type such as `boolean`. The name of a type declared in place is made up. */
  readonly name: string;
  readonly kind: 'type' | 'enumeration' | 'simple' | 'builtin' | 'table' | 'inline' | 'empty';
  /** An abstract type: the concrete ones that may stand here. */
  readonly subtypes?: readonly string[];
}

/** One column of a table. */
export interface ColumnDoc {
  /** As the platform sends it. */
  readonly heading: string;
  /** Property of a typed row. */
  readonly property: string;
  readonly mode?: DataMode;
}

/** A simple type or an enumeration. */
export interface ValueDoc {
  readonly primitive: Primitive;
  readonly base?: string;
  readonly limits?: string;
  readonly patterns?: readonly string[];
  readonly values?: readonly { readonly value: string; readonly doc?: string }[];
}

/** A place that refers to a type. */
export interface Use {
  readonly type: string;
  readonly field: string;
}

/** Another request for the same object. */
export interface Related {
  readonly name: string;
  readonly verb: Verb;
}
