/** What the process that runs TypeDoc is told. */
export interface RenderJob {
  /** Of the repository. */
  readonly root: string;
  readonly out: string;
  readonly commandsDir: string;
  /** Pages of the reference by `<module>/<name>`, from the root of the site. */
  readonly referencePages: Readonly<Record<string, string>>;
  readonly sections: readonly SiteSection[];
}

/** A part of the site, as its header lists them. */
export interface SiteSection {
  readonly title: string;
  /** From the root of the site. */
  readonly path: string;
}

/** What it answers. */
export type RenderAnswer =
  | { readonly pages: number; readonly warnings: readonly string[] }
  | { readonly errors: readonly string[] };
