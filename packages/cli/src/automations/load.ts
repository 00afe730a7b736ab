import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Automation, AutomationRegistry } from '@ocipkit/automations';
import { CliError } from '../program/failure.js';
import type { Settings } from '../settings/settings.js';

/**
 * The automations of the package, and those of the modules that the settings name: each exports a list
 * `automations`.
 *
 * @throws CliError for a module that can't be loaded or exports none
 */
export async function loadAutomations(settings: Settings): Promise<AutomationRegistry> {
  const { automations: own, AutomationRegistry: Registry } = await import('@ocipkit/automations');
  const modules = settings.automations.value;
  if (modules.length === 0) return own;
  const all = new Registry();
  for (const automation of own) all.add(automation);
  for (const name of modules) {
    for (const automation of await load(name)) all.add(automation);
  }
  return all;
}

async function load(name: string): Promise<readonly Automation[]> {
  const isPath = name.startsWith('.') || isAbsolute(name);
  const next = ['ocip config show --origin tells where the module is named.'];
  let module: { readonly automations?: unknown };
  try {
    module = (await import(isPath ? pathToFileURL(resolve(name)).href : name)) as typeof module;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`The automations of ${name} can't be loaded: ${reason}`, {
      next,
      cause: error,
    });
  }
  const { automations } = module;
  if (
    typeof automations !== 'object' ||
    automations === null ||
    !(Symbol.iterator in automations)
  ) {
    throw new CliError(`${name} exports no list named automations.`, { next });
  }
  return [...(automations as Iterable<Automation>)];
}
