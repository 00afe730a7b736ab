import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** One JVM compiles thousands of types and ends: the fast compiler and the simple collector win. */
const JVM_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
/** XSD counts characters. Left alone, Xerces counts one beyond the basic plane as two. */
const COUNT_CHARACTERS =
  '-Dcom.sun.org.apache.xerces.internal.impl.dv.xs.useCodePointCountForStringLength=true';
const JDK_ADVICE =
  'install a JDK, for instance with `apt-get install default-jdk-headless`, or put any JDK 11 or later on the PATH';
const PACKAGE = 'xsd-schema-validator';

/** Xerces can't be run; says what to do about it. */
export class OracleUnavailableError extends Error {
  override readonly name = 'OracleUnavailableError';
}

/** How to run Xerces. */
export interface Xerces {
  readonly java: string;
  readonly classPath: string;
}

/**
 * Finds Java, and the class by which xsd-schema-validator runs Xerces. The class is compiled where
 * the package was installed without a JDK.
 *
 * @throws OracleUnavailableError
 */
export async function findXerces(): Promise<Xerces> {
  const require = createRequire(import.meta.url);
  let classPath: string;
  try {
    classPath = dirname(require.resolve(`${PACKAGE}/package.json`));
  } catch {
    throw new OracleUnavailableError(`${PACKAGE} is not installed: ${JDK_ADVICE}, then run npm ci`);
  }
  const java = findJava();
  if (java === undefined) throw new OracleUnavailableError(`there is no java: ${JDK_ADVICE}`);
  try {
    const validator = require(PACKAGE) as { readonly setup: () => Promise<void> };
    await validator.setup();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OracleUnavailableError(`${PACKAGE} has no compiled helper (${reason}): ${JDK_ADVICE}`);
  }
  return { java, classPath };
}

function findJava(): string | undefined {
  const { JAVA_HOME, PATH = '' } = process.env;
  const name = process.platform === 'win32' ? 'java.exe' : 'java';
  const folders = PATH.split(delimiter);
  if (JAVA_HOME !== undefined && JAVA_HOME !== '') folders.unshift(join(JAVA_HOME, 'bin'));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Validates a file; returns what Xerces says, line by line, and nothing for a valid file.
 *
 * The helper is started directly, with its output in a file: the package's own reader drops every
 * message that two reads of the pipe share, and those still in the pipe when Java ends.
 *
 * @throws Error if Java does not run to the end
 */
export async function runXerces(xerces: Xerces, file: string, schema: string): Promise<string> {
  const output = `${file}.log`;
  const descriptor = openSync(output, 'w');
  const code = await new Promise<number | null>((resolve, reject) => {
    const flags = [...JVM_FLAGS, COUNT_CHARACTERS, '-Dfile.encoding=UTF-8', '-Dstderr.encoding=UTF-8'];
    const helper = ['-classpath', xerces.classPath, 'support.XMLValidator'];
    const child = spawn(xerces.java, [...flags, ...helper, `-file=${file}`, `-schema=${schema}`], {
      stdio: ['ignore', 'ignore', descriptor],
    });
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => {
    closeSync(descriptor);
  });
  const text = readFileSync(output, 'utf8');
  const hasMessages = /^\[(?:warning|error|fatal)\] /m.test(text);
  if (code === 0 && !hasMessages) return '';
  if (code === 1 && hasMessages) return text;
  throw new Error(`${xerces.java} ended with code ${String(code)}: ${text.trim().slice(0, 2000)}`);
}
