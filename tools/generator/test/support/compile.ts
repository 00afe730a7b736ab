import { join } from 'node:path';
import ts from 'typescript';

/*
 * Compiles generated sources in memory, with the settings a strict user has. The runtime is resolved
 * as it is for users: through the exports of the built package.
 */

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

/** A folder that does not exist, where node finds the workspace's packages. */
const root = join(import.meta.dirname, '.virtual');

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What does not compile, as `path:line TScode message`. */
export function problemsIn(files: ReadonlyMap<string, string>): string[] {
  const disk = ts.createCompilerHost(options);
  const own = new Map([...files].map(([path, text]) => [join(root, path), text]));
  own.set(join(root, 'package.json'), '{ "type": "module" }');
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => own.has(path) || disk.fileExists(path),
    readFile: (path) => own.get(path) ?? disk.readFile(path),
    directoryExists: (path) => path.startsWith(root) || disk.directoryExists?.(path) === true,
    getSourceFile: (path, language) => {
      const text = own.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!parsed.has(path)) parsed.set(path, disk.getSourceFile(path, language));
      return parsed.get(path);
    },
  };
  const roots = [...own.keys()].filter((path) => path.endsWith('.ts'));
  const program = ts.createProgram(roots, options, host);
  return [...ts.getPreEmitDiagnostics(program), ...program.getDeclarationDiagnostics()].map(
    ({ file, start, code, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      const path = file?.fileName.slice(root.length + 1) ?? '';
      const message = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${path}:${String(line)} TS${String(code)} ${message}`;
    },
  );
}

/**
 * Compiles statements against generated sources. Gives the statements that don't compile, by their
 * 1-based number: each must stand on one line.
 *
 * @param head imports and declarations; they must compile
 */
export function rejected(
  sources: ReadonlyMap<string, string>,
  head: string,
  statements: readonly string[],
): string[] {
  const before = head.split('\n').length;
  const text = [head, ...statements.map((s) => `{ ${s} }`), 'export {};'].join('\n');
  const problems = problemsIn(new Map([...sources, ['check.ts', text]]));
  const lines = new Set<number>();
  for (const problem of problems) {
    const line = Number(/^check\.ts:(\d+) /.exec(problem)?.[1] ?? Number.NaN);
    if (!(line > before)) throw new Error(`The sources do not compile: ${problem}`);
    lines.add(line);
  }
  return statements.filter((_, i) => lines.has(before + i + 1));
}
