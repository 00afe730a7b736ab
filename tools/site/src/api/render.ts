/** The process that runs TypeDoc: takes a {@link RenderJob} as a message and answers with another. */
import { fileURLToPath } from 'node:url';
import { Application, type DocumentationEntryPoint, Logger, LogLevel } from 'typedoc';
import type ts from 'typescript';
import { commandEntries, packageEntries, type EntryPoint } from './entry-points.js';
import { frame } from './frame.js';
import type { RenderAnswer, RenderJob } from './job.js';
import { SiteTheme } from './long-lists.js';
import { programOf } from './program.js';
import { trimCommands } from './trim.js';

/** The name of a member, as TypeDoc begins its remark on what is not documented. */
const MEMBER = /^[^.\s]+\.[^.\s]+\.\S+ \(\w+\)/;

/** Packages whose exports all have a doc comment. */
const DOCUMENTED = ['core', 'client', 'automations', 'simulator', 'generator', 'cli'];

class Kept extends Logger {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level === LogLevel.Error) this.errors.push(message);
    // Exports have to be documented; members speak for themselves where they have no remark.
    if (level === LogLevel.Warn && !MEMBER.test(message)) this.warnings.push(message);
  }
}

process.once('message', (job: RenderJob) => {
  render(job).then(answer, (error: unknown) =>
    answer({ errors: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }),
  );
});

function answer(message: RenderAnswer): void {
  process.send?.(message, undefined, undefined, () => process.exit());
}

async function render(job: RenderJob): Promise<RenderAnswer> {
  const logger = new Kept();
  const app = await application(job, logger);
  const entries = [...packageEntries(job.root), ...commandEntries(job.commandsDir)];
  const project = app.converter.convert(entryPoints(entries, job));
  app.validate(project);
  let pages = 0;
  app.renderer.on('endPage', () => {
    pages += 1;
  });
  await app.generateDocs(project, job.out);
  return logger.errors.length > 0
    ? { errors: logger.errors }
    : { pages, warnings: logger.warnings };
}

async function application(job: RenderJob, logger: Logger): Promise<Application> {
  const app = await Application.bootstrap(
    {
      name: 'ocipkit API',
      basePath: job.root,
      readme: asset('home.md'),
      router: 'structure',
      theme: 'ocipkit',
      customCss: asset('custom.css'),
      customJs: asset('custom.js'),
      hideGenerator: true,
      disableSources: true,
      disableGit: true,
      excludePrivate: true,
      excludeInternal: true,
      excludeExternals: true,
      includeHierarchySummary: false,
      skipErrorChecking: true,
      validation: { invalidLink: true, notExported: false, notDocumented: true },
      requiredToBeDocumented: ['Enum', 'Class', 'Interface', 'TypeAlias', 'Function', 'Variable'],
      packagesRequiringDocumentation: DOCUMENTED.map((name) => `@ocipkit/${name}`),
      // The same look as the rest of the site; it switches the theme.
      visibilityFilters: {},
    },
    [],
  );
  app.logger = logger;
  app.renderer.defineTheme('ocipkit', SiteTheme);
  trimCommands(app);
  frame(app, job);
  return app;
}

/** Files that are published as they are stay among the sources. */
function asset(name: string): string {
  return fileURLToPath(new URL(`../../src/api/${name}`, import.meta.url));
}

function entryPoints(
  entries: readonly EntryPoint[],
  { root, commandsDir }: RenderJob,
): DocumentationEntryPoint[] {
  const program = programOf(entries, root, commandsDir);
  return entries.map(({ name, file }) => {
    const sourceFile: ts.SourceFile | undefined = program.getSourceFile(file);
    if (sourceFile === undefined) throw new Error(`${file} cannot be read.`);
    return { displayName: name, program, sourceFile };
  });
}
