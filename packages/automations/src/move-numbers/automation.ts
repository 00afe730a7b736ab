import { resumeNumberChange, rollBackNumberChange } from '../number-change/change.js';
import { numbersParameters, sourceParameters } from '../number-change/parameters.js';
import { numberChangeReport } from '../number-change/report.js';
import type { NumberChange } from '../number-change/types.js';
import type { Automation } from '../registry/automation.js';
import { moveNumbers, type MoveNumbersInput } from './move-numbers.js';

/** {@link moveNumbers}, for programs that list automations. */
export const moveNumbersAutomation: Automation<MoveNumbersInput, NumberChange> = {
  name: 'moveNumbers',
  command: 'number move',
  description: 'Moves phone numbers to another group, also of another service provider.',
  access: 'write',
  parameters: [
    ...sourceParameters,
    {
      name: 'toServiceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: false,
      description: 'Service provider or enterprise to move to; the same by default.',
    },
    {
      name: 'toGroupId',
      type: 'text',
      completion: 'groupId',
      isRequired: true,
      description: 'Group to move to.',
    },
    ...numbersParameters,
    {
      name: 'department',
      type: 'text',
      isRequired: false,
      description: 'Department of the target group, by name or full path; none by default.',
    },
  ],
  run: moveNumbers,
  resume: resumeNumberChange,
  rollback: rollBackNumberChange,
  report: numberChangeReport,
};
