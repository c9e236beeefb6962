// JSON whose 64-bit integers stay exact. A plan says where they stand; without one this is plain JSON.parse.

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

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
const long = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const text = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
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
    if (typeof member === "bigint" || (typeof member === "string" && member[0] === "\0")) {
      special = true;
      return `\0${member}`;
    }
    if (typeof member !== "object" || member === null || !Object.keys(member).some((name) => name[0] === "\0")) {
      return member;
    }
    special = true;
    return Object.fromEntries(Object.entries(member).map(([name, own]) => [name[0] === "\0" ? `\0${name}` : name, own]));
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
  plan === "string" && typeof value === "string" && /^-?(?:0|[1-9]\d*)$/.test(value) ? BigInt(value) : value;

function walk(value: unknown, plan: Plan, leaf: Leaf): unknown {
  if (typeof plan === "function") return walk(value, plan(), leaf);
  const shape = plan === null || typeof plan === "string" ? {} : plan;
  if (shape.cases) return walk(value, shape.cases.find(([test]) => fits(value, test))?.[1] ?? null, leaf);
  if (typeof value !== "object" || value === null) return leaf(value, plan);
  if (Array.isArray(value)) {
    const planOf = (index: number): Plan =>
      shape.tuple && index < shape.tuple.length ? (shape.tuple[index] ?? null) : (shape.items ?? null);
    return value.map((item, index) => walk(item, planOf(index), leaf));
  }
  const { members = {}, rest = null } = shape;
  const named = (name: string): Plan => (Object.hasOwn(members, name) ? (members[name] ?? null) : rest);
  // Names take part in the marking as texts do.
  const nameOf = (name: string): string => (leaf === decoded && name[0] === "\0" ? name.slice(1) : name);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [nameOf(name), walk(member, named(nameOf(name)), leaf)]),
  );
}

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
  if (typeof value === "bigint" || Number.isInteger(value) || isMarked(value)) return "integer";
  return Array.isArray(value) ? "array" : typeof value;
}

const isMarked = (value: unknown): value is string => typeof value === "string" && marked.test(value);

function comparable(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : isMarked(value) ? Number(value.slice(1)) : value;
}
