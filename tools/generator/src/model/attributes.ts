import { fail, type Diagnostics } from '../diagnostics.js';
import type { XmlNode } from '../read/xml.js';

/** Reads the attributes of schema elements, healing blanks around their values. */
export class AttributeReader {
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** The trimmed value; blanks around it are reported. */
  get(node: XmlNode, name: string): string | undefined {
    const value = node.attributes.get(name);
    if (value === undefined) return undefined;
    const trimmed = value.trim();
    if (trimmed !== value) {
      this.#diagnostics.add(
        'blank-in-attribute',
        node.position,
        `The attribute ${name} of <${node.name}> is '${value}'; read as '${trimmed}'.`,
      );
    }
    return trimmed;
  }

  /** A boolean attribute; false where it is missing. */
  flag(node: XmlNode, name: string): boolean {
    const value = this.get(node, name);
    if (value === undefined || value === 'false' || value === '0') return false;
    if (value === 'true' || value === '1') return true;
    return fail('invalid-value', node.position, `${name} is '${value}', expected true or false.`);
  }

  occurrence(node: XmlNode): { min: number; max: number } {
    const min = this.#bound(node, 'minOccurs');
    const max = this.#bound(node, 'maxOccurs');
    if (max < min || max === 0 || min === Infinity) {
      fail(
        'invalid-value',
        node.position,
        `minOccurs ${String(min)} and maxOccurs ${String(max)} make no occurrence.`,
      );
    }
    return { min, max };
  }

  #bound(node: XmlNode, name: string): number {
    const value = this.get(node, name) ?? '1';
    if (value === 'unbounded') return Infinity;
    if (!/^\d+$/.test(value)) {
      fail('invalid-value', node.position, `${name} is '${value}', expected a whole number.`);
    }
    return Number(value);
  }

  /**
   * Refuses attributes that would change the meaning of an element and are not read.
   *
   * @throws GenerationError for any other attribute, foreign and namespace attributes aside
   */
  allow(node: XmlNode, names: readonly string[]): void {
    for (const name of node.attributes.keys()) {
      if (name.includes(':') || name === 'xmlns' || name === 'id' || names.includes(name)) continue;
      fail(
        'unsupported-construct',
        node.position,
        `The attribute ${name} of <${node.name}> is not supported here.`,
      );
    }
  }
}
