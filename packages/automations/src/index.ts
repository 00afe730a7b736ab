/**
 * An engineer's half-hour in a second. Each automation is a function of a client and an object of
 * options; its result is plain data that tells what is missing.
 */
export { automations } from './registry/all.js';
export {
  AutomationRegistry,
  AutomationUsageError,
  checkInput,
  type Automation,
  type Completion,
  type Parameter,
} from './registry/automation.js';
export {
  facts,
  parts,
  runParts,
  sectionBlocks,
  table,
  text,
  type Report,
  type ReportBlock,
  type ReportPart,
  type ReportValue,
} from './report/report.js';
export { knownRefusals, type RefusalMeaning } from './run/known-refusals.js';
export { type Progress, type RunOptions } from './run/options.js';
export { type Plain } from './run/plain.js';
export { type Problem, type ProblemKind } from './run/problem.js';
export { Run, type Note, type Place, type RunSummary } from './run/run.js';
export {
  AutomationError,
  notAssigned,
  problemSection,
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
  type Evidence,
  type Outcome,
  type Section,
} from './run/section.js';
export { userDigest, type UserDigestInput } from './user-digest/user-digest.js';
export * from './user-digest/types.js';
