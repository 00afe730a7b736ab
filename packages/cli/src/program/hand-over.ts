/** Set in the bundle, which has its own copy of the other packages of ocipkit. */
declare const OCIP_IS_BUNDLE: true | undefined;

const isBundle = typeof OCIP_IS_BUNDLE !== 'undefined';

/**
 * Ends the bundled program before it has done anything: modules of others import the packages of ocipkit
 * by name, and have to get the very classes that the program uses. The unbundled program takes over.
 */
export class HandOver extends Error {
  override readonly name = 'HandOver';

  constructor() {
    super('the unbundled program has to take over');
  }
}

/** @throws HandOver in the bundle, where the settings name modules of others */
export function handOverIf(needsModulesOfOthers: boolean): void {
  if (isBundle && needsModulesOfOthers) throw new HandOver();
}
