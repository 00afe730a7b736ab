import type { Reference } from './build.js';
import type { ReferenceIndex, ReferenceModule } from './types.js';

/** How every file of the reference begins. */
export const REFERENCE_MARK = '{"generator":"ocip-generate"';

/** The files of a reference by their path; one type takes one line. */
export function referenceFiles({ index, modules }: Reference): ReadonlyMap<string, string> {
  return new Map([
    ['index.json', indexText(index)],
    ...modules.map((module) => [`types/${module.module}.json`, moduleText(module)] as const),
  ]);
}

function indexText({ modules, types, ...head }: ReferenceIndex): string {
  return `${headText(head)},
"modules":[
${modules.map((module) => JSON.stringify(module)).join(',\n')}
],
"types":[
${types.map((type) => JSON.stringify(type)).join(',\n')}
]}
`;
}

function moduleText({ module, types }: ReferenceModule): string {
  const lines = Object.entries(types).map(
    ([name, page]) => `${JSON.stringify(name)}:${JSON.stringify(page)}`,
  );
  return `${headText({ module })},\n"types":{\n${lines.join(',\n')}\n}}\n`;
}

/** The first line of a file, still open. */
function headText(head: object): string {
  return `${REFERENCE_MARK},${JSON.stringify(head).slice(1, -1)}`;
}
