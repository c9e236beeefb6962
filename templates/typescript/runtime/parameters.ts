// Parameters on the wire: the usual styles, simple and form, of OpenAPI (RFC 6570 under them).
import { writeJson } from "./json.js";

export type Escape = (text: string) => string;
/** How a value is written, its name included where the style wants it. */
export type Style = (name: string, value: unknown, explode: boolean, escape: Escape) => string;

export interface ParameterSpec {
  readonly in: "path" | "query" | "header" | "cookie";
  /** The name on the wire, where the input calls it otherwise. */
  readonly name?: string;
  readonly style?: Style;
  readonly explode?: boolean;
  readonly escape?: Escape;
}

const simple: Style = (_name, value, explode, escape) => pieces(value, explode, escape).join(",");

const form: Style = (name, value, explode, escape) => named(name, value, explode, escape, ",").join("&");

/** `name=value`; of a list or an object that explodes a pair for each of its values. */
export function named(name: string, value: unknown, explode: boolean, escape: Escape, separator: string): string[] {
  const items = pieces(value, explode, escape);
  if (!explode || typeof value !== "object" || value === null) return [`${escape(name)}=${items.join(separator)}`];
  return Array.isArray(value) ? items.map((item) => `${escape(name)}=${item}`) : items;
}

/** What a list or an object consists of: an object's members are pairs where it explodes. */
export function pieces(value: unknown, explode: boolean, escape: Escape): string[] {
  if (Array.isArray(value)) return value.map((item) => escape(plain(item)));
  if (typeof value !== "object" || value === null) return [escape(plain(value))];
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const both = members.map(([name, member]): [string, string] => [escape(name), escape(plain(member))]);
  return explode ? both.map((pair) => pair.join("=")) : both.flat();
}

export function plain(value: unknown): string {
  return typeof value === "object" && value !== null ? writeJson(value) : String(value);
}

/** One parameter as a piece of a path, a query, a header or a form's body; "" for an empty list. */
export function parameterText(name: string, value: unknown, spec: Partial<ParameterSpec> = {}): string {
  const bare = spec.in === "path" || spec.in === "header";
  const escape = spec.in === "header" ? (text: string) => text : (spec.escape ?? encodeURIComponent);
  return (spec.style ?? (bare ? simple : form))(name, value, spec.explode ?? !bare, escape);
}
