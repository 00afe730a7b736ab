import { CliError } from '../program/failure.js';

/**
 * Splits a command line into program and arguments: at blanks, with single and double quotes around
 * what belongs together. Nothing is expanded, and no shell is meant: what only a shell understands is
 * refused.
 *
 * @throws CliError
 */
export function splitCommand(text: string): readonly string[] {
  const words: string[] = [];
  const pattern = /\s*((?:'[^']*'|"[^"]*"|[^\s'"])+)/y;
  while (pattern.lastIndex < text.trimEnd().length) {
    const word = pattern.exec(text)?.[1];
    if (word === undefined) throw wrong('a quote is not closed');
    const bare = word.replace(/'[^']*'|"[^"]*"/g, '');
    const found = /[|&;<>$`]/.exec(bare)?.[0];
    if (found !== undefined) throw wrong(`'${found}' means something to a shell only`);
    words.push(word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  }
  if (words[0] === undefined || words[0] === '') throw wrong('it is empty');
  return words;
}

function wrong(why: string): CliError {
  return new CliError(`--password-command: ${why}. No shell reads the command.`, {
    next: [
      `Where a shell is needed, name it: --password-command "sh -c 'first | second'".`,
      'Expected a program and its arguments, such as "pass show broadworks/lab".',
    ],
  });
}
