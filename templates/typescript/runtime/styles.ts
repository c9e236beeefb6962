// Parameters in OpenAPI's other styles, as JSON text, and with reserved signs as they are.
import { type Plan, writeJson } from "./json.js";
import { type Escape, named, pieces, plain, type Style } from "./parameters.js";

export const styles = {
  label: (): Style => (_name, value, explode, escape) => `.${pieces(value, explode, escape).join(explode ? "." : ",")}`,
  matrix: (): Style => (name, value, explode, escape) =>
    named(name, value, explode, escape, ",")
      .map((item) => `;${item}`)
      .join(""),
  spaceDelimited: () => delimited("%20"),
  pipeDelimited: () => delimited("%7C"),
  deepObject: (): Style => (name, value, _explode, escape) => deep(escape(name), value, escape).join("&"),
  /** JSON text as `name=value`. */
  json: (plan?: Plan): Style => (name, value, _explode, escape) => `${escape(name)}=${escape(writeJson(value, plan))}`,
  /** JSON text alone, of a path or a header. */
  jsonText: (plan?: Plan): Style => (_name, value, _explode, escape) => escape(writeJson(value, plan)),
  reserved: (): Escape => reserved,
};

const delimited = (separator: string): Style => (name, value, explode, escape) =>
  named(name, value, explode, escape, separator).join("&");

/** OpenAPI leaves deeper structures open: `filter[a][b]=1`, and a list repeats its name. */
function deep(name: string, value: unknown, escape: Escape): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => deep(name, item, escape));
  if (typeof value !== "object" || value === null) return [`${name}=${escape(plain(value))}`];
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .flatMap(([key, member]) => deep(`${name}[${escape(key)}]`, member, escape));
}

const reserved: Escape = (text) => encodeURI(text).replace(/[&#+]/g, encodeURIComponent).replace(/%5[BD]/g, decodeURIComponent);
