/** A part of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds what is taken out of a text, which is joined lines of `proseLines`. */
export type FindSpans = (text: string) => readonly Span[];
