import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  table,
  text,
  type Report,
  type ReportValue,
} from '../report/report.js';
import type { UpdateUserResult } from './types.js';
import { updateUser, type UpdateUserInput } from './update-user.js';

/** {@link updateUser}, for programs that list automations. */
export const updateUserAutomation: Automation<UpdateUserInput, UpdateUserResult> = {
  name: 'updateUser',
  command: 'user update',
  description: 'Changes fields, services, the id or the group of a user, and reads the user back.',
  access: 'write',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'Service provider or enterprise of the user.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: true,
      description: 'Group of the user; a user of another group is not changed.',
    },
    {
      name: 'userId',
      type: 'text',
      completion: 'userId',
      isRequired: true,
      description: 'Primary or alternate id of the user.',
    },
    {
      name: 'updates',
      type: 'object',
      isRequired: false,
      description: 'Fields to change; null clears a field.',
    },
    {
      name: 'services',
      type: 'object',
      isRequired: false,
      description: 'Services to assign and to unassign: two lists of names.',
    },
    {
      name: 'servicePacks',
      type: 'object',
      isRequired: false,
      description: 'Service packs to assign and to unassign.',
    },
    {
      name: 'newUserId',
      type: 'text',
      isRequired: false,
      description: 'Gives the user this id.',
    },
    {
      name: 'newGroupId',
      type: 'text',
      completion: 'groupId',
      isRequired: false,
      description: 'Moves the user to this group of the same enterprise.',
    },
    {
      name: 'acceptImpacts',
      type: 'boolean',
      isRequired: false,
      description: 'Carries a move out although it brings changes.',
    },
    {
      name: 'expected',
      type: 'object',
      isRequired: false,
      description: 'Values that the user must have at present.',
    },
    {
      name: 'dryRun',
      type: 'boolean',
      isRequired: false,
      description: 'Shows what would be sent, and changes nothing.',
    },
  ],
  run: updateUser,
  report,
};

function report(result: UpdateUserResult): Report {
  const { user, steps, changed, checks, move, conflicts, warnings, unchanged, dropped } = result;
  return {
    title: user === null ? result.userId : `${user.firstName} ${user.lastName}`,
    subtitle: `${result.userId}: ${result.state}`,
    parts: [
      ...parts({
        Changed:
          changed.length === 0
            ? []
            : [
                table(
                  ['Field', 'Before', 'After'],
                  changed.map((c) => [c.field, shown(c.before), shown(c.after)]),
                ),
              ],
        Conflicts:
          conflicts.length === 0
            ? []
            : [
                table(
                  ['Field', 'Expected', 'Found'],
                  conflicts.map((c) => [c.field, shown(c.expected), shown(c.found)]),
                ),
              ],
        Checks:
          checks.length === 0
            ? []
            : [
                table(
                  ['Field', 'State', 'Found'],
                  checks.map((c) => [c.field, c.state, c.message]),
                ),
              ],
        Move:
          move === null
            ? []
            : [
                ...move.errors.map((e) => text(`prevents it: ${e.summary}`, 'warning')),
                ...move.impacts.map((i) => text(`changes: ${i.summary}`, 'warning')),
                facts({ 'New group': move.newGroupId }),
              ],
        ...Object.fromEntries(
          steps.map((step) => [
            step.command,
            [
              facts({ State: step.state, 'Without undo': step.withoutUndo.join(', ') }),
              table(
                ['Field', 'Before', 'Sent'],
                Object.entries(step.fields).map(([name, value]) => [
                  name,
                  shown(step.before[name]),
                  shown(value),
                ]),
              ),
            ],
          ]),
        ),
        'Not sent':
          unchanged.length + dropped.length === 0
            ? []
            : [facts({ 'Holds already': unchanged.join(', '), Dropped: dropped.join(', ') })],
        Warnings: warnings.map((w) => text(w, 'warning')),
      }),
      ...runParts(result),
    ],
  };
}

function shown(value: unknown): ReportValue {
  if (value === undefined) return undefined;
  if (value === null) return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : (value as ReportValue);
}
