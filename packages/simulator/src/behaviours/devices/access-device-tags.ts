import type { BehaviourTable } from '../../engine/behaviour.js';
import { alreadyExists, invalid, notFound } from '../../engine/refusal.js';
import type { Device } from '../../platform/model.js';
import { requestedDevice } from './access-device.js';

/** Custom tags of devices, which fill in their configuration files. */
export function accessDeviceTags(table: BehaviourTable): void {
  table
    .on('GroupAccessDeviceCustomTagGetListRequest', (request, { platform }) =>
      tagTable(requestedDevice(platform, 'Group', request)),
    )
    .on('ServiceProviderAccessDeviceCustomTagGetListRequest', (request, { platform }) =>
      tagTable(requestedDevice(platform, 'Service Provider', request)),
    )
    .on('SystemAccessDeviceCustomTagGetListRequest', (request, { platform }) =>
      tagTable(requestedDevice(platform, 'System', request)),
    )
    .on('GroupAccessDeviceCustomTagAddRequest', (request, { platform }) => {
      const { customTags } = requestedDevice(platform, 'Group', request);
      const { tagName, tagValue } = request;
      checkName(tagName);
      if (customTags.some((tag) => tag.tagName === tagName)) throw alreadyExists('Tag', tagName);
      customTags.push({ tagName, ...(tagValue === undefined ? {} : { tagValue }) });
    })
    .on('GroupAccessDeviceCustomTagDeleteListRequest', (request, { platform }) => {
      const device = requestedDevice(platform, 'Group', request);
      for (const name of request.tagName) {
        if (!device.customTags.some((tag) => tag.tagName === name)) throw notFound('Tag', name);
      }
      device.customTags = device.customTags.filter((tag) => !request.tagName.includes(tag.tagName));
    });
}

/** `%COLOR%`; names that begin with `%BW` are the platform's. */
function checkName(tagName: string): void {
  if (!/^%[^%]+%$/.test(tagName) || /^%BW/i.test(tagName)) {
    throw invalid(`Invalid tag name: ${tagName}`);
  }
}

function tagTable({ customTags }: Device) {
  const values = new Map(customTags.map(({ tagName, tagValue = '' }) => [tagName, tagValue]));
  return {
    deviceCustomTagsTable: customTags.map(({ tagName, tagValue = '' }) => ({
      tagName,
      tagValue,
      actualTagValue: tagValue.replace(/%[^%]+%/g, (name) => values.get(name) ?? name),
    })),
  };
}
