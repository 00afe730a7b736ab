import type { ComplexTypeDef, SchemaFile, TypeName } from './types.js';

/** The name the real file has; a delivery without it is healed with {@link builtinBase}. */
export const BASE_FILE = 'OCISchemaBASE.xsd';

const position = { file: BASE_FILE, line: 0 };

function base(name: string, parent?: string): ComplexTypeDef {
  return {
    kind: 'complex',
    namespace: 'C',
    name,
    doc: '',
    appinfo: new Map(),
    abstract: parent === undefined || parent === 'OCICommand' || name === 'OCIDataResponse',
    ...(parent === undefined
      ? {}
      : { derivation: { by: 'extension' as const, base: { namespace: 'C', name: parent } as TypeName } }),
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
    elements: [],
    types: [
      base('OCICommand'),
      base('OCIRequest', 'OCICommand'),
      base('OCIResponse', 'OCICommand'),
      base('OCIDataResponse', 'OCIResponse'),
      base('SuccessResponse', 'OCIResponse'),
      base('ErrorResponse', 'OCIResponse'),
      { ...base('OCITable'), abstract: false },
      { ...base('OCITableRow'), abstract: false },
    ].map((type) =>
      type.name === 'SuccessResponse' || type.name === 'ErrorResponse'
        ? { ...type, abstract: false }
        : type,
    ),
  };
}
