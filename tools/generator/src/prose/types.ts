/** A data mode of the platform. What a schema says may hold in one of them only. */
export type DataMode = 'AS' | 'XS' | 'HSS' | 'AMS';

/**
 * What a data mode does with a field that it does not use: it passes over it, leaves it out of the
 * answer, or refuses the request.
 */
export type Elsewhere = 'ignored' | 'absent' | 'refused';

/** A column of a table, as documentation names it. */
export interface TableColumn {
  /** Heading as in the documentation; the server's may differ in case. */
  readonly heading: string;
  /** The only mode that returns the column; absent if every mode does. */
  readonly mode?: DataMode;
}
