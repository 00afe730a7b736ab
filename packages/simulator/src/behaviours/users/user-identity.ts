import type { BehaviourTable } from '../../engine/behaviour.js';
import { notFound, own, Refusal } from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import { newUserId } from '../../platform/identity.js';
import type { User } from '../../platform/model.js';
import { sideNumbersOf } from '../../platform/holders.js';
import type { Platform } from '../../platform/platform.js';

const mostAlternateIds = 4;

/** Alternate ids of users, and which of their numbers are activated. */
export function userIdentities(table: BehaviourTable): void {
  table
    .on('UserAlternateUserIdGetListRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      return {
        userIdTable: [
          { userId: user.userId, alternate: false },
          ...user.alternateUserIds.map(({ alternateUserId, description }) => ({
            userId: alternateUserId,
            description,
            alternate: true,
          })),
        ],
      };
    })
    .on('UserAlternateUserIdAddRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      if (user.alternateUserIds.length >= mostAlternateIds) {
        throw new Refusal(
          own.limitReached,
          `A user has at most ${String(mostAlternateIds)} alternate user ids`,
        );
      }
      const id = newUserId(platform, request.alternateUserId, platform.groupOf(user));
      const { description } = request;
      checkIsNew(user, id);
      platform.changeUser(user, (draft) => {
        draft.alternateUserIds.push({ alternateUserId: id, description });
      });
    })
    .on('UserAlternateUserIdModifyRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      const { newAlternateUserId, description } = request;
      const present = alternateIdOf(platform, user, request.alternateUserId).alternateUserId;
      const next =
        newAlternateUserId === undefined
          ? present
          : newUserId(platform, newAlternateUserId, platform.groupOf(user));
      if (!sameId(next, present)) checkIsNew(user, next);
      platform.changeUser(user, (draft) => {
        const entry = alternateIdOf(platform, draft, present);
        entry.alternateUserId = next;
        if (description === null) delete entry.description;
        else if (description !== undefined) entry.description = description;
      });
    })
    .on('UserAlternateUserIdDeleteRequest', ({ userId, alternateUserId }, { platform }) => {
      platform.changeUser(platform.user(userId), (draft) => {
        const gone = alternateIdOf(platform, draft, alternateUserId);
        draft.alternateUserIds = draft.alternateUserIds.filter((entry) => entry !== gone);
      });
    })
    .on('UserDnGetActivationListRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      const numbers = [user, ...sideNumbersOf(user)].flatMap((n) => n.phoneNumber ?? []);
      return {
        dnTable: numbers.map((phoneNumber) => ({
          phoneNumber,
          activated: platform.numbers.get(phoneNumber)?.isActivated ?? false,
        })),
      };
    });
}

/** An id that the user has already is no other's, so the table of ids would let it pass. */
function checkIsNew(user: User, id: string): void {
  const ids = [
    user.userId,
    ...user.aliases,
    ...user.alternateUserIds.map((a) => a.alternateUserId),
  ];
  if (ids.some((other) => sameId(other, id))) {
    throw new Refusal(own.exists, `The user has this id already: ${id}`);
  }
}

function alternateIdOf(
  platform: Platform,
  { alternateUserIds }: User,
  id: string,
): User['alternateUserIds'][number] {
  const full = platform.fullId(id);
  const found = alternateUserIds.find((a) => sameId(a.alternateUserId, full));
  if (found === undefined) throw notFound('Alternate user id', id);
  return found;
}
