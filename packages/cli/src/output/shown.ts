import type { Report } from '@ocipkit/automations';

/** A result, to be shown in one of several forms. */
export interface Shown {
  /** What `json`, `yaml` and `--query` see; serialises to JSON. */
  readonly data: unknown;
  /** What `csv`, `ndjson` and `table` list: objects with the same fields. The data itself if that is a list. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** For people: shown by default, and by `--html`. */
  readonly report?: Report | undefined;
  /** For people, where there is no report: lines as they stand. */
  readonly text?: string | undefined;
}
