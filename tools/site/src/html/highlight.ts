import { escapeHtml, markup, raw, type Html } from './html.js';

/*
 * Colours for the code that stands on these pages. One expression per language splits a text into
 * what is coloured and what is not; it never changes the text, and it goes through the thousands of
 * examples of a release in a second.
 */

interface Language {
  /** Named groups are the classes of the spans. */
  readonly token: RegExp;
}

/** Not of names that only end in such a word: `response.$type`. */
const words = (list: string): string => `(?<![.$\\w])(?:${list.replaceAll(' ', '|')})\\b`;

const script: Language = {
  token: new RegExp(
    [
      String.raw`(?<c>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
      String.raw`(?<s>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|` + '`(?:[^`\\\\]|\\\\.)*`)',
      `(?<k>${words(
        'abstract as async await break case catch class const continue default delete do else ' +
          'enum export extends false finally for from function if implements import in instanceof ' +
          'interface let new null of private protected public readonly return static super ' +
          'switch this throw true try type typeof undefined using var void while yield',
      )})`,
      String.raw`(?<t>\b[A-Z]\w*\b)`,
      String.raw`(?<n>\b\d[\d_.]*\b)`,
    ].join('|'),
    'g',
  ),
};

const json: Language = {
  token:
    /(?<a>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<s>"(?:[^"\\\n]|\\.)*")|(?<k>\b(?:true|false|null)\b)|(?<n>-?\b\d[\d.eE+-]*)/g,
};

const xml: Language = {
  token:
    /(?<c><!--[\s\S]*?-->)|(?<k><\/?[\w:.-]+|\/?>|<\?[\w-]+|\?>)|(?<a>\b[\w:.-]+(?==["']))|(?<s>"[^"<]*"|'[^'<]*')/g,
};

const shell: Language = {
  token:
    /(?<c>(?<=^|\s)#[^\n]*)|(?<s>'[^']*'|"(?:[^"\\]|\\.)*")|(?<a>(?<=\s)--?[A-Za-z][\w.[\]-]*)|(?<k>(?<=^|\n|[|&;]\s*)[\w./-]+)/g,
};

const python: Language = {
  token: new RegExp(
    [
      String.raw`(?<c>#[^\n]*)`,
      String.raw`(?<s>[frb]?(?:"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))`,
      `(?<k>${words(
        'and as assert async await break class continue def del elif else except False finally ' +
          'for from if import in is lambda None not or pass raise return True try while with yield',
      )})`,
      String.raw`(?<t>\b[A-Z]\w*\b)`,
      String.raw`(?<n>\b\d[\d_.]*\b)`,
    ].join('|'),
    'g',
  ),
};

const php: Language = {
  token: new RegExp(
    [
      String.raw`(?<c>\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)`,
      String.raw`(?<s>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`,
      `(?<k><\\?php|${words(
        'array as break case catch class const continue default do echo else elseif extends false ' +
          'finally fn for foreach function if implements new null private protected public return ' +
          'static switch throw true try use while',
      )})`,
      String.raw`(?<a>\$\w+)`,
      String.raw`(?<t>\b[A-Z]\w*\b)`,
      String.raw`(?<n>\b\d[\d_.]*\b)`,
    ].join('|'),
    'g',
  ),
};

const yaml: Language = {
  token:
    /(?<c>(?<=^|\s)#[^\n]*)|(?<a>^[ \t-]*[\w.-]+(?=:))|(?<s>'[^'\n]*'|"(?:[^"\\\n]|\\.)*")|(?<k>\b(?:true|false|null)\b)|(?<n>\b\d[\d.]*\b)/gm,
};

const languages: Readonly<Record<string, Language>> = {
  ts: script,
  typescript: script,
  js: script,
  javascript: script,
  mjs: script,
  json,
  jsonc: json,
  xml,
  html: xml,
  sh: shell,
  bash: shell,
  shell,
  console: shell,
  python,
  py: python,
  php,
  yaml,
  yml: yaml,
};

/** The code with colours, where the language is known. */
export function highlight(code: string, language: string): Html {
  const known = languages[language];
  if (known === undefined) return markup`${code}`;
  let text = '';
  let end = 0;
  for (const match of code.matchAll(known.token)) {
    // Only the group that matched has a text.
    const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
    const token = Object.entries(groups).find(([, value]) => value !== undefined);
    if (token === undefined || match[0] === '') continue;
    text += escapeHtml(code.slice(end, match.index));
    text += `<i class="${token[0]}">${escapeHtml(match[0])}</i>`;
    end = match.index + match[0].length;
  }
  return raw(text + escapeHtml(code.slice(end)));
}

/**
 * A block of code with a button that copies it. It can be reached from the keyboard, as it may scroll.
 *
 * @param label what it is, for those who do not see it
 */
export function codeBlock(code: string, language: string, label: string): Html {
  return markup`<div class="code"><pre tabindex="0" role="region" aria-label="${label}"><code>${highlight(code.trimEnd(), language)}</code></pre></div>`;
}
