/** How grave a diagnostic is. A warning tells of a defect that was healed. */
export type Severity = 'error' | 'warning' | 'info';

/** Every diagnostic the generator gives. The codes are stable: scripts may rely on them. */
export const diagnosticCodes = {
  'blank-in-attribute': 'warning',
  'blank-in-enumeration': 'warning',
  'enumeration-values-equal': 'warning',
  'missing-include': 'warning',
  'missing-base': 'warning',
  'reference-case': 'warning',
  'include-path': 'warning',
  'duplicate-type': 'info',
  'shadowed-type': 'warning',
  'conflicting-type': 'error',
  'unreached-file': 'info',
  'empty-file': 'info',
  appinfo: 'info',
  'orphan-response': 'warning',
  'unresolved-reference': 'error',
  'circular-type': 'error',
  'unsupported-construct': 'error',
  'invalid-value': 'error',
  'ambiguous-field': 'error',
  'name-collision': 'error',
  'not-well-formed': 'error',
  'not-a-schema': 'error',
  'no-entry': 'error',
  'no-schemas': 'error',
  'not-readable': 'error',
  'too-large': 'error',
  doctype: 'error',
  'nothing-included': 'error',
  'foreign-file': 'error',
  'not-writable': 'error',
  'bad-patch': 'error',
  'patch-not-applied': 'warning',
  'patch-not-needed': 'warning',
  'response-prose': 'info',
  'successor-unknown': 'info',
  'successor-derived': 'info',
  'columns-unread': 'info',
  'mode-note-unread': 'info',
  'value-hint-unread': 'info',
} as const satisfies Readonly<Record<string, Severity>>;

/** The code of a diagnostic; it stays the same from version to version. */
export type DiagnosticCode = keyof typeof diagnosticCodes;

/** Something the generator found in a release. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Path inside the release; empty where the release as a whole is meant. */
  readonly file: string;
  /** 1-based; 0 where no line is meant. */
  readonly line: number;
  readonly message: string;
}

/** A place in a schema file. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

const NOWHERE: Position = { file: '', line: 0 };

/** Collects diagnostics in the order they are found. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  readonly #strict: boolean;

  /** @param strict every warning becomes an error */
  constructor(strict = false) {
    this.#strict = strict;
  }

  add(code: DiagnosticCode, position: Position | undefined, message: string): void {
    const declared: Severity = diagnosticCodes[code];
    const severity = this.#strict && declared === 'warning' ? 'error' : declared;
    const { file, line } = position ?? NOWHERE;
    this.list.push({ code, severity, file, line, message });
  }

  get hasErrors(): boolean {
    return this.list.some((d) => d.severity === 'error');
  }

  /**
   * Ends the run where it cannot go on. What is an error only because the run is strict can wait
   * until all of it has been told.
   *
   * @throws GenerationError if there is an error that nothing heals
   */
  stopIfBroken(): void {
    if (this.list.some((d) => diagnosticCodes[d.code] === 'error'))
      throw new GenerationError(this.list);
  }

  /**
   * Ends the run before anything is written.
   *
   * @throws GenerationError if there is any error
   */
  stopOnErrors(): void {
    if (this.hasErrors) throw new GenerationError(this.list);
  }
}

/** The release cannot be generated; nothing has been written. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((d) => d.severity === 'error');
    const shown = errors.slice(0, 20).map(describeDiagnostic);
    const more = errors.length > 20 ? [`… and ${String(errors.length - 20)} more errors`] : [];
    super([...shown, ...more].join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** `file:line: severity code: message` */
export function describeDiagnostic({ file, line, severity, code, message }: Diagnostic): string {
  const place = file === '' ? '' : line === 0 ? `${file}: ` : `${file}:${String(line)}: `;
  return `${place}${severity} ${code}: ${message}`;
}

/**
 * Ends the run with one error.
 *
 * @throws GenerationError always
 */
export function fail(code: DiagnosticCode, position: Position | undefined, message: string): never {
  const diagnostics = new Diagnostics();
  diagnostics.add(code, position, message);
  throw new GenerationError(diagnostics.list);
}
