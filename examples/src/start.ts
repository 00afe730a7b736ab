/*
 * What `npm start` runs: a simulated platform on a free port, a client that logs in, and a look at one
 * user, as an engineer takes it when a phone does not ring.
 */
import { connect } from '@ocipkit/client';
import { startSimulator, SEED_PASSWORD } from '@ocipkit/simulator';
import { release } from '@ocipkit/commands/release';
import { UserCallForwardingAlwaysGetRequest } from '@ocipkit/commands/call-forwarding';
import { UserDoNotDisturbGetRequest } from '@ocipkit/commands/do-not-disturb';
import { UserGetRegistrationListRequest } from '@ocipkit/commands/registration';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { UserAssignedServicesGetListRequest } from '@ocipkit/commands/user-services';

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

const [profile, services, registrations, doNotDisturb, forwarding] = await client.batch([
  new UserGetRequest23V2({ userId }),
  new UserAssignedServicesGetListRequest({ userId }),
  new UserGetRegistrationListRequest({ userId }),
  new UserDoNotDisturbGetRequest({ userId }),
  new UserCallForwardingAlwaysGetRequest({ userId }),
]);

heading(userId);
if (profile.ok) {
  const { firstName, lastName, phoneNumber, extension, groupId, departmentFullPath } =
    profile.response;
  console.log(`${firstName} ${lastName}, ${departmentFullPath ?? 'no department'}, ${groupId}`);
  console.log(`number ${phoneNumber ?? '-'}, extension ${extension ?? '-'}`);
}
if (registrations.ok) {
  for (const { deviceName, linePort, userAgent } of registrations.response.registrationTable) {
    console.log(`registered: ${deviceName ?? ''} ${linePort ?? ''} (${userAgent ?? ''})`);
  }
}

heading('Why the phone does not ring');
if (doNotDisturb.ok && doNotDisturb.response.isActive) console.log('- Do Not Disturb is on');
if (forwarding.ok && forwarding.response.isActive) {
  console.log(`- all calls are forwarded to ${forwarding.response.forwardToPhoneNumber ?? ''}`);
}

heading('Services');
if (services.ok) {
  console.log((services.response.userServiceEntry ?? []).map((s) => s.serviceName).join(', '));
}
