// JSON whose 64-bit integers stay exact. A plan says where they stand; without one this is plain JSON.parse.

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** A necessary condition of a union's case. JSON types are `typeof`'s, and "null", "array", "integer". */
export interface Test {
  readonly types?: readonly string[];
  readonly required?: readonly string[];
  readonly constants?: { readonly [member: string]: readonly unknown[] };
  readonly members?: { readonly [member: string]: readonly string[] };
}

/** Where a type holds int64, and as what. A function names another type's plan: types may contain themselves. */
export type Plan =
  | null
  | "bigint"
  | "string"
  | (() => Plan)
  | {
      readonly members?: { readonly [name: string]: Plan };
      readonly rest?: Plan;
      readonly items?: Plan;
      readonly tuple?: readonly Plan[];
      readonly cases?: readonly (readonly [Test, Plan])[];
    };

type Leaf = (value: unknown, plan: Plan) => unknown;

// A long integer crosses JSON.parse as the text "\0<digits>"; texts that start with \0 themselves get another \0.
const long = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const text = /"(?:[^"\\]|\\.)*"/g;
const marked = /^\0-?\d+$/;

export function parseJson(source: string, plan: Plan = null): unknown {
  if (plan === null) return JSON.parse(source);
  const safe = source.replace(long, (token) => {
    if (token[0] !== '"') return `"\\u0000${token}"`;
    return token.startsWith('"\\u0000') ? `"\\u0000${token.slice(1)}` : token;
  });
  return walk(JSON.parse(safe), plan, decoded);
}

export function writeJson(value: unknown, plan: Plan = null): string {
  let special = false;
  const json = JSON.stringify(plan === null ? value : walk(value, plan, encoded), (_, member: unknown) => {
    if (typeof member !== "bigint" && !(typeof member === "string" && member[0] === "\0")) return member;
    special = true;
    return `\0${member}`;
  });
  if (!special) return json;
  return json.replace(text, (token) => {
    if (!token.startsWith('"\\u0000')) return token;
    const inner = token.slice(7);
    return inner.startsWith("\\u0000") ? `"${inner}` : inner.slice(0, -1);
  });
}

const decoded: Leaf = (value, plan) => {
  if (typeof value === "string" && value[0] === "\0") {
    if (!marked.test(value)) return value.slice(1);
    const digits = value.slice(1);
    return plan === "bigint" ? BigInt(digits) : plan === "string" ? digits : Number(digits);
  }
  if (!Number.isInteger(value)) return value;
  return plan === "bigint" ? BigInt(value as number) : plan === "string" ? String(value) : value;
};

const encoded: Leaf = (value, plan) =>
  plan === "string" && typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : value;

function walk(value: unknown, plan: Plan, leaf: Leaf): unknown {
  if (typeof plan === "function") return walk(value, plan(), leaf);
  const shape = plan === null || typeof plan === "string" ? {} : plan;
  if (shape.cases) return walk(value, shape.cases.find(([test]) => fits(value, test))?.[1] ?? null, leaf);
  if (typeof value !== "object" || value === null) return leaf(value, plan);
  if (Array.isArray(value)) {
    return value.map((item, index) => walk(item, shape.tuple?.[index] ?? shape.items ?? null, leaf));
  }
  const { members = {}, rest = null } = shape;
  const named = (name: string): Plan => (Object.hasOwn(members, name) ? members[name] ?? null : rest);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, named(name), leaf)]));
}

function fits(value: unknown, { types, required = [], constants = {}, members = {} }: Test): boolean {
  if (types && !types.includes(typeOf(value))) return false;
  if (typeof value !== "object" || value === null) return true;
  const given = new Map<string, unknown>(Object.entries(value));
  return (
    required.every((name) => given.has(name)) &&
    Object.entries(constants).every(([name, values]) => !given.has(name) || values.includes(given.get(name))) &&
    Object.entries(members).every(([name, kinds]) => !given.has(name) || kinds.includes(typeOf(given.get(name))))
  );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Number.isInteger(value) || (typeof value === "string" && marked.test(value))) return "integer";
  return Array.isArray(value) ? "array" : typeof value;
}
