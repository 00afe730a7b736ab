import type {
  AssignedServices,
  AuditRecord,
  AuditSlot,
  CatalogueEntry,
  ServiceAssignment,
} from './types.js';
import type { UserReader } from './user-reader.js';

export const ASSIGNED = 'UserAssignedServicesGetListRequest';
const ASSIGNMENT = 'UserServiceGetAssignmentListRequest';

type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/** The section `assignedServices`. */
export async function readAssigned(reader: UserReader): Promise<AuditSlot<AssignedServices>> {
  const section = await reader.section('assignedServices', ASSIGNED);
  return section as unknown as AuditSlot<AssignedServices>;
}

/** The section `serviceAssignment`. */
export async function readAssignment(
  reader: UserReader,
  catalogue: Catalogue,
): Promise<AuditSlot<ServiceAssignment>> {
  const section = await reader.section('serviceAssignment', ASSIGNMENT);
  if ('error' in section) return section as unknown as AuditSlot<ServiceAssignment>;
  const { userServices, servicePackServices } = section;
  const assignment = {
    ...section,
    userServices: rowsOf(userServices).map((row) => {
      const { alias, tags } = entryOf(catalogue, row);
      return { ...row, alias, tags };
    }),
    servicePackServices: rowsOf(servicePackServices).map((row) => ({
      ...row,
      alias: entryOf(catalogue, row).alias,
    })),
  };
  return assignment as unknown as AuditSlot<ServiceAssignment>;
}

function rowsOf(list: AuditRecord[string] | undefined): readonly AuditRecord[] {
  return Array.isArray(list) ? (list as readonly AuditRecord[]) : [];
}

function entryOf(
  catalogue: Catalogue,
  { serviceName }: AuditRecord,
): { readonly alias: AuditRecord[string]; readonly tags: readonly string[] } {
  const name = serviceName ?? null;
  const entry =
    typeof name === 'string' && Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  return { alias: entry?.alias ?? name, tags: [...(entry?.tags ?? [])] };
}
