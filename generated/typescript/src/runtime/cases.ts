// Unions within plans: which case a value is of, as far as its int64 need.
import type { Plan } from "./json.js";

/** A necessary condition of a union's case. */
export interface Test {
  /** JSON types: "null", "boolean", "integer", "number" (which admits integers), "string", "array", "object". */
  readonly types?: readonly string[];
  readonly required?: readonly string[];
  readonly constants?: { readonly [member: string]: readonly unknown[] };
  readonly members?: { readonly [member: string]: readonly string[] };
  /** The only members allowed. */
  readonly closed?: readonly string[];
  readonly values?: readonly unknown[];
  readonly items?: readonly string[];
}

/** The plan of the first case whose test a value passes. */
export const oneOf =
  (...cases: readonly (readonly [Test, Plan])[]) =>
  (value: unknown): Plan =>
    cases.find(([test]) => fits(value, test))?.[1] ?? null;

function fits(value: unknown, { types, required, constants, members, closed, values, items }: Test): boolean {
  if (types && !isOneOf(value, types)) return false;
  if (values && !values.includes(comparable(value))) return false;
  if (Array.isArray(value)) return !items || value.every((item) => isOneOf(item, items));
  if (typeof value !== "object" || value === null) return true;
  const given = new Map<string, unknown>(Object.entries(value).filter(([, member]) => member !== undefined));
  return (
    (required ?? []).every((name) => given.has(name)) &&
    Object.entries(constants ?? {}).every(([name, all]) => !given.has(name) || all.includes(comparable(given.get(name)))) &&
    Object.entries(members ?? {}).every(([name, kinds]) => !given.has(name) || isOneOf(given.get(name), kinds)) &&
    (!closed || [...given.keys()].every((name) => closed.includes(name)))
  );
}

function isOneOf(value: unknown, types: readonly string[]): boolean {
  const own = typeOf(value);
  return types.length === 0 || types.includes(own) || (own === "integer" && types.includes("number"));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "bigint" || Number.isInteger(value)) return "integer";
  return Array.isArray(value) ? "array" : typeof value;
}

const comparable = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);
