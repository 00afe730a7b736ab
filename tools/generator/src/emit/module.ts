import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Diagnostics } from '../diagnostics.js';
import type { ModulePlan, Plan } from '../plan/plan.js';
import { MARK } from '../write/write-files.js';
import { ComplexTypeEmitter, type EmitContext } from './complex-types.js';
import { DocWriter } from './docs.js';
import type { FactReader } from './facts.js';
import { DeclaredNames, ModuleNames } from './names.js';
import { importText } from './render.js';
import { emitSimpleType } from './simple-types.js';

/** The sub-path of the runtime that generated code imports. */
const RUNTIME = '@ocipkit/core/codegen';

/**
 * Renders modules. The text of a file is put together whole and parsed once, which proves that it is
 * TypeScript; changing a parsed file would parse it again each time.
 */
export class ModuleRenderer {
  readonly #plan: Plan;
  readonly #context: EmitContext;
  readonly #diagnostics: Diagnostics;

  /**
   * @param prose take over the documentation of the schemas; it is their owner's text
   * @param facts what the prose of the types says
   * @param diagnostics is told of names that clash
   */
  constructor(plan: Plan, prose: boolean, facts: FactReader, diagnostics: Diagnostics) {
    const { release } = plan;
    this.#plan = plan;
    this.#diagnostics = diagnostics;
    this.#context = {
      release,
      docs: new DocWriter(release, prose),
      facts,
      declared: new DeclaredNames(diagnostics),
      forms: new Set([...release.subtypes.values()].flat()),
    };
  }

  /**
   * The text of one module.
   *
   * @throws Error if the text is not TypeScript: a fault of the generator, never of a release
   */
  render(module: ModulePlan): string {
    const names = new ModuleNames(this.#plan, module.path);
    const complex = new ComplexTypeEmitter(this.#context, names);
    const { docs, declared } = this.#context;
    const body = module.types.flatMap((type) => {
      if (type.kind === 'complex') return complex.emit(type);
      declared.add(type.name, type.position);
      return emitSimpleType(type, names, docs);
    });
    const head = [header(module.source), ...importsOf(names, module.path)].join('\n');
    const text = `${[head, ...body].join('\n\n')}\n`;
    // A name that cannot be declared has been reported, and may well not be TypeScript.
    if (!this.#diagnostics.hasErrors) assertTypeScript(module.path, text);
    return text;
  }
}

function assertTypeScript(path: string, text: string): void {
  const file = ts.createSourceFile(`${path}.ts`, text, {
    languageVersion: ts.ScriptTarget.Latest,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const { parseDiagnostics } = file as { parseDiagnostics?: readonly ts.Diagnostic[] };
  const problem = parseDiagnostics?.[0];
  if (problem === undefined) return;
  const line = text.slice(0, problem.start).split('\n').length;
  const reason = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
  throw new Error(`The generated ${path}.ts is not TypeScript at line ${String(line)}: ${reason}`);
}

/** The first lines of a generated file. */
export function header(source: string): string {
  return `${MARK} from ${source}. Do not edit.\n/* eslint-disable */`;
}

function importsOf(module: ModuleNames, path: string): string[] {
  return module.imports.map(({ path: target, names }) => {
    if (target === undefined) return importText(names, RUNTIME);
    const relative = posix.relative(posix.dirname(path), target);
    return importText(names, `${relative.startsWith('.') ? '' : './'}${relative}.js`);
  });
}
