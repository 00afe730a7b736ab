/**
 * What a replacement list of a request holds, such as `simultaneousRingNumberList`: undefined if the
 * request leaves it out, nothing if it is nil.
 */
export function replacementOf(request: object, wrapper: string): readonly unknown[] | undefined {
  const given = (request as Readonly<Record<string, object | null | undefined>>)[wrapper];
  if (given === undefined) return undefined;
  const [list = []] = Object.values(given ?? {}) as (readonly unknown[] | undefined)[];
  return list;
}

/** The same for lists of texts, such as ids and numbers. */
export function replacedTexts(request: object, wrapper: string): readonly string[] | undefined {
  return replacementOf(request, wrapper)?.map(String);
}
