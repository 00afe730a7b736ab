import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../', import.meta.url));

/** Options of somebody who copies an example: strict, and with Node's types. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler says of programs, by their names; each is a module of its own. */
export function compile(
  programs: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const files = new Map(
    [...programs].map(([name, text]) => [join(folder, `${name}.ts`), { name, text }]),
  );
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (path) => files.has(path) || disk.fileExists(path);
  host.readFile = (path) => files.get(path)?.text ?? disk.readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const own = files.get(path);
    return own === undefined
      ? disk.getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, own.text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const found = new Map<string, string[]>();
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const name = files.get(diagnostic.file?.fileName ?? '')?.name ?? '';
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    found.set(name, [...(found.get(name) ?? []), `error TS${String(diagnostic.code)}: ${message}`]);
  }
  return found;
}
