/**
 * What every program that uses OCI-P commands needs: messages in and out, validation, tables,
 * redaction, and the base classes that generated commands extend.
 */
export {
  OCICommand,
  OCIDataResponse,
  OCIRequest,
  OCIResponse,
  type NoFields,
  type InputArguments,
  type InputOf,
  type ResponseOf,
} from './base/command.js';
export {
  ErrorResponse,
  SuccessResponse,
  type ErrorResponseInput,
  type ErrorResponseType,
} from './base/responses.js';
export { headingToKey, OCITable, type TableColumns, type TableRow } from './base/table.js';
export { commandTypeOf, requestTypeOf } from './base/type-of.js';
export { type Notice, type NoticeCode } from './codec/notice.js';
export {
  elementNames,
  structureOf,
  type FieldSlot,
  type RepeatedChoice,
  type Structure,
} from './descriptor/structure.js';
export type {
  Access,
  AttributeSpec,
  ChoiceSpec,
  CommandClass,
  CommandType,
  ComplexType,
  ElementSpec,
  EnumType,
  Facets,
  FieldType,
  Particle,
  Primitive,
  RequestType,
  ResponseType,
  SimpleType,
  TableType,
} from './descriptor/types.js';
export {
  describeProblem,
  EncodeError,
  MalformedMessageError,
  OcipError,
  UnknownTypeError,
  ValidationError,
  type MalformedCode,
} from './errors.js';
export {
  decodeMessage,
  type DecodeOptions,
  type IncomingMessage,
  type ReceivedCommand,
} from './message/decode-message.js';
export {
  encodeMessage,
  encodeMessageText,
  MAX_COMMANDS,
  type AddressedCommand,
  type EncodeOptions,
  type OutgoingMessage,
} from './message/encode-message.js';
export {
  DEFAULT_MAX_MESSAGE_BYTES,
  MessageFramer,
  MessageTooLargeError,
} from './message/framing.js';
export {
  identityNames,
  type ExternalUserIdentity,
  type Identity,
  type IdentityName,
} from './message/identity.js';
export { resolverOf, responsesOf, type CommandResolver } from './message/resolver.js';
export { redacted, redactedValue, redactUnknown } from './redact/redact-value.js';
export { redactXml } from './redact/redact-xml.js';
export { isSensitiveName, MASK } from './redact/sensitive.js';
export {
  CommandRegistry,
  type CommandInfo,
  type RegistryModule,
  type RequestClass,
  type ResponseClass,
} from './registry/registry.js';
export { compareVersions, splitName, type CommandVersion } from './registry/version.js';
export { nearestNames } from './validate/nearest.js';
export { type Problem, type ProblemCode } from './validate/problem.js';
export { assertValid, validate, validateValue } from './validate/validate.js';
export { characterCount, describeType, type FacetCode } from './value/facets.js';
export { fromDate, toDate } from './value/date.js';
export { decodeBytes, encodeBytes, type MessageEncoding } from './xml/encoding.js';
export { escapeText } from './xml/escape.js';
export { type ReadLimits } from './xml/reader.js';
export { readTree, type XmlElement } from './xml/tree.js';
