/*
 * What `npm start` runs: a simulated platform on a free port, a client that logs in, and the digest of
 * a user, as an engineer wants it when a phone does not ring.
 */
import { automations, userDigest, valueOf, type ReportBlock } from '@ocipkit/automations';
import { connect } from '@ocipkit/client';
import { startSimulator, SEED_PASSWORD } from '@ocipkit/simulator';
import { release } from '@ocipkit/commands/release';

const userId = 'ben.koch@grandharbour.test';

const heading = (text: string): void => {
  console.log(process.stdout.isTTY ? `\n\u001B[1m${text}\u001B[0m` : `\n${text}`);
};

await using simulator = await startSimulator({ seed: 'demo' });
const url = simulator.tcp?.url ?? '';
console.log(
  `A simulated platform listens on ${url}, with the commands of schemas/${release.label}.`,
);

await using client = await connect({ url, username: 'admin', password: SEED_PASSWORD });
console.log(`Logged in as ${client.account?.loginType ?? ''} administrator.`);

const digest = await userDigest(client, { userId });
const report = automations.get('userDigest')?.report(digest);
heading(`${report?.title ?? ''}, ${report?.subtitle ?? ''}`);
for (const { title, blocks } of report?.parts ?? []) {
  for (const block of blocks) show(title, block);
}

heading('Why the phone does not ring');
if (valueOf(digest.doNotDisturb)?.isActive === true) console.log('- Do Not Disturb is on');
const always = valueOf(digest.forwarding?.always);
if (always?.isActive === true) {
  console.log(`- all calls are forwarded to ${always.forwardToPhoneNumber ?? 'nowhere'}`);
}

/** One line for facts and texts; a table's rows below each other. */
function show(title: string, block: ReportBlock): void {
  const label = title.padEnd(30);
  switch (block.kind) {
    case 'facts':
      console.log(
        label + block.facts.map(([name, value]) => `${name}: ${String(value)}`).join('; '),
      );
      break;
    case 'text':
      console.log(label + block.text);
      break;
    case 'table':
      block.rows.forEach((row, i) => {
        const cells = row.filter((cell) => cell !== undefined && cell !== '').map(String);
        console.log((i === 0 ? label : ' '.repeat(30)) + cells.join(', '));
      });
  }
}
