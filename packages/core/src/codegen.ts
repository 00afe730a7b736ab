/**
 * The contract between generated code and this package. Programs import from the package itself.
 */
export { OCIDataResponse, OCIRequest, OCIResponse, type NoFields } from './base/command.js';
export { ErrorResponse, SuccessResponse } from './base/responses.js';
export { OCITable, type TableRow } from './base/table.js';
export {
  choice,
  complex,
  el,
  enumeration,
  NILLABLE,
  OPTIONAL,
  OR_SUCCESS,
  READ,
  request,
  response,
  SENSITIVE,
  simple,
  table,
} from './descriptor/build.js';
export {
  xsBase64Binary,
  xsBoolean,
  xsDate,
  xsDateTime,
  xsDecimal,
  xsFloat,
  xsInt,
  xsLong,
  xsMarker,
  xsNMTOKEN,
  xsNormalizedString,
  xsString,
  xsToken,
} from './descriptor/builtin.js';
export type {
  ComplexType,
  EnumType,
  RequestType,
  ResponseType,
  SimpleType,
} from './descriptor/types.js';
