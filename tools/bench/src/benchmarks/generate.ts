import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../benchmark.js';
import { atMost, row, type Row } from '../report.js';
import { peaksOf, runNode, runProgram, timesOf, type ProcessSample } from '../run-process.js';
import { alternate } from '../stats.js';

const XMLLINT = 'xmllint';
const parser = fileURLToPath(new URL('../children/parse-schemas.js', import.meta.url));

/** The generator as a whole process, against programs that only parse the same files. */
export const generate: Benchmark = {
  name: 'generate',
  title: 'a cold run of the generator, from its start to the last file written',
  runs: 3,
  measure({ workshop }, runs) {
    const { schemas } = workshop;
    const files = readdirSync(schemas, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.toLowerCase().endsWith('.xsd'))
      .map((file) => join(schemas, file));
    const hasXmllint = spawnSync(XMLLINT, ['--version']).error === undefined;
    const samples = alternate(runs, {
      generator: (round) => workshop.runGenerator(workshop.path(`generated-${String(round)}`)),
      fxp: () => runNode([parser, ...files]),
      ...(hasXmllint
        ? { xmllint: () => runProgram(XMLLINT, ['--noout', '--nonet', ...files]) }
        : {}),
    });
    const { generator, fxp, xmllint } = samples;
    const against = (name: string, base: readonly ProcessSample[]): Row[] => [
      row(`${name}, time`, 'ms', timesOf(base)),
      row(`generator to ${name}`, 'ms', timesOf(generator), { base: timesOf(base) }),
    ];
    return {
      notes: [
        `${String(files.length)} schema files; each run writes to a new folder.`,
        'fast-xml-parser makes a generic tree of each file, in a process of its own.',
        hasXmllint
          ? 'xmllint --noout checks that the files are well-formed.'
          : 'There is no xmllint here.',
      ],
      rows: [
        row('generator, time', 'ms', timesOf(generator), { goal: atMost(8000) }),
        row('generator, peak memory', 'MB', peaksOf(generator), { goal: atMost(700) }),
        ...against('fast-xml-parser', fxp),
        ...(xmllint === undefined ? [] : against('xmllint', xmllint)),
        row('fast-xml-parser, peak memory', 'MB', peaksOf(fxp)),
      ],
    };
  },
};
