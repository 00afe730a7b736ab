import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workplace } from './run.js';

/** Writes the user's file, as the program would. */
export async function writeConfig(place: Workplace, content: unknown): Promise<string> {
  await mkdir(place.configFolder, { recursive: true, mode: 0o700 });
  const file = join(place.configFolder, 'config.json');
  await writeFile(file, JSON.stringify(content, null, 2), { mode: 0o600 });
  return file;
}
