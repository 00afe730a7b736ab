import type { Report } from './report.js';
import type { Workshop } from './workshop.js';

export interface Setting {
  readonly workshop: Workshop;
  /** Rounds to run; undefined for the benchmark's own number. */
  readonly runs: number | undefined;
  readonly large: boolean;
}

export type Findings = Pick<Report, 'notes' | 'rows'>;

export interface Benchmark {
  readonly name: string;
  readonly title: string;
  /** Rounds that make its medians stable. */
  readonly runs: number;
  readonly measure: (setting: Setting, runs: number) => Findings | Promise<Findings>;
}
