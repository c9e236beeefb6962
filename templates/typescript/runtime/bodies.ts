// Bodies: how each kind of content is written to a request and read from a response.
import { parseJson, type Plan, writeJson } from "./json.js";
import { type ParameterSpec, plain, queryText } from "./parameters.js";
import { UnexpectedResponse } from "./results.js";
import { EventStream, lines } from "./streams.js";

export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;
export type Encoder = (value: never, contentType: string) => BodyInit;
export type Decoder = (response: Response) => unknown;
export type Parts = { readonly [name: string]: Partial<ParameterSpec> & { readonly contentType?: string } };

export const writes = {
  json: (plan?: Plan) => (value: unknown) => writeJson(value, plan),
  text: () => (value: unknown) => plain(value),
  binary: () => (value: BinaryBody) => value as BodyInit,
  lines: (plan?: Plan) => (values: Iterable<unknown>) =>
    Array.from(values, (value) => `${writeJson(value, plan)}\n`).join(""),
  form: (parts: Parts = {}) => (value: object) =>
    given(value)
      .map(([name, member]) => queryText(name, member, parts[name]))
      .filter((pair) => pair !== "")
      .join("&"),
  multipart: (parts: Parts = {}) => multipart(parts),
};

export const reads = {
  json: (plan?: Plan) => async (response: Response) => {
    const body = await response.text();
    try {
      return parseJson(body, plan);
    } catch {
      throw new UnexpectedResponse(response, body);
    }
  },
  text: () => (response: Response) => response.text(),
  binary: () => (response: Response) => response.blob(),
  lines: (plan?: Plan) => (response: Response) => records(response, plan),
  events: (decode: (data: string) => unknown) => (response: Response) =>
    new EventStream(() => Promise.resolve(response), decode),
};

/** What the data of an event becomes. */
export const eventJson = (plan?: Plan) => (data: string) => parseJson(data, plan);
export const eventText = (data: string): string => data;

async function* records(response: Response, plan?: Plan): AsyncGenerator<unknown> {
  for await (const line of lines(response)) {
    const record = line.replace(/^\x1e/, "");
    if (record.trim() !== "") yield parseJson(record, plan);
  }
}

function given(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** RFC 7578. Lists repeat their part; objects are JSON; a Blob is a file. */
function multipart(parts: Parts): Encoder {
  return (value: object, contentType) => {
    const boundary = `part-${crypto.randomUUID()}`;
    const chunks: BlobPart[] = [];
    for (const [name, member] of given(value)) {
      for (const item of Array.isArray(member) ? member : [member]) {
        const file = item instanceof Blob ? `; filename="${quoted(item instanceof File ? item.name : "blob")}"` : "";
        const own = item instanceof Blob ? item.type : typeof item === "object" ? "application/json" : "";
        const type = own || parts[name]?.contentType || (file ? "application/octet-stream" : "text/plain");
        chunks.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n`);
        chunks.push(`Content-Type: ${type}\r\n\r\n`, item instanceof Blob ? item : partText(item), "\r\n");
      }
    }
    return new Blob([...chunks, `--${boundary}--\r\n`], { type: `${contentType}; boundary=${boundary}` });
  };
}

const partText = (item: unknown): string => (typeof item === "object" ? writeJson(item) : String(item));
const quoted = (text: string): string => text.replace(/["\r\n]/g, encodeURIComponent);
