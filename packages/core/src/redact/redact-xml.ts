import { isSensitiveName, MASK } from './sensitive.js';

/*
 * Works on any text, well-formed or not: what has to be logged is often what could not be parsed.
 * XML inside XML (in CDATA, or escaped once or several times) is masked as well.
 */

/** `<name attributes>`, plain or with its angle brackets escaped any number of times. */
const openTag =
  /(<|&(?:amp;)*(?:lt|#60|#x3c);)((?:[\w.-]+:)?([\w.-]+))((?:\s(?:(?!<|>|&(?:amp;)*(?:[lg]t|#6[02]|#x3[ce]);)[\s\S])*)?)(>|&(?:amp;)*(?:gt|#62|#x3e);)/gi;

/** Headers and attributes in other notations: `password=…`, `"password": "…"`, `JSESSIONID=…`. */
const assignment =
  /(["']?\b((?:[\w-]*(?:password|passcode|secret|nonce|token|credential)[\w-]*)|JSESSIONID)["']?\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&<>"'}\])]+)/gi;

/**
 * Masks every secret in a text that may hold OCI-P XML: the content of elements whose name speaks of
 * one, at any depth of escaping, up to the end of the text where the closing tag is missing.
 */
export function redactXml(text: string): string {
  return maskAssignments(maskElements(text));
}

function maskElements(text: string): string {
  if (!/<|&(?:amp;)*(?:lt|#60|#x3c);/i.test(text)) return text;
  let result = '';
  let position = 0;
  openTag.lastIndex = 0;
  for (;;) {
    const match = openTag.exec(text);
    if (match === null) return result + text.slice(position);
    const [whole, open = '', qualified = '', local = '', attributes = ''] = match;
    if (!isSensitiveName(local) || attributes.endsWith('/')) continue;
    const start = match.index + whole.length;
    const end = findClose(text, start, open, qualified);
    result += text.slice(position, start) + (end === start ? '' : MASK);
    position = end;
    openTag.lastIndex = Math.max(end, openTag.lastIndex);
    if (end >= text.length) return result;
  }
}

function findClose(text: string, from: number, open: string, qualified: string): number {
  const close = new RegExp(`${open}/${qualified.replaceAll('.', '\\.')}(?![\\w.-])`, 'gi');
  close.lastIndex = from;
  return close.exec(text)?.index ?? text.length;
}

function maskAssignments(text: string): string {
  return text.replace(assignment, (whole, head: string, name: string) =>
    name === 'JSESSIONID' || isSensitiveName(name) ? `${head}${MASK}` : whole,
  );
}
