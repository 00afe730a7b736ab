/** Reading, checking and generating OCI-P schema releases. */
export {
  generate,
  type Counts,
  type GenerateOptions,
  type GenerateResult,
  type Stage,
} from './generate.js';
export {
  describeDiagnostic,
  diagnosticCodes,
  Diagnostics,
  GenerationError,
  type Diagnostic,
  type DiagnosticCode,
  type Position,
  type Severity,
} from './diagnostics.js';
export * from './diff/index.js';
export {
  readRelease,
  type Release,
  type ReleaseOptions,
  type RequestInfo,
} from './model/release.js';
export { type Access } from './model/access.js';
export { type Deprecation } from './model/deprecation.js';
export { type Role } from './model/roles.js';
export * from './model/types.js';
export { builtInPatches } from './patch/built-in.js';
export { loadPatches } from './patch/load.js';
export { type FieldChange, type Patch } from './patch/patch.js';
export { planModules, type ModulePlan, type Plan } from './plan/plan.js';
export { type Selection } from './plan/select.js';
export { type DataMode, type Elsewhere } from './prose/types.js';
export { buildReference, type Reference, type ReferenceOptions } from './reference/build.js';
export { readCommandName, type CommandName } from './reference/command-names.js';
export { referenceFiles } from './reference/files.js';
export * from './reference/types.js';
export { readSource, type Source } from './read/source.js';
