import type { ChoiceDoc, FieldDoc, ParticleDoc, TypePage } from '@ocipkit/generator';
import { markup, join, type Child, type Html } from '../html/html.js';
import { choiceRule } from './fields.js';
import { allChoices, type PlacedChoice } from './particles.js';
import type { Links } from '../site.js';

export interface ChoiceOptions {
  readonly links: Links;
  readonly fieldPrefix: string;
  /** Before the ids of the choices. */
  readonly prefix: string;
  readonly isSent: boolean;
}

/** A block per choice, its branches side by side; undefined if the page has none. */
export function choiceBlocks(page: TypePage, options: ChoiceOptions): Html | undefined {
  const choices = allChoices(page.particles ?? []);
  if (choices.length === 0) return undefined;
  return markup`${choices.map((choice) => choiceBlock(choice, page, options))}`;
}

function choiceBlock(placed: PlacedChoice, page: TypePage, options: ChoiceOptions): Html {
  const { choice, path } = placed;
  const id = `${options.prefix}${String(choice.number)}`;
  const where = path === '' ? '' : markup` in <code>${path.replace(/\.$/, '')}</code>`;
  const cards = choice.branches.map(
    (branch) =>
      markup`<ul class="branch">${branch.map((particle) => member(particle, path, options))}</ul>
`,
  );
  return markup`<div class="choice" id="${id}">
<h3>Choice ${choice.number}${where}: <em>${choiceRule(choice)}</em></h3>
<div class="branches">${join(cards, markup`<span class="or">or</span>`)}</div>
${options.isSent && refusal(placed, page, options.links)}</div>
`;
}

function member(particle: ParticleDoc, path: string, options: ChoiceOptions): Html {
  if (particle.kind === 'choice') {
    return markup`<li><a href="#${options.prefix}${particle.number}">choice ${particle.number}</a></li>`;
  }
  const { name, type, list } = particle;
  return markup`<li><a href="#${options.fieldPrefix}${path}${name}">${name}</a>${!particle.required && markup` <small>optional</small>`}<br><small>${type.kind === 'inline' ? 'object' : type.kind === 'builtin' ? markup`<code>${particle.typescript}</code>` : type.kind === 'table' ? 'table' : options.links.type(type.name)}${list !== undefined && '[]'}</small></li>`;
}

/** What the compiler says of two branches at once. */
function refusal({ choice, path }: PlacedChoice, page: TypePage, links: Links): Child {
  if (choice.repeats === true) {
    return markup`<p class="note">In TypeScript this is the list <code>$items</code>: each item holds the fields of one branch.</p>
`;
  }
  if (path !== '' || page.kind !== 'request') return undefined;
  const other = refusedField(choice, links);
  if (other === undefined) {
    return markup`<p class="note">Fields of two branches at once do not compile.</p>
`;
  }
  return markup`<p class="note">Fields of two branches at once do not compile:</p>
<pre class="error" tabindex="0">${compilerError(choice, page.name, other)}</pre>
`;
}

function compilerError(
  { required }: ChoiceDoc,
  page: string,
  { name, type }: { readonly name: string; readonly type: string },
): string {
  const reason = `Type '${type}' is not assignable to type 'undefined'.`;
  if (!required) return `error TS2322: ${reason}`;
  return `error TS2345: Argument of type '{ … }' is not assignable to parameter of type '${page}Input'.
  Types of property '${name}' are incompatible.
    ${reason}`;
}

/**
 * The field that the compiler names: the first of another branch. Undefined where fields have literal
 * types, by which the compiler chooses a branch and then says something else.
 */
function refusedField(
  { branches }: ChoiceDoc,
  links: Links,
): { readonly name: string; readonly type: string } | undefined {
  const [first = [], ...others] = branches.map((branch) =>
    branch.flatMap((particle) => (particle.kind === 'field' ? [particle] : [])),
  );
  const rest = others.flat();
  const isLiteral = (field: FieldDoc): boolean =>
    field.fixed !== undefined || (field.type.kind === 'enumeration' && rest.includes(field));
  if ([...first, ...rest].some(isLiteral)) return undefined;
  const own = new Set(first.map((field) => field.name));
  const field = rest.find(({ name, type }) => !own.has(name) && type.kind !== 'inline');
  if (field === undefined) return undefined;
  const type = field.type.kind === 'builtin' ? field.typescript : links.primitive(field.type.name);
  if (type === undefined) return undefined;
  return { name: field.name, type: field.list === undefined ? type : `${type}[]` };
}
