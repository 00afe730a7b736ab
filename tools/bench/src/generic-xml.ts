import type { X2jOptions, XmlBuilderOptions } from 'fast-xml-parser';

/*
 * fast-xml-parser set so that nothing of an OCI-P message is lost: order, repetitions and empty
 * elements are kept, and texts stay texts. Its generic tree is still far from typed values.
 */

export const parserOptions: X2jOptions = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what replaces it is a decoder of one's own
  htmlEntities: true,
};

export const builderOptions: XmlBuilderOptions = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressEmptyNode: true,
};
