import type { Goal, Report, Row, Unit } from './report.js';

const head = ['what', 'median', 'min–max', 'ratio', 'goal', 'ok?'];

/** A report as a table for people, in GitHub's notation. */
export function describeReport({ name, title, notes, rows }: Report): string {
  const cells = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) => rule(line.map((text, i) => pad(text, widths[i] ?? 0, i))));
  lines.splice(1, 0, rule(widths.map((width, i) => '-'.repeat(width - 1) + (i === 0 ? '-' : ':'))));
  return [`## ${name}: ${title}`, '', ...lines, '', ...notes.map((note) => `- ${note}`), ''].join(
    '\n',
  );
}

const rule = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const pad = (text: string, width: number, column: number): string =>
  column === 0 ? text.padEnd(width) : text.padStart(width);

function cellsOf(row: Row): string[] {
  const { what, unit, median, min, max, ratio, goal, ok } = row;
  const range = min === max ? '' : `${quantity(min, unit)}–${quantity(max, unit)}`;
  return [
    what,
    quantity(median, unit),
    range,
    ratio === undefined ? '' : times(ratio),
    goal === undefined ? '' : describeGoal(goal, unit),
    ok === undefined ? '' : ok ? 'yes' : 'no',
  ];
}

function describeGoal({ of, bound, value }: Goal, unit: Unit): string {
  const sign = bound === 'at most' ? '≤' : '≥';
  return `${sign} ${of === 'ratio' ? times(value) : quantity(value, unit)}`;
}

function times(ratio: number): string {
  return `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}×`;
}

function quantity(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return value >= 1000
        ? `${(value / 1000).toFixed(2)} s`
        : `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} ms`;
    case 'MB':
      return `${value.toFixed(0)} MB`;
    case 'bytes':
      return `${(value / 1000).toFixed(1)} kB`;
    case 'count':
      return Number.isInteger(value) ? String(value) : value.toFixed(1);
    case '1/s':
      return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} /s`;
  }
}
