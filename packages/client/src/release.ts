import type { SystemSoftwareVersionGetRequest } from '@ocipkit/commands/system';

type Send = (request: SystemSoftwareVersionGetRequest) => Promise<{ readonly version: string }>;

/**
 * Asks the platform for its release. Its answer is free text such as `Rel_22.0_1.1123`: the first
 * number is the release.
 *
 * @throws RangeError if there is no number in it; the errors of the request
 */
export async function discoverRelease(send: Send): Promise<number> {
  // Programs that never ask need not load it.
  const { SystemSoftwareVersionGetRequest: Request } = await import('@ocipkit/commands/system');
  const { version } = await send(new Request());
  return parseRelease(version);
}

/** @throws RangeError if the text has no number */
export function parseRelease(version: string): number {
  const match = /(\d+)/.exec(version);
  if (match?.[1] === undefined) {
    throw new RangeError(
      `The platform calls its version '${version}', which names no release. Set the option 'release'.`,
    );
  }
  return Number(match[1]);
}
