/** One way to go on. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

export interface Candidates {
  readonly list: readonly Candidate[];
  /** The shell's own completion of paths serves better. */
  readonly paths?: 'file' | 'folder' | undefined;
}

export const none: Candidates = { list: [] };

/** Those that go on from what has been typed; upper and lower case make no difference. */
export function startingWith(prefix: string, all: readonly Candidate[]): readonly Candidate[] {
  const typed = prefix.toLowerCase();
  return all.filter(({ value }) => value.toLowerCase().startsWith(typed));
}
