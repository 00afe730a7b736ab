import { definitions, settingNames } from './definitions.js';
import { describeOrigin } from './load.js';
import { describePasswordPlace } from './password-place.js';
import type { Setting, SettingName, Settings } from './settings.js';

/** A setting as it is shown. */
export interface ListedSetting {
  readonly setting: SettingName;
  /** Undefined where it is not set. A password is shown by its place. */
  readonly value: string | number | readonly string[] | undefined;
  readonly meaning: string;
  readonly origin: string;
}

/** Every setting, whether it is set or not. */
export function listSettings(settings: Settings): readonly ListedSetting[] {
  return settingNames.map((name) => {
    const found: Setting<unknown> | undefined = settings[name];
    return {
      setting: name,
      value:
        name === 'password'
          ? describePasswordPlace(settings.password.value)
          : (found?.value as ListedSetting['value']),
      meaning: definitions[name].description,
      origin: found === undefined ? 'not set' : describeOrigin(found.origin),
    };
  });
}
