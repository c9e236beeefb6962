// JSON of a contract without 64-bit integers: nothing that JSON.parse and JSON.stringify cannot do.

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** Where a type holds 64-bit integers: nowhere. */
export type Plan = null;

export function parseJson(source: string, _plan?: Plan): unknown {
  return JSON.parse(source);
}

export function writeJson(value: unknown, _plan?: Plan): string {
  return JSON.stringify(value);
}
