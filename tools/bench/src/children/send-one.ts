import { connect } from '@ocipkit/client';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';

/*
 * Sends one request and ends. Argument: the port of the platform; without it, ends at once.
 */

const [port] = process.argv.slice(2);
if (port !== undefined) {
  await using client = await connect({
    url: `tcp://127.0.0.1:${port}`,
    username: 'bench',
    password: 'bench',
  });
  const userId = 'alexandra.mueller@example.com';
  const user = await client.send(new UserGetRequest23V2({ userId }));
  if (user.lastName !== 'Müller') throw new Error('another answer than was expected');
}
