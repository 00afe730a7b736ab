import { nearestNames } from '@ocipkit/core';
import type { FieldDoc, IndexEntry, TypePage } from '@ocipkit/generator';
import { CliError } from '../program/failure.js';
import { fieldsOf, type Pages } from './pages.js';

/** What a name stands for. */
export type Subject =
  | { readonly kind: 'type'; readonly page: TypePage; readonly note?: string | undefined }
  | { readonly kind: 'field'; readonly field: FieldOf; readonly note?: string | undefined }
  /** A name of fields: those that have it, of whatever type. */
  | { readonly kind: 'fields'; readonly name: string; readonly fields: readonly FieldOf[] };

/** A field of a type. */
export interface FieldOf {
  /** As it was asked for: the type and the way from it. */
  readonly path: string;
  /** The type that declares the field. */
  readonly owner: TypePage;
  readonly field: FieldDoc;
}

/**
 * Finds what a name stands for: a type, a field of a type as in `UserModifyRequest22.address.city`, the
 * newest of a family, or the name of fields.
 *
 * @throws CliError if nothing has that name, with the names that may be meant
 */
export async function lookUp(name: string, pages: Pages): Promise<Subject> {
  const entries = await pages.entries();
  const [first = '', ...steps] = name.split('.');
  const found = findEntry(first, entries);
  if (found !== undefined) {
    const page = await pages.page(found.entry.name);
    if (page === undefined) throw new TypeError(`${found.entry.name} has no page`);
    if (steps.length === 0) return { kind: 'type', page, note: found.note };
    const field = await fieldAt(page, steps, pages);
    return { kind: 'field', field, note: found.note };
  }
  // Types of data that only commands hold stand in no index.
  const page = /^[\w]+$/.test(first) ? await pages.page(first) : undefined;
  if (page !== undefined && steps.length === 0) return { kind: 'type', page };
  if (page !== undefined) return { kind: 'field', field: await fieldAt(page, steps, pages) };
  const all = await pages.all();
  const fields = steps.length > 0 ? [] : fieldsNamed(name, all);
  if (fields.length > 0) return { kind: 'fields', name: fields[0]?.field.name ?? name, fields };
  throw unknownName(name, entries, all);
}

/** A name as it is, in other case, or that of a family: then its newest member that is not deprecated. */
function findEntry(
  name: string,
  entries: readonly IndexEntry[],
): { readonly entry: IndexEntry; readonly note?: string } | undefined {
  const lower = name.toLowerCase();
  const exact =
    entries.find((entry) => entry.name === name) ??
    entries.find((entry) => entry.name.toLowerCase() === lower);
  if (exact !== undefined) return { entry: exact };
  const family = entries.filter((entry) => entry.family.toLowerCase() === lower);
  const entry =
    family.find(({ status }) => status === 'current') ??
    family.findLast(({ status }) => status !== 'deprecated') ??
    family.at(-1);
  if (entry === undefined) return undefined;
  return { entry, note: `${entry.family} stands for ${entry.name}, the newest of its family.` };
}

async function fieldAt(page: TypePage, steps: readonly string[], pages: Pages): Promise<FieldOf> {
  let owner = page;
  let particles = page.particles ?? [];
  let path = page.name;
  for (const [i, step] of steps.entries()) {
    const name = step.replace(/\[\d*\]$/, '');
    const own = fieldsOf(particles).filter((placed) => !placed.path.includes('.'));
    const field = own.find((placed) => placed.field.name === name)?.field;
    if (field === undefined) {
      const near = nearestNames(
        name,
        own.map((placed) => placed.field.name),
      );
      throw new CliError(`${path} has no field ${name}.`, {
        next: [
          near.length === 0
            ? `ocip describe ${path} lists its fields.`
            : `Did you mean ${near.map((n) => `${path}.${n}`).join(', ')}?`,
        ],
      });
    }
    path = `${path}.${name}`;
    if (i === steps.length - 1) return { path, owner, field };
    if (field.particles !== undefined) ({ particles } = field as { particles: typeof particles });
    else {
      const inner = await innerPage(field, steps[i + 1] ?? '', pages);
      if (inner === undefined) {
        throw new CliError(`${path} is of type ${field.type.name}, which has no fields.`, {
          next: [`ocip describe ${path} explains it.`],
        });
      }
      owner = inner;
      particles = inner.particles ?? [];
    }
  }
  throw new TypeError('no path');
}

/** The page of a field's type; of several that may stand there, one that has the field after it. */
async function innerPage(
  { type }: FieldDoc,
  next: string,
  pages: Pages,
): Promise<TypePage | undefined> {
  const names = [type.name, ...(type.subtypes ?? [])];
  const candidates: TypePage[] = [];
  for (const name of names) {
    const page = await pages.page(name);
    if (page?.particles !== undefined) candidates.push(page);
  }
  const has = candidates.find((page) =>
    fieldsOf(page.particles).some(({ path }) => path === next.replace(/\[\d*\]$/, '')),
  );
  return has ?? candidates[0];
}

function fieldsNamed(name: string, all: readonly TypePage[]): readonly FieldOf[] {
  const lower = name.toLowerCase();
  const found = all.flatMap((owner) =>
    fieldsOf(owner.particles)
      .filter(({ field }) => field.name.toLowerCase() === lower)
      .map(({ path, field }) => ({ path: `${owner.name}.${path}`, owner, field })),
  );
  const exact = found.filter(({ field }) => field.name === name);
  const chosen = exact.length > 0 ? exact : found;
  const rank = { current: 0, superseded: 1, deprecated: 2 };
  return [...chosen].sort(
    (a, b) => rank[a.owner.status] - rank[b.owner.status] || (a.path < b.path ? -1 : 1),
  );
}

function unknownName(
  name: string,
  entries: readonly IndexEntry[],
  all: readonly TypePage[],
): CliError {
  const fields = all.flatMap(({ particles }) => fieldsOf(particles).map(({ field }) => field.name));
  const names = [...entries.flatMap((entry) => [entry.name, entry.family]), ...fields];
  const near = nearestNames(name.split('.')[0] ?? name, new Set(names));
  return new CliError(`Nothing is called '${name}' in this release.`, {
    next: [
      ...(near.length === 0 ? [] : [`Did you mean ${near.join(', ')}?`]),
      'ocip search finds types and fields by words.',
    ],
  });
}
