const textSpecial = /[&<>\r]/g;
const textTest = /[&<>\r]/;
const attributeSpecial = /[&<>"\t\n\r]/g;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const reference = (character: string): string => references[character] ?? character;

/** Escapes element text. A carriage return is written as a reference: parsers drop a bare one. */
export function escapeText(text: string): string {
  return textTest.test(text) ? text.replace(textSpecial, reference) : text;
}

/** Escapes an attribute value in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replace(attributeSpecial, reference);
}
