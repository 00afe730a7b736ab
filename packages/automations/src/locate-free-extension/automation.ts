import { groupParameters } from '../registry/parameters.js';
import type { Automation } from '../registry/automation.js';
import {
  facts,
  parts,
  runParts,
  sectionBlocks,
  table,
  text,
  type Report,
} from '../report/report.js';
import { locateFreeExtension, type LocateFreeExtensionInput } from './locate-free-extension.js';
import { extensionSources, type ExtensionVerdict, type FreeExtensions } from './types.js';

/** {@link locateFreeExtension}, for programs that list automations. */
export const locateFreeExtensionAutomation: Automation<LocateFreeExtensionInput, FreeExtensions> = {
  name: 'locateFreeExtension',
  command: 'extension free',
  description: 'Extensions of a range that nobody in the group has.',
  access: 'read',
  parameters: [
    ...groupParameters('The group.'),
    {
      name: 'start',
      type: 'text',
      isRequired: true,
      description: 'First extension of the range; leading zeros count.',
    },
    {
      name: 'end',
      type: 'text',
      isRequired: true,
      description: 'Last extension of the range, with as many digits.',
    },
    {
      name: 'count',
      type: 'integer',
      min: 1,
      isRequired: false,
      description: 'How many are wanted; 1 by default.',
    },
    {
      name: 'avoidFeatureAccessCodes',
      type: 'boolean',
      isRequired: false,
      description: 'Pass over extensions that get in the way of feature access codes.',
    },
  ],
  run: locateFreeExtension,
  report,
};

const verdicts: Readonly<Record<ExtensionVerdict, string>> = {
  found: 'free',
  fewer: 'free, but fewer than asked for',
  none: 'none is free',
  'length-not-allowed': 'the group does not allow extensions of this length',
  unknown: 'unknown: not every source could be read',
};

function report(result: FreeExtensions): Report {
  const { extensions, candidates, verdict, lengths, checked, used, conflicts } = result;
  return {
    title: `Extensions ${result.start} to ${result.end} of ${result.groupId}`,
    subtitle: [extensions.join(', '), verdicts[verdict]].filter((part) => part !== '').join(': '),
    parts: [
      ...parts({
        'Free extensions': extensions.map((extension) => text(extension)),
        'Perhaps free': candidates.map((extension) => text(extension, 'warning')),
        'Allowed length': sectionBlocks(lengths, ({ min, max, default: usual }) => [
          facts({ From: min, To: max, Default: usual }),
        ]),
        ...Object.fromEntries(
          extensionSources.map((source) => [
            `Checked: ${source}`,
            sectionBlocks(checked[source], ({ holders }) => [facts({ Extensions: holders })]),
          ]),
        ),
        'In use': [
          table(
            ['Extension', 'Source', 'Id', 'Name'],
            used.map((u) => [u.extension, u.source, u.id, u.name]),
          ),
        ],
        'Feature access codes': sectionBlocks(conflicts, (found) => [
          table(
            ['Extension', 'Code', 'Feature'],
            found.map((c) => [c.extension, c.featureAccessCode, c.featureAccessCodeName]),
          ),
        ]),
      }),
      ...runParts(result),
    ],
  };
}
