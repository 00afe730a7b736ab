import type { ChoiceDoc, FieldDoc, ParticleDoc } from '@ocipkit/generator';
import { breakable, markup, join, raw, type Child, type Html } from '../html/html.js';
import type { Links } from '../site.js';
import { allFields } from './particles.js';
import { listing, plural, scrolling } from './parts.js';

export interface FieldTableOptions {
  readonly links: Links;
  /** For those who do not see the table. */
  readonly label: string;
  /** Before the ids of the fields: a page may show a request and its response. */
  readonly prefix: string;
  /** Where the choices of the page stand; without it they are not linked. */
  readonly choices?: string;
  /** Whether the fields are sent: answers are not told what to leave out. */
  readonly isSent: boolean;
}

/** The table of the fields, in the order in which they stand on the wire. */
export function fieldTable(particles: readonly ParticleDoc[], options: FieldTableOptions): Html {
  return new FieldTable(particles, options).html();
}

/** Where a row stands. */
interface Place {
  readonly depth: number;
  readonly path: string;
  /** The choice that the row is a part of. */
  readonly choice?: ChoiceDoc;
}

class FieldTable {
  readonly #particles: readonly ParticleDoc[];
  readonly #options: FieldTableOptions;
  readonly #ids = new Set<string>();
  readonly #hasNil: boolean;
  readonly #hasLimits: boolean;
  readonly #hasDefault: boolean;
  readonly #hasMode: boolean;
  readonly #width: number;

  constructor(particles: readonly ParticleDoc[], options: FieldTableOptions) {
    this.#particles = particles;
    this.#options = options;
    const fields = allFields(particles).map(({ field }) => field);
    this.#hasNil = fields.some((field) => field.nillable === true);
    this.#hasLimits = fields.some((field) => field.limits !== undefined);
    this.#hasDefault = fields.some((field) => field.default !== undefined);
    this.#hasMode = fields.some((field) => field.modes !== undefined);
    const extra = [this.#hasNil, this.#hasLimits, this.#hasDefault, this.#hasMode];
    this.#width = 4 + extra.filter(Boolean).length;
  }

  html(): Html {
    const column = (title: string, shown = true): Child =>
      shown && markup`<th scope="col">${title}</th>`;
    const table = markup`<table class="fields">
<thead><tr>${column('Field')}${column('Type')}${column('Required')}${column('Nil', this.#hasNil)}${column('Limits', this.#hasLimits)}${column('Default', this.#hasDefault)}${column('Mode', this.#hasMode)}${column('Meaning and values')}</tr></thead>
<tbody>
${this.#rows(this.#particles, { depth: 0, path: '' })}</tbody>
</table>`;
    return scrolling(this.#options.label, table);
  }

  #rows(particles: readonly ParticleDoc[], place: Place): Child {
    return particles.map((particle) =>
      particle.kind === 'choice' ? this.#choice(particle, place) : this.#field(particle, place),
    );
  }

  #choice(choice: ChoiceDoc, place: Place): Child {
    const inside = { ...place, choice };
    const { choices } = this.#options;
    const title = `Choice ${String(choice.number)}`;
    const name =
      choices === undefined ? title : markup`<a href="#${choices}${choice.number}">${title}</a>`;
    const bar = (content: Child, kind: string): Html =>
      markup`<tr class="${kind}"><td colspan="${this.#width}"${indent(place.depth)}>${content}</td></tr>
`;
    return [
      bar([name, `: ${choiceRule(choice)}`], 'pick'),
      choice.branches.map((branch, i) => [
        i > 0 && bar('or', 'pick or'),
        this.#rows(branch, inside),
      ]),
      bar(['end of ', title.toLowerCase()], 'pick end'),
    ];
  }

  #field(field: FieldDoc, place: Place): Child {
    const path = place.path + field.name;
    const id = this.#id(this.#options.prefix + path);
    const row = markup`<tr id="${id}"${place.choice === undefined ? '' : raw(' class="in"')}><th scope="row"${indent(place.depth)}><a href="#${id}">${breakable(field.name)}</a></th><td>${this.#type(field, path)}</td><td>${this.#required(field, place)}</td>${this.#hasNil && markup`<td>${field.nillable === true ? markup`<code>null</code>` : NONE}</td>`}${this.#hasLimits && markup`<td>${field.limits === undefined ? NONE : shortLimits(field.limits)}</td>`}${this.#hasDefault && markup`<td>${field.default === undefined ? NONE : markup`<code>${field.default}</code>`}</td>`}${this.#hasMode && markup`<td>${field.modes === undefined ? NONE : markup`<span class="mode">${field.modes.join(', ')}</span>`}</td>`}<td>${this.#notes(field)}</td></tr>
`;
    if (field.particles === undefined) return row;
    return [row, this.#rows(field.particles, { depth: place.depth + 1, path: `${path}.` })];
  }

  #id(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#ids.has(id); n++) id = `${wanted}-${String(n)}`;
    this.#ids.add(id);
    return id;
  }

  #type(field: FieldDoc, path: string): Child {
    const { links } = this.#options;
    const { name, kind, subtypes } = field.type;
    const list = field.list === undefined ? '' : '[]';
    if (kind === 'table') {
      const href = `#${this.#options.prefix}columns-${path}`;
      return [markup`<a href="${href}">table</a>`, field.list === undefined ? '' : ', repeated'];
    }
    if (kind === 'empty') return 'empty element';
    const shown =
      kind === 'inline'
        ? ['object', list, markup` <small>fields below</small>`]
        : kind === 'builtin'
          ? markup`<code>${field.typescript}${list}</code>`
          : [links.type(name), list];
    const script = field.typescript === name ? links.primitive(name) : field.typescript;
    const isPlain = kind === 'builtin' || kind === 'inline' || (script?.length ?? 99) > 40;
    return [
      shown,
      !isPlain && markup` <code class="ts">${script}</code>`,
      field.list !== undefined && markup`<br><small>${entries(field.list)}</small>`,
      subtypes !== undefined &&
        markup`<br><small>abstract: ${listing(
          subtypes.map((sub) => links.type(sub)),
          'or',
        )}</small>`,
    ];
  }

  #required(field: FieldDoc, { choice }: Place): Child {
    if (choice !== undefined) {
      const { choices } = this.#options;
      const text = `in choice ${String(choice.number)}`;
      const link =
        choices === undefined ? text : markup`<a href="#${choices}${choice.number}">${text}</a>`;
      return field.required ? link : ['optional ', link];
    }
    if (!field.required) return markup`<span class="dim">no</span>`;
    return markup`<b>${this.#options.isSent ? 'yes' : 'always'}</b>`;
  }

  #notes(field: FieldDoc): Child {
    const { links } = this.#options;
    const { fixed, values, valueCount, hints } = field;
    return [
      field.secret === true && markup`<span class="mark secret">secret</span> `,
      field.replaces === true && markup`<span class="mark">replaces the list</span> `,
      field.changed === true && markup`<span class="mark">changed</span> `,
      links.prose(field.doc),
      fixed !== undefined && markup`<div class="values">Only <code>${fixed}</code></div>`,
      values !== undefined &&
        fixed === undefined &&
        markup`<div class="values">${join(
          values.map((value) => markup`<code>${value}</code>`),
          ' ',
        )}</div>`,
      values === undefined &&
        valueCount !== undefined &&
        fixed === undefined &&
        markup`<div class="values">${plural(valueCount, 'value')}: see ${links.type(field.type.name)}</div>`,
      hints !== undefined &&
        markup`<div class="values">Named in the text: ${join(
          hints.map((value) => markup`<code>${value}</code>`),
          ' ',
        )}</div>`,
      field.inheritedFrom !== undefined &&
        markup`<div class="from">from ${links.type(field.inheritedFrom)}</div>`,
    ];
  }
}

/** `1 to 30 characters.` is `1–30 characters`. */
function shortLimits(limits: string): Child {
  const text = limits.replace(/\.$/, '').replace(/(\d) to (-?\d)/g, '$1–$2');
  return text.length <= 20 ? markup`<span class="line">${text}</span>` : text;
}

const NONE = raw('<span class="dim">–</span>');

function indent(depth: number): Html | '' {
  return depth === 0 ? '' : raw(` class="d${String(Math.min(depth, 5))}"`);
}

function entries({ min, max }: { readonly min: number; readonly max?: number }): string {
  if (max === undefined)
    return min === 0 ? 'any number of entries' : `${String(min)} or more entries`;
  return min === max ? `${String(min)} entries` : `${String(min)} to ${String(max)} entries`;
}

/** Which branches have to be given. */
export function choiceRule({ required, repeats, mayBeEmpty }: ChoiceDoc): string {
  const rule = required ? 'exactly one of' : 'at most one of';
  if (repeats === true) return 'any number of, in any order';
  return mayBeEmpty === true ? `${rule}; a branch may stay empty` : rule;
}
