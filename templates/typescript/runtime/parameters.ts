// Parameters on the wire: OpenAPI's styles, RFC 6570 under them.
import { type Plan, writeJson } from "./json.js";

export interface ParameterSpec {
  readonly in: "path" | "query" | "header" | "cookie";
  /** The name on the wire, where the input calls it otherwise. */
  readonly name?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** The value is written as JSON text. */
  readonly json?: boolean;
  readonly plan?: Plan;
}

type Escape = (text: string) => string;

/** A value in any style but deepObject: `name` is written where the style wants it. */
function styled(name: string, value: unknown, style: string, explode: boolean, escape: Escape): string {
  const object = typeof value === "object" && value !== null && !Array.isArray(value);
  const items = pieces(value, object && explode, escape);
  const key = escape(name);
  const named = (values: string[]): string[] => values.map((item) => (object && explode ? item : `${key}=${item}`));
  const list = typeof value === "object" && explode ? named(items) : null;
  switch (style) {
    case "label":
      return `.${items.join(explode ? "." : ",")}`;
    case "matrix":
      return (list ?? named([items.join(",")])).map((item) => `;${item}`).join("");
    case "form":
      return (list ?? named([items.join(",")])).join("&");
    case "spaceDelimited":
      return (list ?? named([items.join("%20")])).join("&");
    case "pipeDelimited":
      return (list ?? named([items.join("%7C")])).join("&");
    default:
      return items.join(",");
  }
}

function pieces(value: unknown, pairs: boolean, escape: Escape): string[] {
  if (Array.isArray(value)) return value.map((item) => escape(plain(item)));
  if (typeof value !== "object" || value === null) return [escape(plain(value))];
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const both = members.map(([name, member]): [string, string] => [escape(name), escape(plain(member))]);
  return pairs ? both.map((pair) => pair.join("=")) : both.flat();
}

/** OpenAPI leaves deeper structures open: `filter[a][b]=1`, and a list repeats its name. */
function deep(name: string, value: unknown, escape: Escape): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => deep(name, item, escape));
  if (typeof value !== "object" || value === null) return [`${name}=${escape(plain(value))}`];
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .flatMap(([key, member]) => deep(`${name}[${escape(key)}]`, member, escape));
}

export function plain(value: unknown): string {
  return typeof value === "object" && value !== null ? writeJson(value) : String(value);
}

const reserved: Escape = (text) => encodeURI(text).replace(/[&#+]/g, encodeURIComponent).replace(/%5[BD]/g, decodeURIComponent);

/** One parameter as a piece of a query or of a form's body; "" for an empty list. */
export function queryText(name: string, value: unknown, spec: Partial<ParameterSpec> = {}): string {
  const escape = spec.allowReserved ? reserved : encodeURIComponent;
  const { style = "form", explode = style === "form" } = spec;
  if (spec.json) return `${escape(name)}=${escape(writeJson(value, spec.plan))}`;
  return style === "deepObject" ? deep(escape(name), value, escape).join("&") : styled(name, value, style, explode, escape);
}

export function pathText(name: string, value: unknown, spec: ParameterSpec): string {
  const text = spec.json
    ? encodeURIComponent(writeJson(value, spec.plan))
    : styled(name, value, spec.style ?? "simple", spec.explode ?? false, encodeURIComponent);
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`path parameter ${name} cannot be ${JSON.stringify(text)}`);
  return text;
}

/** A header's value, or a cookie's `name=value`. */
export function headerText(name: string, value: unknown, spec: ParameterSpec): string {
  if (spec.in === "cookie") return queryText(name, value, spec).replaceAll("&", "; ");
  return spec.json ? writeJson(value, spec.plan) : styled(name, value, "simple", spec.explode ?? false, (text) => text);
}
