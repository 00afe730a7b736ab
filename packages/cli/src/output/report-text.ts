import type { Report, ReportBlock, ReportValue } from '@ocipkit/automations';
import type { Terminal } from '../terminal/terminal.js';
import { cellText, plainText } from './plain.js';
import { factsText, tableText } from './tables.js';

/** A report as text for the terminal. */
export function reportText(report: Report, terminal: Terminal): string {
  const { style } = terminal;
  const head = [
    style.bold(plainText(report.title)),
    ...(report.subtitle === undefined ? [] : [style.dim(plainText(report.subtitle))]),
  ];
  const parts = report.parts.map(({ title, blocks }) =>
    [style.bold(style.cyan(plainText(title))), ...blocks.map((b) => blockText(b, terminal))].join(
      '\n',
    ),
  );
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

function blockText(block: ReportBlock, { style, isOutTerminal, width }: Terminal): string {
  const look = { head: style.dim, indent: '  ', width: isOutTerminal ? width : undefined };
  switch (block.kind) {
    case 'facts':
      return factsText(
        block.facts.map(([name, value]) => [name, valueText(value)]),
        look,
      );
    case 'table':
      return tableText(
        block.columns,
        block.rows.map((row) => row.map(valueText)),
        look,
      );
    case 'text': {
      const text = `  ${plainText(block.text)}`;
      return block.tone === 'warning' ? style.yellow(text) : text;
    }
  }
}

function valueText(value: ReportValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return cellText(value);
}
