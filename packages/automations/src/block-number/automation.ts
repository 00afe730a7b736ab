import type { Automation, Parameter } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  table,
  text,
  type Report,
  type ReportBlock,
} from '../report/report.js';
import { blockNumber, undoBlockNumber } from './block-number.js';
import type { BlockNumberInput, UndoBlockNumberInput } from './input.js';
import { blockActions, type BlockGroup, type BlockResult } from './types.js';

const apply: Parameter = {
  name: 'apply',
  type: 'boolean',
  isRequired: false,
  description: 'Change something; without it the plan is shown and nothing is changed.',
};

/** {@link blockNumber}, for programs that list automations. */
export const blockNumberAutomation: Automation<BlockNumberInput, BlockResult> = {
  name: 'blockNumber',
  command: 'number block',
  description:
    'Blocks callers by a digit pattern in all groups of an enterprise or service provider.',
  access: 'write',
  parameters: [
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: true,
      description: 'Enterprise or service provider whose groups are meant.',
    },
    {
      name: 'digitPattern',
      type: 'text',
      isRequired: true,
      description: 'Callers: digits, +, #, ? for any digit, ranges such as [2-5], * at the end.',
    },
    {
      name: 'name',
      type: 'text',
      isRequired: false,
      description: 'Name for the pattern, up to 30 characters; made from the digits by default.',
    },
    {
      name: 'groups',
      type: 'texts',
      completion: 'groupId',
      isRequired: false,
      description: 'Groups that are meant; all by default.',
    },
    {
      name: 'excludeGroups',
      type: 'texts',
      completion: 'groupId',
      isRequired: false,
      description: 'Groups to leave alone.',
    },
    {
      name: 'departments',
      type: 'boolean',
      isRequired: false,
      description: 'Also set the permissions of departments; true by default.',
    },
    {
      name: 'action',
      type: 'choice',
      values: blockActions,
      isRequired: false,
      description: 'Block by default; report only tells how things are.',
    },
    {
      name: 'changeExemptUsers',
      type: 'boolean',
      isRequired: false,
      description: 'Also change the rules of users who have their own; they are listed by default.',
    },
    {
      name: 'removePattern',
      type: 'boolean',
      isRequired: false,
      description: 'With unblock: delete the pattern where nothing else uses it.',
    },
    {
      name: 'allowBroad',
      type: 'boolean',
      isRequired: false,
      description: 'Allow a pattern with fewer than three literal digits.',
    },
    {
      name: 'countryCode',
      type: 'text',
      isRequired: false,
      description: 'Country calling code such as 49, to tell other forms of a national number.',
    },
    apply,
  ],
  run: blockNumber,
  report,
};

/** {@link undoBlockNumber}, for programs that list automations. */
export const undoBlockNumberAutomation: Automation<UndoBlockNumberInput, BlockResult> = {
  name: 'undoBlockNumber',
  command: 'number undo-block',
  description: 'Takes back what a run of number block has changed, by the undo plan of its result.',
  access: 'write',
  parameters: [
    {
      name: 'undo',
      type: 'object',
      isRequired: true,
      description: 'The field undo of a result of number block.',
    },
    apply,
  ],
  run: undoBlockNumber,
  report,
};

function report(result: BlockResult): Report {
  const { pattern, groups, totals, applied, action } = result;
  const isPlan = !applied && action !== 'report';
  return {
    title: `${action} ${pattern.digitPattern}`,
    subtitle: `${result.serviceProviderId}: ${result.outcome}${isPlan ? ', a plan: nothing was changed' : ''}`,
    parts: [
      ...parts({
        Pattern: [
          facts({
            Name: pattern.name,
            Digits: pattern.digitPattern,
            Matches: pattern.matches,
            'Other forms, not covered': pattern.otherForms.join(', '),
          }),
        ],
        Groups: [
          facts(totals),
          table(
            ['Group', 'Name', 'Outcome', 'Pattern', 'Read back', 'Departments', 'Own rules'],
            groups.map((group) => [
              group.groupId,
              group.groupName,
              group.outcome,
              group.patternName,
              group.verified,
              group.departments.length,
              group.exemptUsers?.join(', ') ?? 'not known',
            ]),
          ),
          ...groups.flatMap(notesOf),
        ],
        Changes: [
          table(
            ['Group', 'Command', 'Changes', 'State', 'Undone by'],
            groups.flatMap(({ groupId, steps }) =>
              steps.map((step) => [
                groupId,
                step.command,
                step.changes.length,
                step.notice ?? step.state,
                step.undo,
              ]),
            ),
          ),
        ],
      }),
      ...runParts(result),
    ],
  };
}

function notesOf({ groupId, notes }: BlockGroup): readonly ReportBlock[] {
  return notes.map((note) => text(`${groupId}: ${note}`, 'warning'));
}
