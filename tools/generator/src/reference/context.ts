import type { FactReader } from '../emit/facts.js';
import { FieldTypes } from '../emit/field-types.js';
import { DocWriter } from '../emit/docs.js';
import { ModuleNames } from '../emit/names.js';
import { TypeView, type ViewContext } from '../emit/type-view.js';
import type { Release } from '../model/release.js';
import type { ComplexTypeDef } from '../model/types.js';
import type { Plan } from '../plan/plan.js';
import { Families } from './families.js';

/** What all pages of a release are made with. */
export interface PageContext {
  readonly plan: Plan;
  readonly release: Release;
  /** Take over the documentation of the schemas; it is their owner's text. */
  readonly prose: boolean;
  readonly families: Families;
  readonly facts: FactReader;
  /** A type as the emitter sees it. */
  readonly viewOf: (type: ComplexTypeDef) => TypeView;
}

export function pageContext(plan: Plan, prose: boolean, facts: FactReader): PageContext {
  const { release } = plan;
  const views: ViewContext = {
    release,
    // The imports that it collects go nowhere.
    fields: new FieldTypes(release, new ModuleNames(plan, '')),
    docs: new DocWriter(release, prose),
    facts,
  };
  return {
    plan,
    release,
    prose,
    families: new Families(plan),
    facts,
    viewOf: (type) => new TypeView(type, views),
  };
}
