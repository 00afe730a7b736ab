import { ts } from 'ts-morph';

/** The same files as JavaScript: each by itself, since nothing in them depends on another's types. */
export function toJavaScript(sources: ReadonlyMap<string, string>): Map<string, string> {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
  };
  return new Map(
    Array.from(sources, ([path, text]) => [
      path.replace(/\.ts$/, '.js'),
      ts.transpileModule(text, { compilerOptions }).outputText,
    ]),
  );
}
