import type { Client } from '@ocipkit/client';

/** The release of a platform, or why it isn't known. */
export type ReleaseFound =
  | { readonly release: number; readonly reason?: undefined }
  | { readonly release?: undefined; readonly reason: string };

/**
 * Asks for the release. An account may not be allowed to, which is no failure of the connection.
 *
 * @throws ClientError for anything but a refusal
 */
export async function findRelease(client: Client): Promise<ReleaseFound> {
  try {
    return { release: await client.release() };
  } catch (error) {
    const isNoNumber = error instanceof RangeError;
    if (!isNoNumber && (error as { readonly code?: unknown }).code !== 'refused') throw error;
    return { reason: (error as Error).message };
  }
}
