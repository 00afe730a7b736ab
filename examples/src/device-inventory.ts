/*
 * An automation of one's own: the devices of a group, counted by type, with the lines that use each. The guide
 * docs/extend/automation.md goes through it.
 */
import {
  facts,
  parts,
  problemsOf,
  rootOf,
  runParts,
  sectionOf,
  table,
  valueOf,
  Run,
  type Automation,
  type RunOptions,
  type RunSummary,
  type Section,
} from '@ocipkit/automations';
import type { Client } from '@ocipkit/client';

export interface DeviceInventoryInput {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

export interface DeviceInventory extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** Devices by type. */
  readonly types: Readonly<Record<string, number>>;
  readonly devices: readonly InventoriedDevice[];
}

export interface InventoriedDevice {
  readonly deviceName: string;
  readonly deviceType: string;
  /** Ports in use; a section, since each device is asked for its own. */
  readonly lines: Section<number>;
}

/**
 * Counts the devices of a group and the lines on them. Two rounds: the list, then the devices, 15 to a message.
 *
 * @throws AutomationError if the list of devices cannot be read
 */
export async function deviceInventory(
  client: Client,
  { serviceProviderId, groupId }: DeviceInventoryInput,
  options?: RunOptions,
): Promise<DeviceInventory> {
  const run = new Run(client, options);
  const group = { serviceProviderId, groupId };
  const list = rootOf(
    await run.ask('GroupAccessDeviceGetListRequest', group, { path: 'devices', subject: groupId }),
  );
  const rows = [...list.accessDeviceTable];
  let done = 0;
  const devices = await Promise.all(
    rows.map(async ({ deviceName = '', deviceType = '' }): Promise<InventoriedDevice> => {
      const path = `devices.${deviceName}.lines`;
      const place = run.member({ path, subject: deviceName });
      const device = await run.ask(
        'GroupAccessDeviceGetRequest24V3',
        { ...group, deviceName },
        place,
      );
      run.progress('devices', (done += 1), rows.length);
      const lines = sectionOf(path, device, ({ numberOfAssignedPorts }) => numberOfAssignedPorts);
      return { deviceName, deviceType, lines };
    }),
  );
  const types: Record<string, number> = {};
  for (const { deviceType } of devices) types[deviceType] = (types[deviceType] ?? 0) + 1;
  const problems = devices.flatMap(({ lines }) => problemsOf(lines));
  return { serviceProviderId, groupId, types, devices, ...run.summary(problems) };
}

/** {@link deviceInventory}, for programs that list automations. */
export const deviceInventoryAutomation: Automation<DeviceInventoryInput, DeviceInventory> = {
  name: 'deviceInventory',
  command: 'device inventory',
  description: 'The devices of a group, by type, and the lines on each.',
  access: 'read',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'Service provider or enterprise.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: true,
      description: 'The group.',
    },
  ],
  run: deviceInventory,
  report: (result) => ({
    title: `Devices of ${result.groupId}`,
    subtitle: `${String(result.devices.length)} devices`,
    parts: [
      ...parts({
        Types: [facts(result.types)],
        Devices: [
          table(
            ['Device', 'Type', 'Lines'],
            result.devices.map(({ deviceName, deviceType, lines }) => [
              deviceName,
              deviceType,
              valueOf(lines),
            ]),
          ),
        ],
      }),
      ...runParts(result),
    ],
  }),
};

/** What the command line takes from a module of automations. */
export const automations = [deviceInventoryAutomation];
