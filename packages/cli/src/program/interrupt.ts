/** Why a command ends early. */
export class Interrupt extends Error {
  override readonly name = 'Interrupt';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}
