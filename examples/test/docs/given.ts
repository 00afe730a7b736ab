/*
 * Names that guides use without declaring them, since they stand for things of the reader. They are
 * listed in CONTRIBUTING.md. Everything else on a page is declared there, in the same block or before.
 */
import type { Client } from '@ocipkit/client';

declare global {
  const username: string;
  const password: string;
  const userId: string;
  const client: Client;
  const signal: AbortSignal;
}
