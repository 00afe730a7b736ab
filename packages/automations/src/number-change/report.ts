import { facts, parts, runParts, table, type Report } from '../report/report.js';
import { placeText } from './path.js';
import type { NumberChange, NumberState } from './types.js';

/** A change of numbers, for people. */
export function numberChangeReport(change: NumberChange): Report {
  const { automation, mode, from, to, numbers, totals, steps, warnings } = change;
  const what = automation === 'moveNumbers' ? 'Move of numbers' : 'Removal of numbers';
  const counts = Object.entries(totals).map(([outcome, count]) => `${String(count)} ${outcome}`);
  return {
    title: `${what}: ${mode}`,
    subtitle: counts.join(', '),
    parts: [
      ...parts({
        Task: [
          facts({
            From: placeText(from),
            To: placeText(to),
            Confirmation: change.confirmation ?? undefined,
            'Resume or roll back': change.isResumable ? 'yes, from the journal' : undefined,
          }),
        ],
        Numbers: [
          table(
            ['Number', 'Outcome', 'Before', 'After', 'Department', 'Activated', 'Why'],
            numbers.map(({ number, outcome, before, after, problem }) => [
              number,
              outcome,
              stateText(before),
              stateText(after),
              (after ?? before)?.department ?? undefined,
              (after ?? before)?.isActivated ?? undefined,
              problem?.message,
            ]),
          ),
        ],
        Steps: [
          table(
            ['Step', 'Request', 'Numbers', 'From', 'To', 'State'],
            steps.map(({ id, command, input, before, after, state }) => [
              id,
              command,
              input.phoneNumber.join(', '),
              before,
              after,
              state,
            ]),
          ),
        ],
        Notices: warnings.map(({ step, command, summary }) => ({
          kind: 'text',
          text: `step ${step}, ${command}: ${summary}`,
          tone: 'warning',
        })),
      }),
      ...runParts(change),
    ],
  };
}

function stateText(state: NumberState | null): string | undefined {
  if (state === null) return undefined;
  const place = placeText(state.place);
  return state.userId === null ? place : `${place}, ${state.userId}`;
}
