// Bodies that are forms: URL-encoded, and of several parts.
import type { Encoder } from "./calls.js";
import { writeJson } from "./json.js";
import { type ParameterSpec, parameterText, plain } from "./parameters.js";

export type Parts = { readonly [name: string]: Partial<ParameterSpec> & { readonly contentType?: string } };

export const forms = {
  form: (parts: Parts = {}) => (value: object) =>
    given(value)
      .map(([name, member]) => parameterText(name, member, parts[name]))
      .filter((pair) => pair !== "")
      .join("&"),
  multipart: (parts: Parts = {}) => multipart(parts),
};

function given(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** RFC 7578. Lists repeat their part; objects are JSON; a Blob is a file. */
function multipart(parts: Parts): Encoder {
  return (value: object, contentType) => {
    const boundary = `part-${crypto.randomUUID()}`;
    const chunks: BlobPart[] = [];
    for (const [name, member] of given(value)) {
      const { contentType: usual } = Object.hasOwn(parts, name) ? (parts[name] ?? {}) : {};
      for (const item of Array.isArray(member) ? member : [member]) {
        const file = item instanceof Blob ? `; filename="${quoted(item instanceof File ? item.name : "blob")}"` : "";
        const own = item instanceof Blob ? item.type : typeof item === "object" ? "application/json" : "";
        const type = own || usual || (file ? "application/octet-stream" : "text/plain");
        const content = item instanceof Blob ? item : type === "application/json" ? writeJson(item) : plain(item);
        chunks.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n`);
        chunks.push(`Content-Type: ${type}\r\n\r\n`, content, "\r\n");
      }
    }
    return new Blob([...chunks, `--${boundary}--\r\n`], { type: `${contentType}; boundary=${boundary}` });
  };
}

const quoted = (text: string): string => text.replace(/["\r\n]/g, encodeURIComponent);
