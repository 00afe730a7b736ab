import { simple } from './build.js';
import type { SimpleType } from './types.js';

/*
 * The XSD built-in types that OCI-P uses, under the names generated code imports them by.
 */

export const xsString: SimpleType<string> = /* @__PURE__ */ simple('xs:string', 'string');
export const xsNormalizedString: SimpleType<string> = /* @__PURE__ */ simple(
  'xs:normalizedString',
  'normalizedString',
);
export const xsToken: SimpleType<string> = /* @__PURE__ */ simple('xs:token', 'token');
export const xsNMTOKEN: SimpleType<string> = /* @__PURE__ */ simple('xs:NMTOKEN', 'NMTOKEN');
export const xsBoolean: SimpleType<boolean> = /* @__PURE__ */ simple('xs:boolean', 'boolean');
export const xsInt: SimpleType<number> = /* @__PURE__ */ simple('xs:int', 'int');
export const xsLong: SimpleType<number> = /* @__PURE__ */ simple('xs:long', 'long');
export const xsDecimal: SimpleType<number> = /* @__PURE__ */ simple('xs:decimal', 'decimal');
export const xsFloat: SimpleType<number> = /* @__PURE__ */ simple('xs:float', 'float');
/** Kept as text, with its offset; see `toDate`. */
export const xsDateTime: SimpleType<string> = /* @__PURE__ */ simple('xs:dateTime', 'dateTime');
/** Kept as text, with its offset; see `toDate`. */
export const xsDate: SimpleType<string> = /* @__PURE__ */ simple('xs:date', 'date');
export const xsBase64Binary: SimpleType<Uint8Array> = /* @__PURE__ */ simple(
  'xs:base64Binary',
  'base64Binary',
);
/** An element without a declared type: `true` writes it, empty. */
export const xsMarker: SimpleType<true> = /* @__PURE__ */ simple('xs:anyType', 'marker');
