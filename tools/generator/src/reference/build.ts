import { FactReader } from '../emit/facts.js';
import type { Plan } from '../plan/plan.js';
import { pageContext } from './context.js';
import { PageWriter, indexEntry } from './pages.js';
import { mark, present } from './present.js';
import {
  REFERENCE_FORMAT,
  type ModuleEntry,
  type ReferenceIndex,
  type ReferenceModule,
  type TypePage,
} from './types.js';

/** What is to be read about a release: its index, and the pages of each module. */
export interface Reference {
  readonly index: ReferenceIndex;
  /** In the order of the index. */
  readonly modules: readonly ReferenceModule[];
}

/** What goes into the reference. */
export interface ReferenceOptions {
  /** Take over the documentation of the schemas, which is their owner's text; default true. */
  readonly prose?: boolean | undefined;
  /** What has been read from the prose of the types before. */
  readonly facts?: FactReader | undefined;
}

/** Puts together what is to be read about the types of a plan. */
export function buildReference(plan: Plan, options: ReferenceOptions = {}): Reference {
  const { release } = plan;
  const { prose = true, facts = new FactReader(release.types) } = options;
  const writer = new PageWriter(pageContext(plan, prose, facts));
  const sorted = [...plan.modules].sort((a, b) => (a.path < b.path ? -1 : 1));
  const modules = sorted.map(({ path, types }): ReferenceModule => {
    const named = types.filter((type) => type.kind === 'simple' || type.anonymous === undefined);
    const pages = named.map((type) => [type.name, writer.write(type, path)] as const);
    return { module: path, types: Object.fromEntries(pages) };
  });
  const pages = modules.flatMap(({ types }) => Object.values<TypePage>(types));
  return {
    index: {
      format: REFERENCE_FORMAT,
      release: release.label,
      hash: release.hash,
      modules: sorted.map(({ path, source, deprecated }) =>
        present<ModuleEntry>({ path, source, deprecated: mark(deprecated) }),
      ),
      types: pages.map(indexEntry).sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
    modules,
  };
}
