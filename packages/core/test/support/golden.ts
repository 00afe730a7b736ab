/** A message of any content, which framing does not look at. */
function document(content: string, encoding = 'ISO-8859-1'): string {
  return (
    `<?xml version="1.0" encoding="${encoding}"?>\n` +
    `<BroadsoftDocument protocol="OCI" xmlns="C">${content}</BroadsoftDocument>`
  );
}

interface GoldenReply {
  readonly name: string;
  /** As it stands on the wire, without the line feed that follows. */
  readonly bytes: Buffer;
}

const command = (type: string, content = ''): string =>
  `<command echo="" xsi:type="${type}" xmlns="" xmlns:c="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</command>`;

const golden = (name: string, text: string, encoding: BufferEncoding = 'latin1'): GoldenReply => ({
  name,
  bytes: Buffer.from(text, encoding),
});

/** One reply for each thing that framing may stumble over. */
export const goldenReplies: readonly GoldenReply[] = [
  golden('a success', document(command('c:SuccessResponse'))),
  golden(
    'a refusal whose detail quotes a whole message in CDATA',
    document(
      command(
        'c:ErrorResponse',
        `<summary>[Error 6004] no</summary><summaryEnglish>[Error 6004] no</summaryEnglish>` +
          `<detail><![CDATA[in <BroadsoftDocument><x/></BroadsoftDocument> ]]]]></detail>`,
      ),
    ),
  ),
  golden(
    'comments that hold the end tag',
    document(`<!-- </BroadsoftDocument> - -->${command('c:SuccessResponse')}<!----><!--->-->`),
  ),
  golden('ISO-8859-1', document(command('X', '<lastName>Müller-Çelik</lastName>'))),
  golden(
    'UTF-8',
    document(command('X', '<lastName>Kovácsőű セールス</lastName>'), 'UTF-8'),
    'utf8',
  ),
  golden('a byte order mark', `\u{FEFF}${document(command('X'), 'UTF-8')}`, 'utf8'),
  golden('no declaration', `<BroadsoftDocument>${command('X')}</BroadsoftDocument>`),
  golden(
    'CRLF and line feeds inside',
    document(`\r\n${command('A')}\r\n\n${command('B', '\n<a>\n</a>')}\n`),
  ),
  golden(
    'what only looks like an end tag, a comment or CDATA',
    document('</Broadsoft></BroadsoftDocuments></BroadsoftDocumen<!-<a/><![CDAT<!><a/></'),
  ),
  golden(
    'a table',
    document(
      command(
        'X',
        `<t><colHeading>User Id</colHeading>${'<row><col>a@example.test</col></row>'.repeat(9)}</t>`,
      ),
    ),
  ),
];
