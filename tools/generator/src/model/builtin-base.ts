import type { ComplexTypeDef, SchemaFile } from './types.js';

/** The name the real file has; a delivery without it is healed with {@link builtinBase}. */
export const BASE_FILE = 'OCISchemaBASE.xsd';

const position = { file: BASE_FILE, line: 0 };

function base(name: string, parent: string | undefined, abstract: boolean): ComplexTypeDef {
  return {
    kind: 'complex',
    namespace: 'C',
    name,
    doc: '',
    appinfo: new Map(),
    abstract,
    ...(parent === undefined
      ? {}
      : { derivation: { by: 'extension', base: { namespace: 'C', name: parent } } }),
    particles: [],
    attributes: [],
    position,
  };
}

/**
 * The types of the namespace `C` as far as references to them go. The runtime brings their content,
 * so names and derivation are all a release needs.
 */
export function builtinBase(): SchemaFile {
  return {
    path: BASE_FILE,
    namespace: 'C',
    includes: [],
    types: [
      base('OCICommand', undefined, true),
      base('OCIRequest', 'OCICommand', true),
      base('OCIResponse', 'OCICommand', true),
      base('OCIDataResponse', 'OCIResponse', true),
      base('SuccessResponse', 'OCIResponse', false),
      base('ErrorResponse', 'OCIResponse', false),
      base('OCITable', undefined, false),
      base('OCITableRow', undefined, false),
    ],
  };
}
