import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { API_FOLDER, buildApi, nameToApiUrl, packageToApiUrl } from './api/index.js';
import { scanAutomations } from './automations/scan.js';
import { browsePages } from './browse/pages.js';
import { compareReleases, whatsNewPages } from './browse/whats-new.js';
import { LinkCheck } from './check/links.js';
import { DeadLinkError, GUIDES_INDEX, guidePages } from './guides/pages.js';
import { homePage } from './pages/home.js';
import { usesPages } from './pages/related.js';
import { typePage } from './pages/type-page.js';
import { loadOwnRelease, loadRelease, type LoadedRelease } from './release/load.js';
import { buildSearch } from './search/build.js';
import { SEARCH_GLOBAL } from './search/data.js';
import type { Site } from './site.js';
import { ICON, layout, type PageContent } from './theme/layout.js';

export interface BuildOptions {
  readonly out: string;
  readonly schemas?: string | undefined;
  readonly since?: string | undefined;
  readonly api?: boolean | undefined;
}

export interface BuildResult {
  readonly release: string;
  readonly pages: number;
  /** Of all pages and assets, the API reference aside. */
  readonly bytes: number;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const ownSchemas = join(root, 'schemas', 'open');

/**
 * Writes the whole site. A folder that holds a site is emptied first; any other has to be empty.
 *
 * @throws DeadLinkError if a link leads nowhere
 * @throws Error if the release can't be read
 */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  await assertOurs(options.out);
  const release =
    options.schemas === undefined
      ? await loadOwnRelease()
      : await loadRelease(options.schemas, { typescript: options.api !== false });
  try {
    await rm(options.out, { recursive: true, force: true });
    // First of all, since it marks the folder as ours even if the build fails.
    await mkdir(join(options.out, 'assets'), { recursive: true });
    await writeFile(join(options.out, MARK), ICON);
    const [writer] = await Promise.all([writePages(options, release), writeApi(options, release)]);
    const dead = writer.links.dead(options.out);
    if (dead.length > 0) throw new DeadLinkError(`Links that lead nowhere:\n${dead.join('\n')}`);
    return { release: release.reference.release, pages: writer.pages, bytes: writer.bytes };
  } finally {
    await release.dispose();
  }
}

const MARK = join('assets', 'icon.svg');

/** What is emptied must not be somebody's home. */
async function assertOurs(folder: string): Promise<void> {
  if (!existsSync(folder) || existsSync(join(folder, MARK))) return;
  if ((await readdir(folder)).length === 0) return;
  throw new Error(`${folder} holds something else than a site: name another folder, or empty it.`);
}

/** What the pages of a release are made from. */
export async function siteOf(
  options: Pick<BuildOptions, 'api'>,
  release: LoadedRelease,
): Promise<Site> {
  const hasApi = options.api !== false;
  return {
    reference: release.reference,
    commands: release.commands,
    automations: await scanAutomations(root),
    apiPath: (module, name) => (hasApi ? nameToApiUrl(module, name) : undefined),
    corePath: (name) => (hasApi ? packageToApiUrl(`core/${name}`) : undefined),
    sections: sectionsOf(hasApi),
  };
}

function sectionsOf(hasApi: boolean): Site['sections'] {
  return [
    { title: 'Guides', path: GUIDES_INDEX },
    { title: 'Commands', path: 'browse/index.html' },
    ...(hasApi ? [{ title: 'API', path: `${API_FOLDER}/index.html` }] : []),
    { title: 'What’s new', path: 'whats-new.html' },
  ];
}

async function writePages(options: BuildOptions, release: LoadedRelease): Promise<Writer> {
  const site = await siteOf(options, release);
  const guides = await guidePages(root, site);
  const changes =
    options.since === undefined
      ? undefined
      : compareReleases(options.since, options.schemas ?? ownSchemas);
  const writer = new Writer(site, options.out);
  await writeAssets(options.out, site, guides);
  await writer.page(homePage(site, guides));
  for (const page of guides) await writer.page(page);
  for (const page of browsePages(site)) await writer.page(page);
  for (const page of whatsNewPages(site, changes)) await writer.page(page);
  for (const { name } of site.reference.entries) {
    const page = site.reference.page(name);
    if (page === undefined) throw new Error(`The reference has no page of ${name}.`);
    await writer.page(typePage(page, site));
    for (const uses of usesPages(page, site)) {
      await writer.page({ ...uses, section: 'browse/index.html', kind: 'browse' });
    }
  }
  return writer;
}

/** Writes pages, and keeps count. */
class Writer {
  readonly links = new LinkCheck();
  pages = 0;
  bytes = 0;
  readonly #site: Site;
  readonly #out: string;
  readonly #folders = new Set<string>();

  constructor(site: Site, out: string) {
    this.#site = site;
    this.#out = out;
  }

  async page(content: PageContent): Promise<void> {
    const markup = layout(this.#site, content);
    this.links.add(content.path, markup);
    const file = join(this.#out, content.path);
    const folder = dirname(file);
    if (!this.#folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      this.#folders.add(folder);
    }
    await writeFile(file, markup);
    this.pages += 1;
    this.bytes += Buffer.byteLength(markup);
  }
}

async function writeAssets(
  out: string,
  site: Site,
  guides: Awaited<ReturnType<typeof guidePages>>,
): Promise<void> {
  const assets = join(out, 'assets');
  const sources = fileURLToPath(new URL('../src', import.meta.url));
  await build({
    entryPoints: {
      site: join(sources, 'browser', 'main.ts'),
      style: join(sources, 'theme', 'site.css'),
    },
    entryNames: '[name]',
    outdir: assets,
    bundle: true,
    minify: true,
    target: 'es2022',
    format: 'iife',
    logLevel: 'error',
  });
  const index = JSON.stringify(buildSearch(site.reference, guides));
  await writeFile(join(assets, 'search-index.js'), `globalThis.${SEARCH_GLOBAL}=${index};\n`);
}

async function writeApi(options: BuildOptions, release: LoadedRelease): Promise<void> {
  if (options.api === false) return;
  const pages = release.reference.entries.map(({ name, module }) => [
    `${module}/${name}`,
    release.reference.pathOf(name) ?? '',
  ]);
  await buildApi({
    siteDir: options.out,
    commandsDir: release.sources,
    referencePages: Object.fromEntries(pages) as Record<string, string>,
    sections: sectionsOf(true),
  });
}
