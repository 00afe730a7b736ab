import type { Paragraph, TypePage } from '@ocipkit/generator';
import type { FieldOf } from './lookup.js';
import { fieldFacts, fieldLines, typeText, type FieldLook } from './field-text.js';
import { wrapped } from './wrap.js';

/** How many users and relatives are listed; `-o json` has them all. */
const SHOWN = 12;

/** Everything about a type, for people. */
export async function pageText(page: TypePage, look: FieldLook): Promise<string> {
  const { style } = look.terminal;
  const parts = [
    [style.bold(page.name), headLine(page), ...statusLines(page)],
    paragraphs(page.description, look.width),
    remarks(page, look.width),
    valueLines(page, look),
    await fieldPart(page, look),
    await responsePart(page, look),
    listPart('Answers', page.answers),
    listPart('Extended by', page.extendedBy),
    usedBy(page),
    listPart(
      'Related',
      page.related?.map(({ name, verb }) => `${name} (${verb})`),
    ),
    nextLines(page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Everything about a field, for people. */
export async function fieldText({ path, owner, field }: FieldOf, look: FieldLook): Promise<string> {
  const { style } = look.terminal;
  const [head, ...rest] = await fieldLines([field], look, '', [owner.name]);
  const facts = `${style.bold(path)}  ${style.cyan([typeText(field), ...fieldFacts(field)].join(style.dim(' · ')))}`;
  const own = [head === undefined ? '' : facts, ...rest];
  const type = await look.page(field.type.name);
  const about =
    type === undefined
      ? []
      : ['', style.bold(field.type.name), ...paragraphs(type.description, look.width, '  ')];
  const values = type === undefined || field.values !== undefined ? [] : valueLines(type, look);
  return `${[...own, ...about, ...values].join('\n').trimEnd()}\n`;
}

function headLine({ kind, request, source, abstract, extends: base }: TypePage): string {
  return [
    kind,
    ...(request === undefined ? [] : [`${request.verb}, ${request.access}s`]),
    ...(abstract === true ? ['abstract'] : []),
    ...(base === undefined ? [] : [`extends ${base}`]),
    ...(source.file === '' ? [] : [`${source.file}:${String(source.line)}`]),
  ].join(' · ');
}

function statusLines({ name, status, successor, variants, modes }: TypePage): readonly string[] {
  const lines: string[] = [];
  if (status === 'deprecated') {
    const mode = successor?.mode === undefined ? '' : ` in ${successor.mode} data mode`;
    const how = successor?.derived === true ? ' (the newest of its family)' : '';
    lines.push(
      successor === undefined
        ? 'Deprecated.'
        : `Deprecated; ${successor.name} takes its place${mode}${how}.`,
    );
  } else if (status === 'superseded') {
    lines.push(`Not the newest of its family: ${variants?.at(-1) ?? ''}.`);
  }
  if (variants !== undefined) {
    const shown = variants.map((variant) => (variant === name ? `${variant} (this one)` : variant));
    lines.push(`Family: ${shown.join(', ')}`);
  }
  if (modes !== undefined) lines.push(`In ${modes.join(' and ')} data mode only.`);
  return lines;
}

function paragraphs(
  description: readonly Paragraph[],
  width: number,
  indent = '',
): readonly string[] {
  return description.flatMap((paragraph) =>
    typeof paragraph === 'string'
      ? wrapped(paragraph, width, indent)
      : paragraph.items.flatMap((item) => {
          const [first = '', ...more] = wrapped(item, width - 2, `${indent}  `);
          return [`${indent}- ${first.trimStart()}`, ...more];
        }),
  );
}

function remarks({ rights, effects, changes }: TypePage, width: number): readonly string[] {
  return [
    ...(rights === undefined ? [] : wrapped(`Rights: ${rights.join(' ')}`, width)),
    ...(effects === undefined ? [] : wrapped(`Effects: ${effects.join(' ')}`, width)),
    ...(changes === undefined || changes.lines.length === 0
      ? []
      : [
          `Changes since ${changes.since}:`,
          ...changes.lines.flatMap((line) => wrapped(`- ${line}`, width, '  ')),
        ]),
  ];
}

function valueLines({ value }: TypePage, { width, terminal }: FieldLook): readonly string[] {
  if (value === undefined) return [];
  const { primitive, base, limits, patterns, values } = value;
  const what = base === undefined ? primitive : `${primitive}, by ${base}`;
  const rule = limits === undefined ? '' : `: ${limits}`;
  const names = values ?? [];
  return [
    ...(values === undefined ? [`A ${what}${rule}`] : [`One of ${String(names.length)} values:`]),
    ...(patterns ?? []).map((pattern) => `Pattern: ${pattern}`),
    ...names.flatMap(({ value: name, doc }) => [
      `  ${terminal.style.bold(name)}`,
      ...wrapped(doc ?? '', width, '      '),
    ]),
  ];
}

async function fieldPart(page: TypePage, look: FieldLook): Promise<readonly string[]> {
  if (page.particles === undefined) return [];
  if (page.particles.length === 0) return ['It has no fields.'];
  const lines = await fieldLines(page.particles, look, '  ', [page.name]);
  return [look.terminal.style.bold('Fields, in their order on the wire:'), ...lines];
}

async function responsePart({ request }: TypePage, look: FieldLook): Promise<readonly string[]> {
  if (request === undefined) return [];
  const { bold } = look.terminal.style;
  const { response, mayReturnSuccess } = request;
  if (response === undefined) return [`${bold('Response:')} SuccessResponse, no data`];
  const also = mayReturnSuccess === true ? ', or SuccessResponse' : '';
  const page = await look.page(response);
  const lines = page === undefined ? [] : await fieldLines(page.particles ?? [], look, '  ', []);
  return [`${bold('Response:')} ${response}${also}`, ...lines];
}

function listPart(title: string, names: readonly string[] | undefined): readonly string[] {
  if (names === undefined || names.length === 0) return [];
  return [`${title}:`, ...names.slice(0, SHOWN).map((name) => `  ${name}`), ...more(names.length)];
}

function usedBy({ usedBy: uses }: TypePage): readonly string[] {
  return listPart(
    'Used by',
    uses?.map(({ type, field }) => `${type}.${field}`),
  );
}

function more(count: number): readonly string[] {
  return count > SHOWN ? [`  … and ${String(count - SHOWN)} more: -o json`] : [];
}

function nextLines({ kind, name }: TypePage): readonly string[] {
  return kind === 'request' ? [`ocip call ${name} --skeleton shows an input to fill in.`] : [];
}
