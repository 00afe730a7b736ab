import type { FieldDoc, Reference, TypePage } from '../../src/index.js';
import { propertyKey } from '../../src/emit/names.js';
import { fieldsOf, pagesOf } from './support.js';

/** Everything that a page names and that has no page, as `page: name`. */
export function deadNames(reference: Reference): readonly string[] {
  const pages = pagesOf(reference);
  return [...pages.values()].flatMap((page) =>
    namesOn(page)
      .filter((name) => !pages.has(name))
      .map((name) => `${page.name}: ${name}`),
  );
}

function namesOn(page: TypePage): readonly string[] {
  const one = [page.successor?.name, page.changes?.since, page.request?.response, page.extends];
  return [
    ...one.filter((name) => name !== undefined),
    ...(page.variants ?? []),
    ...(page.answers ?? []),
    ...(page.extendedBy ?? []),
    ...(page.usedBy ?? []).map(({ type }) => type),
    ...(page.related ?? []).map(({ name }) => name),
    ...fieldsOf(page.particles).flatMap(({ type, inheritedFrom }) => [
      ...(['type', 'enumeration', 'simple'].includes(type.kind) ? [type.name] : []),
      ...(type.subtypes ?? []),
      ...(inheritedFrom === undefined ? [] : [inheritedFrom]),
    ]),
    ...(page.value?.base === undefined ? [] : [page.value.base]),
  ];
}

/** The uses that do not lead to a field of the type, as `type: use.field`. */
export function deadUses(reference: Reference): readonly string[] {
  const pages = pagesOf(reference);
  return [...pages.values()].flatMap((page) =>
    (page.usedBy ?? [])
      .filter(({ type, field }) => fieldAt(pages.get(type), field)?.type.name !== page.name)
      .map(({ type, field }) => `${page.name}: ${type}.${field}`),
  );
}

function fieldAt(page: TypePage | undefined, path: string): FieldDoc | undefined {
  let particles = page?.particles;
  let found: FieldDoc | undefined;
  for (const name of path.split('.')) {
    const level = (particles ?? []).flatMap((p) =>
      p.kind === 'field' ? [p] : p.branches.flat().filter((b) => b.kind === 'field'),
    );
    found = level.find((field) => field.name === name);
    particles = found?.particles;
  }
  return found;
}

/**
 * The fields whose declaration stands nowhere in the code that was generated for their module, as
 * `Type: declaration`.
 *
 * @param output generated files by path
 */
export function undeclared(
  reference: Reference,
  output: ReadonlyMap<string, string>,
): readonly string[] {
  const lines = new Map(
    reference.modules.map(({ module }) => {
      const text = output.get(`${module}.ts`) ?? '';
      return [module, new Set(text.split('\n').map((line) => line.trim()))] as const;
    }),
  );
  return [...pagesOf(reference).values()].flatMap((page) =>
    fieldsOf(page.particles)
      .filter(({ inheritedFrom }) => inheritedFrom === undefined)
      .map(declaration)
      .filter((line) => lines.get(page.module)?.has(line) !== true)
      .map((line) => `${page.name}: ${line}`),
  );
}

function declaration(field: FieldDoc): string {
  const { typescript } = field;
  const item = typescript.includes(' | ') ? `(${typescript})` : typescript;
  const value = field.list === undefined ? typescript : `readonly ${item}[]`;
  const nillable = field.nillable === true ? `${value} | null` : value;
  const isRequired = field.required && field.default === undefined;
  const key = propertyKey(field.name);
  return isRequired
    ? `readonly ${key}: ${nillable};`
    : `readonly ${key}?: ${nillable} | undefined;`;
}
