/*
 * One request, typed, checked, written as the platform wants it, and the
 * answers read back. No platform is needed.
 */
import {
  decodeMessage,
  encodeMessage,
  redacted,
  redactXml,
  responsesOf,
  validate,
  describeProblem,
} from '@ocipkit/core';
import { release } from '@ocipkit/commands/release';
import { registry } from '@ocipkit/commands/registry';
import { UserGetListInGroupRequest, UserModifyRequest22 } from '@ocipkit/commands/user';

const heading = (text: string): void => {
  console.log(process.stdout.isTTY ? `\n\u001B[1m${text}\u001B[0m` : `\n${text}`);
};

const commands = [...registry];
const requests = commands.filter((command) => command.kind === 'request');
console.log(
  `Generated from schemas/${release.label}: ${String(requests.length)} requests, ` +
    `${String(commands.length - requests.length)} responses.`,
);

heading('1. A request is a typed object');
const request = new UserModifyRequest22({
  userId: 'alice@example.test',
  lastName: 'Ångström',
  phoneNumber: null, // null clears a field, leaving it out keeps its value
  newPassword: 'S3cret-Example',
  department: {
    $type: 'GroupDepartmentKey',
    serviceProviderId: 'Example-SP',
    groupId: 'Front Desk',
    name: 'Reception',
  },
});
console.log(request);

heading('2. It is checked before it is sent: every problem at once');
const wrong = new UserModifyRequest22({
  userId: '',
  extension: '12345678901234567890123',
  // @ts-expect-error neither the compiler nor the check lets this pass
  language: null,
});
for (const problem of validate(wrong)) console.log(`- ${describeProblem(problem)}`);

heading('3. It becomes the XML that the platform accepts (shown without its secrets)');
const bytes = encodeMessage({ identity: { sessionId: 'example-session' }, commands: [request] });
console.log(redactXml(Buffer.from(bytes).toString('latin1')).trimEnd());

heading('4. Answers come back typed, tables included');
const list = new UserGetListInGroupRequest({
  serviceProviderId: 'Example-SP',
  GroupId: 'Front Desk',
});
const answer = `<?xml version="1.0" encoding="ISO-8859-1"?>
<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<sessionId xmlns="">example-session</sessionId>
<command echo="" xsi:type="UserGetListInGroupResponse" xmlns=""><userTable>
<colHeading>User Id</colHeading><colHeading>Last Name</colHeading><colHeading>First Name</colHeading>
<row><col>alice@example.test</col><col>Ångström</col><col>Alice</col></row>
<row><col>bob@example.test</col><col>Baker</col><col>Bob</col></row>
</userTable></command></BroadsoftDocument>`;
const [received] = decodeMessage(Buffer.from(answer, 'latin1'), {
  resolve: responsesOf([list]),
}).commands;
const { UserGetListInGroupResponse } = await import('@ocipkit/commands/user');
if (received?.command instanceof UserGetListInGroupResponse) {
  for (const { userId, lastName, firstName } of received.command.userTable) {
    console.log(`${userId ?? ''}: ${firstName ?? ''} ${lastName ?? ''}`);
  }
}

heading('5. Commands are found by their names on the wire');
const UserGet = await registry.request(registry.newest('UserGetRequest')?.name ?? 'UserGetRequest');
console.log(
  redacted(new UserGet({ userId: 'alice@example.test' })),
  '→',
  UserGet.$.response?.().$.name,
);
