import { resolve } from 'node:path';
import type { Report, ReportBlock, ReportPart, ReportValue } from '@ocipkit/automations';
import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { writeWhole } from '../settings/write-whole.js';

/**
 * Writes a report as one page that asks for nothing else: it can be sent to a colleague and printed.
 *
 * @returns the file's full path
 * @throws CliError if it can't be written; then there is no half of it
 */
export async function writeReportPage(
  report: Report,
  file: string,
  { cwd, version }: Pick<Context, 'cwd' | 'version'>,
): Promise<string> {
  const path = resolve(cwd, file);
  try {
    // Names and numbers of people are in it: it is for its owner to pass on.
    await writeWhole(path, reportPage(report, { version, madeAt: new Date() }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`${path} can't be written: ${reason}`, { cause: error });
  }
  return path;
}

export interface PageFacts {
  readonly version: string;
  readonly madeAt: Date;
}

/** A report as an HTML document without any reference to another file. */
export function reportPage(report: Report, { version, madeAt }: PageFacts): string {
  const { title, subtitle, parts } = report;
  const date = madeAt.toISOString();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
${subtitle === undefined ? '' : `<p class="subtitle">${escapeHtml(subtitle)}</p>\n`}</header>
${contents(parts)}<main>
${parts.map(partHtml).join('\n')}
</main>
<footer>Made with ocip ${escapeHtml(version)}, <time datetime="${date}">${date.slice(0, 16).replace('T', ' ')} UTC</time></footer>
</body>
</html>
`;
}

const MANY_PARTS = 4;

function contents(parts: readonly ReportPart[]): string {
  if (parts.length < MANY_PARTS) return '';
  const items = parts.map(
    ({ title }, i) => `<li><a href="#part-${String(i + 1)}">${escapeHtml(title)}</a></li>`,
  );
  return `<nav aria-label="Parts"><ul>${items.join('')}</ul></nav>\n`;
}

function partHtml({ title, blocks }: ReportPart, index: number): string {
  const id = `part-${String(index + 1)}`;
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>
${blocks.map((block) => blockHtml(block, title)).join('\n')}</section>`;
}

function blockHtml(block: ReportBlock, title: string): string {
  switch (block.kind) {
    case 'facts':
      return `<dl>${block.facts
        .map(
          ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${valueHtml(value)}</dd></div>`,
        )
        .join('')}</dl>`;
    case 'table':
      return tableHtml(block.columns, block.rows, title);
    case 'text':
      return block.tone === 'warning'
        ? `<p class="warning"><strong>Note:</strong> ${escapeHtml(block.text)}</p>`
        : `<p>${escapeHtml(block.text)}</p>`;
  }
}

function tableHtml(
  columns: readonly string[],
  rows: readonly (readonly ReportValue[])[],
  title: string,
): string {
  const isNumber = columns.map((_, i) =>
    rows.every((row) => row[i] === undefined || typeof row[i] === 'number'),
  );
  const kind = (i: number): string => (isNumber[i] === true ? ' class="number"' : '');
  const head = columns.map((name, i) => `<th scope="col"${kind(i)}>${escapeHtml(name)}</th>`);
  const body = rows.map(
    (row) =>
      `<tr>${columns.map((_, i) => `<td${kind(i)}>${valueHtml(row[i])}</td>`).join('')}</tr>`,
  );
  // It scrolls in its box, which the keyboard has to reach.
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(title)}"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody>
</table></div>`;
}

function valueHtml(value: ReportValue): string {
  if (value === undefined || value === '') return '<span class="none">–</span>';
  if (typeof value === 'boolean') {
    return `<span class="${value ? 'yes' : 'no'}">${value ? 'yes' : 'no'}</span>`;
  }
  return escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#dfe4ea;--paper:#fff;--band:#f5f7f9;--accent:#0b5cad;--warn:#7a4d00;--warn-paper:#fff6e0;--yes:#146c34}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa6b4;--line:#323b47;--paper:#14181e;--band:#1b2129;--accent:#7db8f5;--warn:#f2c063;--warn-paper:#33280f;--yes:#6ccf8e}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:2rem clamp(1rem,4vw,3rem) 3rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
header{border-bottom:2px solid var(--accent);padding-bottom:.9rem}
h1{font-size:1.75rem;line-height:1.2;margin:0;overflow-wrap:anywhere}
.subtitle{color:var(--soft);margin:.3rem 0 0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .6rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.9rem 0 0;padding:0}
a{color:var(--accent)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.55rem 1.5rem;margin:.4rem 0}
dl div{min-width:0}
dt{color:var(--soft);font-size:.85em}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .75rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
th{background:var(--band);color:var(--soft);font-weight:600;font-size:.88em;white-space:nowrap}
tbody tr:last-child td{border-bottom:0}
.number{text-align:right}
.none,.no{color:var(--soft)}
.yes{color:var(--yes)}
.warning{background:var(--warn-paper);color:var(--warn);border-radius:6px;padding:.5rem .8rem}
footer{margin-top:3rem;padding-top:.8rem;border-top:1px solid var(--line);color:var(--soft);font-size:.88em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media print{body{max-width:none;padding:0;font-size:10.5pt}nav{display:none}.scroll{overflow:visible;border:0}section{break-inside:auto}tr,dl div{break-inside:avoid}thead{display:table-header-group}}
`;
