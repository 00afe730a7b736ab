import { errorOf, localError } from './problems.js';
import type { AuditedPlans, AuditFailure, AuditRecord } from './types.js';
import type { UserReader } from './user-reader.js';

const PREFIX = 'outgoingCallingPlan';
const CODES = 'UserOutgoingCallingPlanAuthorizationCodeGetRequest';
const CODE_LIST = 'UserOutgoingCallingPlanAuthorizationCodeGetListRequest';

/** The group services that bring outgoing calling plans. */
export const planServices: readonly string[] = [
  'Outgoing Calling Plan',
  'Enhanced Outgoing Calling Plan',
];

/** Names of the plans in the order of the audit; a plan's read is named after it. */
const plans = [
  'AuthorizationCode',
  'SustainedAuthorizationCode',
  'CallMeNow',
  'DigitPlanCallMeNow',
  'DigitPlanOriginating',
  'DigitPlanRedirecting',
  'Originating',
  'Redirected',
  'Redirecting',
  'TransferNumbers',
  'PinholeDigitPlanCallMeNow',
  'PinholeDigitPlanOriginating',
  'PinholeDigitPlanRedirecting',
] as const;

/**
 * The section `outgoingCallingPlans`.
 *
 * @param hasPlans false if the group is known to have no such service: nothing is sent then
 */
export async function readPlans(reader: UserReader, hasPlans: boolean): Promise<AuditedPlans> {
  const entries = await Promise.all(
    plans.map(async (plan): Promise<[string, AuditRecord | AuditFailure]> => {
      const key = `${PREFIX}${plan}`;
      const path = `outgoingCallingPlans.${key}`;
      return [key, hasPlans ? await readPlan(reader, plan, path) : missing(reader, plan, path)];
    }),
  );
  return Object.fromEntries(entries) as unknown as AuditedPlans;
}

async function readPlan(
  reader: UserReader,
  plan: string,
  path: string,
): Promise<AuditRecord | AuditFailure> {
  if (plan === 'AuthorizationCode') return readCodes(reader, path);
  const section = await reader.section(path, commandOf(plan));
  if (!plan.includes('DigitPlan') || 'error' in section) return section;
  // The rules are in an element of their own, which is absent if there are none.
  const wrapped = section.userPermissions as AuditRecord | null | undefined;
  return { ...section, userPermissions: wrapped?.digitPatternPermissions ?? [] };
}

/** Two reads; the codes are null if theirs failed alone. */
async function readCodes(reader: UserReader, path: string): Promise<AuditRecord | AuditFailure> {
  const [settings, codes] = await Promise.all([
    reader.ask(CODES, path),
    reader.ask(CODE_LIST, `${path}.codes`),
  ]);
  const { problems, shaper, context } = reader;
  if (!settings.ok) return problems.fail(path, errorOf(settings));
  if (!codes.ok) problems.add(`${path}.codes`, errorOf(codes));
  return {
    settings: { ...(await shaper.shape(CODES, settings.response)), ...context },
    codes: codes.ok ? ((await shaper.shape(CODE_LIST, codes.response)).codes ?? null) : null,
    ...context,
  };
}

function missing({ problems }: UserReader, plan: string, path: string): AuditFailure {
  const message = `The group has none of ${planServices.join(', ')}.`;
  return problems.fail(path, localError('not-assigned', commandOf(plan), message));
}

function commandOf(plan: string): string {
  return `UserOutgoingCallingPlan${plan}GetRequest`;
}
