import { execFile, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** One JVM compiles thousands of types and ends: the fast compiler and the simple collector win. */
const JVM_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
/** XSD counts characters. Left alone, Xerces counts one beyond the basic plane as two. */
const COUNT_CHARACTERS =
  '-Dcom.sun.org.apache.xerces.internal.impl.dv.xs.useCodePointCountForStringLength=true';
const JDK_ADVICE =
  'install a JDK, for instance with `apt-get install default-jdk-headless`, or put any JDK 11 or later on the PATH';
const PACKAGE = 'xsd-schema-validator';
const HELPER = 'support/XMLValidator.java';

/** Xerces can't be run; says what to do about it. */
export class OracleUnavailableError extends Error {
  override readonly name = 'OracleUnavailableError';
}

/**
 * Some JDKs (17, for one) have this message in all languages but English, and end without a place
 * when it is due. It is added under a language that nobody has, which makes all else English.
 */
const LANGUAGE = 'xx';
const MESSAGES = `com/sun/org/apache/xerces/internal/impl/msg/XMLSchemaMessages_${LANGUAGE}.properties`;
const MISSING_MESSAGE =
  "cvc-complex-type.2.4.d.1 = cvc-complex-type.2.4.d: Invalid content was found starting with element ''{0}''.\n";

/** How to run Xerces. */
export interface Xerces {
  readonly java: string;
  /** Arguments before those of the helper. */
  readonly flags: readonly string[];
}

/**
 * Finds a JDK, and compiles the class by which xsd-schema-validator runs Xerces.
 *
 * @param folder where that class and a file of ours for Java may stay while Xerces is in use
 * @throws OracleUnavailableError
 */
export async function findXerces(folder: string): Promise<Xerces> {
  const require = createRequire(import.meta.url);
  let source: string;
  try {
    source = join(dirname(require.resolve(`${PACKAGE}/package.json`)), HELPER);
  } catch {
    throw new OracleUnavailableError(`${PACKAGE} is not installed: ${JDK_ADVICE}, then run npm ci`);
  }
  const java = findTool('java');
  const javac = findTool('javac');
  if (java === undefined || javac === undefined) {
    throw new OracleUnavailableError(
      `there is no ${java === undefined ? 'java' : 'javac'}: ${JDK_ADVICE}`,
    );
  }
  const classes = join(folder, 'classes');
  const patch = join(folder, 'patch');
  mkdirSync(classes, { recursive: true });
  await compileHelper(javac, source, classes);
  const messages = join(patch, MESSAGES);
  mkdirSync(dirname(messages), { recursive: true });
  writeFileSync(messages, MISSING_MESSAGE);
  const flags = [
    ...JVM_FLAGS,
    COUNT_CHARACTERS,
    '-Dfile.encoding=UTF-8',
    '-Dstderr.encoding=UTF-8',
    `-Duser.language=${LANGUAGE}`,
    `--patch-module=java.xml=${patch}`,
    '-classpath',
    classes,
  ];
  return { java, flags };
}

/** The class that comes with the package may be for a newer Java than the one that is here. */
async function compileHelper(javac: string, source: string, folder: string): Promise<void> {
  try {
    await promisify(execFile)(javac, ['-d', folder, source]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OracleUnavailableError(
      `the helper of ${PACKAGE} does not compile (${reason}): ${JDK_ADVICE}`,
    );
  }
}

function findTool(tool: 'java' | 'javac'): string | undefined {
  const { JAVA_HOME, PATH = '' } = process.env;
  const name = process.platform === 'win32' ? `${tool}.exe` : tool;
  const folders = PATH.split(delimiter);
  if (JAVA_HOME !== undefined && JAVA_HOME !== '') folders.unshift(join(JAVA_HOME, 'bin'));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Validates a file; returns what Xerces says, line by line, and nothing for a valid file.
 *
 * The package's helper is started directly, with its output in a file. `validateXML` of the package
 * reads a pipe, takes a chunk that begins within a message for noise, and answers when Java ends,
 * whether or not the pipe is empty by then: fine for one document, not for thousands of errors.
 *
 * @throws Error if Java does not run to the end
 */
export async function runXerces(xerces: Xerces, file: string, schema: string): Promise<string> {
  const output = `${file}.log`;
  const descriptor = openSync(output, 'w');
  const code = await new Promise<number | null>((resolve, reject) => {
    const helper = ['support.XMLValidator', `-file=${file}`, `-schema=${schema}`];
    const child = spawn(xerces.java, [...xerces.flags, ...helper], {
      stdio: ['ignore', 'ignore', descriptor],
    });
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => {
    closeSync(descriptor);
  });
  const text = readFileSync(output, 'utf8');
  rmSync(output);
  const hasMessages = /^\[(?:warning|error|fatal)\] /m.test(text);
  if (code === 0 && !hasMessages) return '';
  if (code === 1 && hasMessages) return text;
  throw new Error(`${xerces.java} ended with code ${String(code)}: ${text.trim().slice(0, 2000)}`);
}
