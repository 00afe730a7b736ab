import type { Release } from '../model/release.js';
import { keyOf, type ComplexTypeDef } from '../model/types.js';
import type { ModulePlan, Plan } from '../plan/plan.js';
import { header } from './module.js';
import { quote } from './names.js';

/** The entry for live commands, and that for deprecated ones. */
export function entryFiles(plan: Plan): ReadonlyMap<string, string> {
  const { entry } = plan.release;
  const live = plan.modules.filter((m) => !m.deprecated);
  const dead = plan.modules.filter((m) => m.deprecated);
  return new Map([
    ['index.ts', exportsOf(live, entry)],
    ['deprecated.ts', exportsOf(dead, entry)],
  ]);
}

function exportsOf(modules: readonly ModulePlan[], entry: string): string {
  const lines = modules.map((m) => `export * from './${m.path}.js';`);
  return `${header(entry)}\n${lines.length === 0 ? 'export {};' : lines.join('\n')}\n`;
}

/** What the package was generated from. */
export function releaseFile({ release }: Plan): string {
  const message = release.types.get('C:OCIMessage');
  const identities =
    message?.kind === 'complex'
      ? message.particles.flatMap((p) =>
          p.kind === 'choice'
            ? p.branches.flatMap((b) => b.flatMap((e) => (e.kind === 'element' ? [e.name] : [])))
            : [],
        )
      : ['sessionId'];
  const hasTracking =
    message?.kind === 'complex' &&
    message.particles.some((p) => p.kind === 'element' && p.name === 'trackingId');
  return `${header(release.entry)}

/** The schema release that this package was generated from. */
export const release: {
  /** Name of the release. */
  readonly label: string;
  /** SHA-256 of the schema files. */
  readonly hash: string;
  /** Ways in which a message can say who sends it. */
  readonly identities: readonly string[];
  /** Messages may carry a tracking id. */
  readonly trackingId: boolean;
} = {
  label: ${quote(release.label)},
  hash: ${quote(release.hash)},
  identities: [${identities.map(quote).join(', ')}],
  trackingId: ${String(hasTracking)},
};
`;
}

/** The registry: every command by its name on the wire, its module loaded on demand. */
export function registryFile(plan: Plan): string {
  const modules = plan.modules
    .map((module) => ({ module, commands: commandsOf(module, plan.release) }))
    .filter(({ commands }) => commands.length > 0);
  const aliases = new Map(modules.map(({ module }, i) => [module.path, `m${String(i)}`] as const));
  const imports = modules.map(
    ({ module }) =>
      `import type * as ${aliases.get(module.path) ?? ''} from './${module.path}.js';`,
  );
  const members = (role: 'request' | 'response'): string =>
    modules
      .flatMap(({ module, commands }) =>
        commands
          .filter((c) => plan.release.roles.get(keyOf(c)) === role)
          .map(({ name }) => `  ${name}: ${aliases.get(module.path) ?? ''}.${name};\n`),
      )
      .join('');
  const entries = modules.map(({ module, commands }) => {
    const tokens = commands.map((c) => registryToken(c, plan.release)).join(' ');
    return `  [() => import('./${module.path}.js'), ${quote(tokens)}],`;
  });
  return `${header(plan.release.entry)}
import { CommandRegistry } from '@ocipkit/core/registry';
${imports.join('\n')}

/** Request types by name. */
export interface Requests {
${members('request')}}

/** Response types by name. */
export interface Responses {
${members('response')}}

/** Every command of the release by its name on the wire; a module is loaded when first needed. */
export const registry: CommandRegistry<Requests, Responses> = /* @__PURE__ */ new CommandRegistry([
${entries.join('\n')}
]);
`;
}

function commandsOf(module: ModulePlan, release: Release): ComplexTypeDef[] {
  return module.types.filter((type): type is ComplexTypeDef => {
    const role = release.roles.get(keyOf(type));
    return role === 'request' || role === 'response';
  });
}

function registryToken({ name }: ComplexTypeDef, release: Release): string {
  const isRead = release.requests.get(name)?.access === 'read' ? '?' : '';
  const deprecation = release.deprecated.get(name);
  if (deprecation === undefined) return name + isRead;
  const { successor } = deprecation;
  return `${name}${isRead}!${successor === undefined ? '' : `>${successor}`}`;
}
