// JSON whose 64-bit integers stay exact. A plan says where they stand; without one this is plain JSON.parse.

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };

/** Where a type holds int64, and as what. A function says it of a value: types may contain themselves, or be a union. */
export type Plan =
  | null
  | "bigint"
  | "string"
  | ((value: unknown) => Plan)
  | {
      readonly members?: { readonly [name: string]: Plan };
      readonly rest?: Plan;
      readonly items?: Plan;
      readonly tuple?: readonly Plan[];
    };

type Leaf = (value: unknown, plan: Plan) => unknown;

// A long integer crosses JSON.parse as the text "\0<digits>"; texts that start with \0 themselves get another \0.
const long = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const text = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
export const marked = /^\0-?\d+$/;

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
  if (typeof plan === "function") return walk(value, plan(value), leaf);
  const shape = plan === null || typeof plan === "string" ? {} : plan;
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
