import { join } from 'node:path';
import ts from 'typescript';
import { repository, type CodeBlock } from './markdown.js';

/*
 * The blocks of a page are one program: a block sees what the blocks before it imported and declared,
 * and may declare the same names anew. So each is put inside the one before:
 *
 *     import { connect } from '@ocipkit/client';
 *     export async function page(): Promise<void> { const client = await connect(…); { …second block… } }
 *
 * Names that stand for things of the reader come from `given.ts`.
 */

const GIVEN = join(repository, 'examples/test/docs/given.ts');

/** A virtual file, with the line of a page behind each of its lines. */
interface PageProgram {
  readonly file: string;
  readonly text: string;
  readonly places: readonly (string | undefined)[];
}

/** Type-checks the blocks with the strictness of the repository; problems as `page:line: message`. */
export function compileBlocks(blocks: readonly CodeBlock[]): string[] {
  const pages = [...new Set(blocks.map(({ page }) => page))];
  const programs = pages.flatMap((name) => programsOf(blocks.filter(({ page }) => page === name)));
  const files = new Map(programs.map((program) => [program.file, program]));
  const options = compilerOptions();
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name)?.text ?? disk.readFile(name),
    getSourceFile: (name, version, ...rest) => {
      const text = files.get(name)?.text;
      return text === undefined
        ? disk.getSourceFile(name, version, ...rest)
        : ts.createSourceFile(name, text, version);
    },
  };
  const program = ts.createProgram([GIVEN, ...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    return `${placeOf(diagnostic, files)}: ${message}`;
  });
}

function placeOf({ file, start }: ts.Diagnostic, files: ReadonlyMap<string, PageProgram>): string {
  if (file === undefined) return 'options';
  const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
  return files.get(file.fileName)?.places[line] ?? `${file.fileName}:${line + 1}`;
}

function compilerOptions(): ts.CompilerOptions {
  const file = join(repository, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    readonly config: { readonly compilerOptions: object };
  };
  return ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      lib: ['ES2023', 'ESNext.Disposable'],
      composite: false,
      declaration: false,
      declarationMap: false,
      noEmit: true,
      // The name that guides use for a package that a reader generates.
      paths: { '@acme/oci-commands/*': [join(repository, 'packages/commands/dist/*.d.ts')] },
    },
    join(repository, 'examples'),
  ).options;
}

/** The text of the pages' programs; each exports a function `page`. */
export function programTexts(blocks: readonly CodeBlock[]): string[] {
  return programsOf(blocks).map(({ text }) => text);
}

/** Usually one; a block that imports a known name from elsewhere begins another. */
function programsOf(blocks: readonly CodeBlock[]): PageProgram[] {
  const programs: PageProgram[] = [];
  let chain: Chain = emptyChain();
  for (const block of blocks) {
    const parsed = parse(block);
    if (parsed.imports.some(({ name, from }) => (chain.imports.get(name)?.from ?? from) !== from)) {
      programs.push(programOf(chain, programs.length));
      chain = emptyChain();
    }
    for (const entry of parsed.imports) {
      if (!chain.imports.has(entry.name)) chain.imports.set(entry.name, entry);
    }
    chain.blocks.push({ ...block, code: parsed.body });
  }
  return [...programs, programOf(chain, programs.length)];
}

interface Chain {
  readonly imports: Map<string, ImportedName>;
  readonly blocks: CodeBlock[];
}

const emptyChain = (): Chain => ({ imports: new Map(), blocks: [] });

function programOf({ imports, blocks }: Chain, index: number): PageProgram {
  const lines: { readonly text: string; readonly place?: string }[] = [];
  for (const { text, place } of imports.values()) lines.push({ text, place });
  lines.push({ text: 'export async function page(): Promise<void> {' });
  for (const { code, page, line } of blocks) {
    lines.push({ text: '{' });
    code.split('\n').forEach((text, at) => lines.push({ text, place: `${page}:${line + at}` }));
  }
  lines.push({ text: '}'.repeat(blocks.length + 1) });
  const name = `${(blocks[0]?.page ?? '').replace(/[^A-Za-z0-9]+/g, '-')}-${index}.ts`;
  return {
    file: join(repository, 'examples/test/docs', name),
    text: lines.map(({ text }) => text).join('\n'),
    places: lines.map(({ place }) => place),
  };
}

/** One imported name, with an import of its own. */
interface ImportedName {
  readonly name: string;
  readonly from: string;
  readonly text: string;
  readonly place: string;
}

/** Takes imports and `export` out of a block; both may stand at the top of a file only. */
function parse(block: CodeBlock): { readonly imports: ImportedName[]; readonly body: string } {
  const source = ts.createSourceFile('block.ts', block.code, ts.ScriptTarget.ES2023, true);
  const imports: ImportedName[] = [];
  let body = block.code;
  const blank = (start: number, end: number): void => {
    const gap = body.slice(start, end).replace(/[^\n]/g, ' ');
    body = body.slice(0, start) + gap + body.slice(end);
  };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const { line } = source.getLineAndCharacterOfPosition(statement.getStart());
      imports.push(...importedNames(statement, `${block.page}:${block.line + line}`));
      blank(statement.getStart(), statement.getEnd());
    } else if (ts.canHaveModifiers(statement)) {
      for (const modifier of ts.getModifiers(statement) ?? []) {
        const isExport =
          modifier.kind === ts.SyntaxKind.ExportKeyword ||
          modifier.kind === ts.SyntaxKind.DefaultKeyword;
        if (isExport) blank(modifier.getStart(), modifier.getEnd());
      }
    }
  }
  return { imports, body };
}

function importedNames(statement: ts.ImportDeclaration, place: string): ImportedName[] {
  const from = statement.moduleSpecifier.getText();
  const clause = statement.importClause;
  if (clause === undefined) return [{ name: from, from, text: `import ${from};`, place }];
  const keyword = clause.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'import type' : 'import';
  const imported = (name: string, text: string): ImportedName => ({
    name,
    from,
    text: `${keyword} ${text} from ${from};`,
    place,
  });
  const { name, namedBindings } = clause;
  const names = name === undefined ? [] : [imported(name.text, name.text)];
  if (namedBindings === undefined) return names;
  if (ts.isNamespaceImport(namedBindings)) {
    return [...names, imported(namedBindings.name.text, namedBindings.getText())];
  }
  return [
    ...names,
    ...namedBindings.elements.map((element) =>
      imported(element.name.text, `{ ${element.getText()} }`),
    ),
  ];
}
