import type { UserCommunicationBarringUserControlModifyRequest } from '@ocipkit/commands/call-control';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { hashPassword, sameDigest } from '../../engine/passwords.js';
import { notAllowed, notFound, Refusal, seen } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import { requireService } from '../../platform/services.js';

const SERVICE = 'Communication Barring User-Control';

/** A profile that users may choose, in the service provider's `settings[SERVICE].profiles`. */
interface Profile {
  readonly name: string;
  /** Digit, 0 to 9. */
  readonly code: number;
  readonly isPrimary?: boolean;
}

interface Settings {
  readonly enableProfile?: number;
  /** Lower-case hex SHA-1. */
  readonly passcodeHash?: string;
  readonly lockoutStatus?: boolean;
}

/** Calls that users bar themselves, by one of the profiles of the service provider. */
export function communicationBarringUserControl(table: BehaviourTable): void {
  table
    .on('UserCommunicationBarringUserControlGetRequest', ({ userId }, call) => {
      const user = requireUser(userId, call);
      const { lockoutStatus = false, enableProfile } = settingsOf(user);
      return {
        lockoutStatus,
        profileTable: profilesOf(user, call).map(({ name, code, isPrimary = false }) => ({
          name,
          code,
          activated: code === enableProfile,
          primary: isPrimary,
        })),
      };
    })
    .on('UserCommunicationBarringUserControlModifyRequest', modify);
}

function requireUser(userId: string, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, SERVICE);
  return user;
}

function settingsOf({ settings }: User): Settings {
  return settings[SERVICE] ?? {};
}

function profilesOf({ serviceProviderId }: User, { platform }: Call): readonly Profile[] {
  const { settings } = platform.serviceProvider(serviceProviderId);
  return (settings[SERVICE]?.profiles ?? []) as readonly Profile[];
}

function modify(request: UserCommunicationBarringUserControlModifyRequest, call: Call): void {
  const user = requireUser(request.userId, call);
  const { enableProfile, newPasscode, resetLockout } = request;
  if (call.login.loginType === 'User') checkUser(request, settingsOf(user));
  if (typeof enableProfile === 'number') requireProfile(user, enableProfile, call);
  call.platform.changeUser(user, (draft) => {
    const { enableProfile: present, ...rest } = settingsOf(draft);
    const code = enableProfile === undefined ? present : enableProfile;
    draft.settings[SERVICE] = {
      ...rest,
      ...(code === undefined || code === null ? {} : { enableProfile: code }),
      ...(newPasscode === undefined ? {} : { passcodeHash: hashPassword(newPasscode) }),
      ...(resetLockout === undefined ? {} : { lockoutStatus: false }),
    };
  });
}

function requireProfile(user: User, code: number, call: Call): void {
  if (!profilesOf(user, call).some((profile) => profile.code === code)) {
    throw notFound('Communication barring profile', String(code));
  }
}

/** Users must know the passcode that they change, and can't help themselves out of a lockout. */
function checkUser(
  {
    oldPasscode,
    newPasscode,
    resetLockout,
    $type,
  }: UserCommunicationBarringUserControlModifyRequest,
  { passcodeHash, lockoutStatus }: Settings,
): void {
  if (resetLockout !== undefined) {
    throw new Refusal(seen.unauthorized, `Unauthorized transaction: ${$type}`);
  }
  if (lockoutStatus === true) throw notAllowed('The user is locked out of the service');
  if (newPasscode === undefined || passcodeHash === undefined) return;
  const isRight = oldPasscode !== undefined && sameDigest(hashPassword(oldPasscode), passcodeHash);
  if (!isRight) throw new Refusal(seen.badPassword, 'Invalid passcode');
}
