#!/usr/bin/env node
import { resolve } from 'node:path';
import { buildSite } from './build.js';
import { readOptions, USAGE, UsageError, type SiteOptions } from './options.js';
import { serveSite } from './serve/serve.js';

async function main(): Promise<number> {
  let options: SiteOptions | undefined;
  try {
    options = readOptions(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options.serve) {
    const { url } = await serveSite(resolve(options.out), options.port);
    console.log(`${options.out} is served at ${url} (Ctrl-C ends it)`);
    return 0;
  }
  const began = performance.now();
  const { release, pages, bytes } = await buildSite({ ...options, out: resolve(options.out) });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const size = (bytes / 1e6).toFixed(1);
  console.log(`${options.out}: ${String(pages)} pages of ${release}, ${size} MB, in ${seconds} s`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
