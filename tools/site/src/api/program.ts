import { join } from 'node:path';
import ts from 'typescript';
import type { EntryPoint } from './entry-points.js';

/**
 * One program over all entry points, from sources: what one package takes from another is then the
 * same declaration, and becomes a link.
 */
export function programOf(
  entries: readonly EntryPoint[],
  root: string,
  commandsDir: string,
): ts.Program {
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  ).config as { readonly compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      composite: false,
      noEmit: true,
      lib: ['ES2023', 'ESNext.Disposable'],
      typeRoots: [join(root, 'node_modules/@types')],
      paths: {
        '@ocipkit/core': [join(root, 'packages/core/src/index.ts')],
        '@ocipkit/core/codegen': [join(root, 'packages/core/src/codegen.ts')],
        '@ocipkit/core/registry': [join(root, 'packages/core/src/registry/registry.ts')],
        '@ocipkit/core/sample': [join(root, 'packages/core/src/sample/sample.ts')],
        '@ocipkit/client': [join(root, 'packages/client/src/index.ts')],
        '@ocipkit/automations': [join(root, 'packages/automations/src/index.ts')],
        '@ocipkit/simulator': [join(root, 'packages/simulator/src/index.ts')],
        '@ocipkit/generator': [join(root, 'tools/generator/src/index.ts')],
        '@ocipkit/commands': [join(commandsDir, 'index.ts')],
        '@ocipkit/commands/*': [join(commandsDir, '*.ts')],
      },
    },
    root,
  );
  return ts.createProgram(
    entries.map(({ file }) => file),
    options,
  );
}
