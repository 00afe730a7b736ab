import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RenderAnswer, RenderJob, SiteSection } from './job.js';
import { API_FOLDER } from './urls.js';

/** What {@link buildApi} takes. */
export interface ApiOptions {
  /** Root of the site; the documentation goes to the folder `api` in it. */
  readonly siteDir: string;
  /** Generated commands, as TypeScript; by default those of packages/commands. */
  readonly commandsDir?: string;
  /** Pages of the reference, by `<module>/<name>`, as paths from the root of the site. */
  readonly referencePages?: Readonly<Record<string, string>>;
  /** Parts of the site, for the header. */
  readonly sections?: readonly SiteSection[];
}

/** What {@link buildApi} made. */
export interface ApiResult {
  readonly pages: number;
  /** Links that lead nowhere and the like; none in the packages written by hand. */
  readonly warnings: readonly string[];
}

const repository = fileURLToPath(new URL('../../../..', import.meta.url));

/**
 * Writes the TypeDoc documentation of the packages and of the generated commands.
 *
 * TypeDoc holds all types of a release in memory, so it has a process of its own; the caller may do
 * other work meanwhile. Rejects if TypeDoc finds an error, with its words.
 */
export async function buildApi(options: ApiOptions): Promise<ApiResult> {
  const out = resolve(options.siteDir, API_FOLDER);
  mkdirSync(out, { recursive: true });
  return await render({
    root: repository,
    out,
    commandsDir: resolve(options.commandsDir ?? join(repository, 'packages/commands/src')),
    referencePages: options.referencePages ?? {},
    sections: options.sections ?? [],
  });
}

function render(job: RenderJob): Promise<ApiResult> {
  const child = fork(fileURLToPath(new URL('../../dist/api/render.js', import.meta.url)), [], {
    // A young generation of this size saves a tenth of the time.
    execArgv: ['--max-old-space-size=2200', '--max-semi-space-size=64'],
  });
  return new Promise((done, fail) => {
    let answer: RenderAnswer | undefined;
    child.on('message', (message: RenderAnswer) => {
      answer = message;
    });
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      if (answer === undefined) {
        fail(
          new Error(`TypeDoc ended without an answer (${signal ?? `exit code ${String(code)}`}).`),
        );
      } else if ('errors' in answer) {
        fail(new Error(`The API documentation has errors:\n${answer.errors.join('\n')}`));
      } else {
        done(answer);
      }
    });
    child.send(job);
  });
}
