import { readFile } from 'node:fs/promises';
import type { Engine } from '../engine/engine.js';
import type { Login } from '../engine/login.js';
import { Refusal } from '../engine/refusal.js';
import { UsageError } from '../usage-error.js';

/** Who load files and seeds act as. */
const SYSTEM_LOGIN: Login = { userId: 'admin', loginType: 'System', isEnterprise: false };

/**
 * Runs the requests of a file: a JSON list whose entries have one key, the name of the request, with its
 * fields. They run in order, as the system administrator.
 *
 * ```json
 * [
 *   { "ServiceProviderDnAddListRequest": { "serviceProviderId": "Example-SP", "phoneNumber": ["+12025550100"] } },
 *   { "UserAddRequest22V2": { "serviceProviderId": "Example-SP", "groupId": "Front-Desk", … } }
 * ]
 * ```
 *
 * @returns how many requests ran
 * @throws UsageError naming the entry that is no request, or that the platform refuses
 */
export async function loadFile(path: string, engine: Engine): Promise<number> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} can't be loaded: ${reason}`, { cause: error });
  }
  if (!Array.isArray(value)) throw new UsageError(`${path} holds no list of requests.`);
  for (const [i, entry] of value.entries()) {
    const where = `${path}, entry ${String(i + 1)}`;
    const [name, fields] = requestOf(entry, where);
    try {
      engine.perform(name, fields, SYSTEM_LOGIN);
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof TypeError)) throw error;
      const detail =
        error instanceof Refusal && error.detail !== undefined ? `: ${error.detail}` : '';
      throw new UsageError(`${where}, ${name}: ${error.message}${detail}`, { cause: error });
    }
  }
  return value.length;
}

function requestOf(entry: unknown, where: string): readonly [name: string, fields: object] {
  const pairs = typeof entry === 'object' && entry !== null ? Object.entries(entry) : [];
  const [first] = pairs;
  if (first === undefined || pairs.length > 1 || !isFields(first[1])) {
    throw new UsageError(`${where}: expected one request, as { "NameOfRequest": { fields } }.`);
  }
  return [first[0], first[1]];
}

function isFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
