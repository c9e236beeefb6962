// JSON whose 64-bit integers stay exact. A plan says where they stand; without one this is plain JSON.

/** Any JSON value; an integer that a number does not hold is a bigint. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | { [name: string]: JsonValue };

type Members = { readonly [name: string]: Plan };
/** Where a type holds int64, and as what ("json": at need). A function says it of a value: types may hold themselves. */
export type Plan = null | "bigint" | "string" | "json" | ((value: unknown) => Plan) | Places;
type Places = { readonly members?: Members; readonly rest?: Plan };

// Integers that a number may not hold, and texts, in which digits mean nothing.
const long = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Reads a source twice: as it is, and with long integers as texts, of which the plan takes what it needs. */
export function parseJson(source: string, plan: Plan = null): unknown {
  const value: unknown = JSON.parse(source);
  if (plan === null) return value;
  const exact = source.replace(long, (token) => (token[0] === '"' ? token : `"${token}"`));
  return decoded(value, exact === source ? value : JSON.parse(exact), plan);
}

function decoded(value: unknown, exact: unknown, plan: Plan): unknown {
  if (typeof plan === "function") return decoded(value, exact, plan(value));
  if (plan === "bigint") return Number.isInteger(value) ? BigInt(exact as string | number) : value;
  if (plan === "string") return Number.isInteger(value) ? String(exact) : value;
  if (plan === "json" && typeof value === "number" && typeof exact === "string") {
    return Number.isSafeInteger(value) ? value : BigInt(exact);
  }
  if (typeof value !== "object" || value === null || plan === null) return value;
  const same = exact as { readonly [step: string]: unknown };
  const steps = Object.entries(value).map(([step, own]) => [step, decoded(own, same[step], planOf(plan, step))] as const);
  return Array.isArray(value) ? steps.map(([, item]) => item) : Object.fromEntries(steps);
}

export const writeJson = (value: unknown, plan: Plan = null): string => encoded(value, plan) ?? "null";

/** What JSON.stringify gives, or nothing as it does. */
function encoded(value: unknown, plan: Plan): string | undefined {
  if (typeof plan === "function") return encoded(value, plan(value));
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "string" && plan === "string" && /^-?(?:0|[1-9]\d*)$/.test(value)) return value;
  if (typeof value !== "object" || value === null || value instanceof Date) return JSON.stringify(value);
  const texts = Object.entries(value).map(([step, member]) => [step, encoded(member, planOf(plan, step))] as const);
  if (Array.isArray(value)) return `[${texts.map(([, text]) => text ?? "null").join(",")}]`;
  const members = texts.filter(([, text]) => text !== undefined);
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

function planOf(plan: Plan, step: string): Plan {
  if (plan === null || typeof plan !== "object") return plan === "json" ? plan : null;
  const { members = {}, rest = null } = plan;
  return Object.hasOwn(members, step) ? (members[step] ?? null) : rest;
}
