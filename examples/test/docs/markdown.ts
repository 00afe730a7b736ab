import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Made by builds and tools, or not part of the repository. */
const PASSED_OVER = new Set(['node_modules', 'dist', 'golden', 'test-results', 'reference', 'src']);

/** A page, by its path from the root of the repository. */
export interface MarkdownFile {
  readonly path: string;
  readonly text: string;
}

/** All pages of the repository; those among sources are for who reads the sources. */
export function markdownFiles(folder = repository): MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const isPassedOver = entry.name.startsWith('.') || PASSED_OVER.has(entry.name);
        return isPassedOver ? [] : markdownFiles(path);
      }
      if (!entry.name.endsWith('.md')) return [];
      return [
        {
          path: relative(repository, path).split(sep).join('/'),
          text: readFileSync(path, 'utf8').replace(/\r\n/g, '\n'),
        },
      ];
    });
}

/** Code of a page between fences. */
export interface CodeBlock {
  readonly page: string;
  readonly language: string;
  /** Line of the first line of code, from 1. */
  readonly line: number;
  readonly code: string;
  /** Why it is not compiled, as the comment before it says. */
  readonly notCompiled: string | undefined;
}

const FENCE = /^ *```(\w*)/;
const MARK = /^<!-- not compiled: (.+) -->$/;

/** The code blocks of a page, in order. */
export function codeBlocks({ path, text }: MarkdownFile): CodeBlock[] {
  const lines = text.split('\n');
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const language = FENCE.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && FENCE.test(line));
    if (end === -1) throw new Error(`${path}:${at + 1}: a code block without an end.`);
    const before = lines.slice(0, at).findLast((line) => line.trim() !== '') ?? '';
    blocks.push({
      page: path,
      language,
      line: at + 2,
      code: lines.slice(at + 1, end).join('\n'),
      notCompiled: MARK.exec(before)?.[1],
    });
    at = end;
  }
  return blocks;
}

/** The page without its code blocks and code in lines; what is left keeps its line. */
export function prose({ text }: MarkdownFile): string {
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      const isFence = FENCE.test(line);
      if (isFence) isCode = !isCode;
      return isFence || isCode ? '' : line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
    })
    .join('\n');
}
