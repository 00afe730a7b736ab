import type { Automation } from '../registry/automation.js';
import { facts, parts, runParts, table, text, type Report } from '../report/report.js';
import { findAlias, type FindAliasInput } from './find-alias.js';
import { aliasHolderKinds, type AliasMatch, type AliasSearch } from './types.js';

/** {@link findAlias}, for programs that list automations. */
export const findAliasAutomation: Automation<FindAliasInput, AliasSearch> = {
  name: 'findAlias',
  command: 'alias find',
  description: 'Who has a SIP alias: users, service instances, voice portals.',
  access: 'read',
  parameters: [
    {
      name: 'alias',
      type: 'text',
      isRequired: true,
      description: 'The alias, user@host or the user part by itself, without sip:.',
    },
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: false,
      description: 'Service provider or enterprise to search.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: false,
      description: 'Group to search; all groups of the service provider by default.',
    },
    {
      name: 'wholeSystem',
      type: 'boolean',
      isRequired: false,
      description: 'Searches every service provider, in place of the two ids.',
    },
    {
      name: 'stopAtFirst',
      type: 'boolean',
      isRequired: false,
      description: 'Ends the search at the first match.',
    },
    {
      name: 'kinds',
      type: 'choices',
      values: aliasHolderKinds,
      isRequired: false,
      description: 'What to look at; everything but Fax Messaging by default.',
    },
  ],
  run: findAlias,
  report,
};

const verdicts: Readonly<Record<AliasSearch['found'], string>> = {
  yes: 'found',
  no: 'not found',
  unknown: 'not found, but not everything could be read',
};

function report(search: AliasSearch): Report {
  const notSearched = search.searched.filter(({ status }) => status === 'not-searched');
  return {
    title: `Alias ${search.alias}`,
    subtitle: verdicts[search.found],
    parts: [
      ...parts({
        Matches: [
          matchTable(search.matches),
          ...(search.stopped
            ? [text('The search stopped at its first match; there may be more.', 'warning')]
            : []),
        ],
        Elsewhere: search.elsewhere.length === 0 ? [] : [matchTable(search.elsewhere)],
        Searched: [
          table(
            ['Kind', 'State', 'Listed', 'Read', 'Refused', 'Failed', 'Not searched'],
            search.searched
              .filter(
                ({ status, listed }) =>
                  status !== 'not-searched' && (listed > 0 || status !== 'value'),
              )
              .map((s) => [s.kind, s.status, s.listed, s.read, s.refused, s.failed, s.notSearched]),
          ),
          facts({ 'Not searched': notSearched.map(({ kind }) => kind).join(', ') }),
        ],
      }),
      ...runParts(search),
    ],
  };
}

function matchTable(matches: readonly AliasMatch[]) {
  return table(
    ['Alias', 'What', 'Case', 'Holder', 'Id', 'Name', 'Service provider', 'Group'],
    matches.map((m) => [
      m.alias,
      m.kind,
      m.exact ? 'same' : 'differs',
      m.holderType,
      m.id,
      m.name,
      m.serviceProviderId,
      m.groupId,
    ]),
  );
}
