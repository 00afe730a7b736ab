import stringWidth from 'string-width';

/** A text in lines of a width, each with the indent before it. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const room = Math.max(20, width - stringWidth(indent));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > room) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}
