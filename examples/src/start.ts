/*
 * What `npm start` runs: a simulated platform on a free port, the digest of a user as the command line
 * shows it, and a program that finds out why that user's phone does not ring.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { userDigest, valueOf } from '@ocipkit/automations';
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

heading(`$ ocip user digest ${userId}\n`);
await ocip('user', 'digest', userId);

heading('Why the phone does not ring');
const digest = await userDigest(client, { userId, sections: ['doNotDisturb', 'forwarding'] });
if (valueOf(digest.doNotDisturb)?.isActive === true) console.log('- Do Not Disturb is on');
const always = valueOf(digest.forwarding?.always);
if (always?.isActive === true) {
  console.log(`- all calls are forwarded to ${always.forwardToPhoneNumber ?? 'nowhere'}`);
}

/** Runs the command line on the simulated platform, in a process of its own. */
async function ocip(...words: readonly string[]): Promise<void> {
  const program = new URL('bundle/ocip.js', import.meta.resolve('@ocipkit/cli/package.json'));
  const child = spawn(process.execPath, [fileURLToPath(program), ...words], {
    stdio: 'inherit',
    env: { ...process.env, OCIP_URL: url, OCIP_USERNAME: 'admin', OCIP_PASSWORD: SEED_PASSWORD },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ocip ended with ${String(code)}`);
}
