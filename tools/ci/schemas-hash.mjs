// Prints one hash over every schema file, as an input of the cached `generate` target.
// nx hashes only files that git does not ignore, so it would not see a licensed release that
// somebody drops into schemas/, and would hand out the commands of the release before.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));

const files = readdirSync(schemas, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:xsd|zip)$/i.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

const hash = createHash('sha256');
for (const file of files) {
  const content = readFileSync(file);
  hash.update(`${relative(schemas, file).split(sep).join('/')}\0${content.length}\0`);
  hash.update(content);
}
console.log(`${files.length} ${hash.digest('hex')}`);
