import {
  OCITable,
  structureOf,
  requestTypeOf,
  type OCIRequest,
  type ResponseOf,
} from '@ocipkit/core';

/** The rows of the tables of a response. */
type TableRows<R> = {
  [K in keyof R & string]: R[K] extends OCITable<infer Row> | undefined ? Row : never;
}[keyof R & string];

/** The row type of a request's answer. */
export type RowOf<Q> = [TableRows<ResponseOf<Q>>] extends [never]
  ? object
  : TableRows<ResponseOf<Q>>;

/** What `Client.pages` tells when it is done. */
export interface PageSummary {
  readonly rows: number;
  readonly messages: number;
  /** False if a size limit of the request cut the list. */
  readonly complete: boolean;
}

/** How `Client.pages` reads. */
export interface PageOptions {
  /** Rows per page, 1 to 2,000, for requests with `responsePagingControl`; default 1,000. */
  readonly pageSize?: number | undefined;
}

interface Paged {
  readonly responsePagingControl?: { readonly responseStartIndex: number } | undefined;
  readonly responseSizeLimit?: number | undefined;
}

const PAGING = 'responsePagingControl';
const LIMIT = 'responseSizeLimit';

/**
 * Reads a list row by row, a page at a time where the request has pages. A page shorter than asked is
 * the last.
 */
export async function* readPages<Q extends OCIRequest>(
  request: Q,
  send: (request: Q) => Promise<object>,
  { pageSize = 1_000 }: PageOptions,
): AsyncGenerator<RowOf<Q>, PageSummary> {
  const { fields } = structureOf(requestTypeOf(request));
  const given = request as Paged;
  if (!fields.has(PAGING)) {
    const table = tableOf(await send(request), request);
    for (const row of table) yield row as RowOf<Q>;
    const complete = !fields.has(LIMIT) || table.length < (given.responseSizeLimit ?? Infinity);
    return { rows: table.length, messages: 1, complete };
  }
  const first = given.responsePagingControl?.responseStartIndex ?? 1;
  let rows = 0;
  let messages = 0;
  for (;;) {
    const control = { responseStartIndex: first + rows, responsePageSize: pageSize };
    const table = tableOf(await send(withField(request, PAGING, control)), request);
    messages += 1;
    rows += table.length;
    for (const row of table) yield row as RowOf<Q>;
    if (table.length < pageSize) return { rows, messages, complete: true };
  }
}

function withField<Q extends OCIRequest>(request: Q, name: string, value: unknown): Q {
  const prototype = Object.getPrototypeOf(request) as {
    readonly constructor: new (input: object) => Q;
  };
  return new prototype.constructor(Object.assign({}, request, { [name]: value }));
}

function tableOf(response: object, request: OCIRequest): OCITable<object> {
  const tables = Object.values(response).filter((value) => value instanceof OCITable);
  const [only] = tables;
  if (only === undefined || tables.length > 1) {
    throw new TypeError(
      `${request.$type} answers with ${String(tables.length)} tables; pages() needs exactly one. ` +
        `Send it and read the tables you need.`,
    );
  }
  return only as OCITable<object>;
}
