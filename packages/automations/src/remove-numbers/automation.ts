import { resumeNumberChange, rollBackNumberChange } from '../number-change/change.js';
import { numbersParameters, sourceParameters } from '../number-change/parameters.js';
import { numberChangeReport } from '../number-change/report.js';
import type { NumberChange } from '../number-change/types.js';
import type { Automation } from '../registry/automation.js';
import { removeNumbers, type RemoveNumbersInput } from './remove-numbers.js';

/** {@link removeNumbers}, for programs that list automations. */
export const removeNumbersAutomation: Automation<RemoveNumbersInput, NumberChange> = {
  name: 'removeNumbers',
  command: 'number remove',
  description: 'Removes phone numbers from a group and from its service provider.',
  access: 'write',
  parameters: [
    ...sourceParameters,
    ...numbersParameters,
    {
      name: 'confirmation',
      type: 'text',
      isRequired: false,
      description: 'What a dry run told for these very numbers; needed unless this is one.',
    },
  ],
  run: removeNumbers,
  resume: resumeNumberChange,
  rollback: rollBackNumberChange,
  report: numberChangeReport,
};
