import { invalid, notAllowed } from '../engine/refusal.js';
import type { Group } from './model.js';
import type { Platform } from './platform.js';

/** Topic of settings of extension lengths beside `Group.extensionLength`, of groups and of service providers. */
export const extensionLengthTopic = 'Extension Length';

/** Fields of the requests that set the lengths of a group's extensions. */
export interface ExtensionLengths {
  readonly minExtensionLength?: number | undefined;
  readonly maxExtensionLength?: number | undefined;
  readonly defaultExtensionLength?: number | undefined;
  readonly useEnterpriseExtensionLengthSetting?: boolean | undefined;
}

/**
 * Holds new lengths against the rules.
 *
 * @returns what makes the change
 * @throws Refusal if the default is not from the minimum to the maximum, or there is no enterprise to
 * take the lengths from
 */
export function newExtensionLengths(
  platform: Platform,
  group: Group,
  given: ExtensionLengths,
): (draft: Group) => void {
  const {
    minExtensionLength: min = group.extensionLength.min,
    maxExtensionLength: max = group.extensionLength.max,
    defaultExtensionLength: length = group.extensionLength.default,
    useEnterpriseExtensionLengthSetting: useEnterprise,
  } = given;
  if (min > length || length > max) {
    throw invalid(
      'The default extension length must be from the minimum to the maximum',
      `${String(min)}, ${String(length)}, ${String(max)}`,
    );
  }
  if (useEnterprise === true && !platform.serviceProvider(group.serviceProviderId).isEnterprise) {
    throw notAllowed('The group is not one of an enterprise');
  }
  return (draft) => {
    draft.extensionLength = { min, max, default: length };
    if (useEnterprise !== undefined) draft.settings[extensionLengthTopic] = { useEnterprise };
  };
}
