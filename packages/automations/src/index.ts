/**
 * An engineer's half-hour in a second. Each automation is a function of a client and an object of
 * options; its result is plain data that tells what is missing.
 */
export { blockNumber, undoBlockNumber } from './block-number/block-number.js';
export { type BlockNumberInput, type UndoBlockNumberInput } from './block-number/input.js';
export * from './block-number/types.js';
export {
  callCenterDigest,
  type CallCenterDigestInput,
} from './call-center-digest/call-center-digest.js';
export * from './call-center-digest/types.js';
export { automations } from './registry/all.js';
export {
  AutomationRegistry,
  checkInput,
  type Automation,
  type Completion,
  type Parameter,
} from './registry/automation.js';
export { AutomationUsageError } from './run/usage-error.js';
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
export { collectGroupUserAudit, groupUserAudit } from './group-user-audit/group-user-audit.js';
export { userAudit } from './group-user-audit/user-audit.js';
export * from './group-user-audit/types.js';
export { userDigest, type UserDigestInput } from './user-digest/user-digest.js';
export * from './user-digest/types.js';
export {
  locateFreeExtension,
  type LocateFreeExtensionInput,
} from './locate-free-extension/locate-free-extension.js';
export * from './locate-free-extension/types.js';
export {
  registrationReport,
  type RegistrationReportInput,
} from './registration-report/registration-report.js';
export * from './registration-report/types.js';
export * from './registrations/types.js';
export {
  serviceMembership,
  type ServiceMembershipInput,
} from './service-membership/service-membership.js';
export * from './service-membership/types.js';
export {
  servicePackAudit,
  type ServicePackAuditInput,
} from './service-pack-audit/service-pack-audit.js';
export * from './service-pack-audit/types.js';
export { trunkCapacity, type TrunkCapacityInput } from './trunk-capacity/trunk-capacity.js';
export * from './trunk-capacity/types.js';
export { groupAudit, type GroupAuditInput } from './group-audit/group-audit.js';
export { expandNumbers } from './group-audit/numbers.js';
export * from './group-audit/types.js';
export { findAlias, type FindAliasInput } from './find-alias/find-alias.js';
export * from './find-alias/types.js';
export { FileJournal, JournalFormatError } from './journal/file-journal.js';
export {
  MemoryJournal,
  type Journal,
  type JournalEntry,
  type JournalStep,
  type StepAnswer,
} from './journal/journal.js';
export { moveNumbers, type MoveNumbersInput } from './move-numbers/move-numbers.js';
export { removeNumbers, type RemoveNumbersInput } from './remove-numbers/remove-numbers.js';
export { resumeNumberChange, rollBackNumberChange } from './number-change/change.js';
export * from './number-change/types.js';
export { updateUser, type UpdateUserInput } from './update-user/update-user.js';
export { userPatch } from './update-user/user-patch.js';
export * from './update-user/types.js';
export { publishedUserData, userData, type UserDataInput } from './user-data/user-data.js';
export { groupUserData, type GroupUserDataInput } from './user-data/group-user-data.js';
export * from './user-data/types.js';
export * from './user-record/types.js';
