// Bodies: how each kind of content is written to a request and read from a response.
import { parseJson, type Plan, writeJson } from "./json.js";
import { type ParameterSpec, plain, queryText } from "./parameters.js";
import { UnexpectedResponse } from "./results.js";
import { EventStream, lines, type Reconnect } from "./streams.js";

export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;
export type Encoder = (value: never, contentType: string) => BodyInit;
export type Parts = { readonly [name: string]: Partial<ParameterSpec> & { readonly contentType?: string } };

/** How a stream goes on where it was lost: the same request again, from an event on. */
export interface Reopening {
  readonly open: (lastEventId: string) => Promise<Response>;
  readonly reconnect: Reconnect | undefined;
  readonly from: string;
}
export type Decoder = (response: Response, reopening: Reopening) => unknown;

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
  events: (plan?: Plan) => (response: Response, reopening: Reopening) =>
    new EventStream(response, (data) => parseJson(data, plan), reopening),
};

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
      const { contentType: usual, plan } = Object.hasOwn(parts, name) ? (parts[name] ?? {}) : {};
      for (const item of Array.isArray(member) ? member : [member]) {
        const file = item instanceof Blob ? `; filename="${quoted(item instanceof File ? item.name : "blob")}"` : "";
        const own = item instanceof Blob ? item.type : typeof item === "object" ? "application/json" : "";
        const type = own || usual || (file ? "application/octet-stream" : "text/plain");
        const content = item instanceof Blob ? item : type === "application/json" ? writeJson(item, plan) : plain(item);
        chunks.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n`);
        chunks.push(`Content-Type: ${type}\r\n\r\n`, content, "\r\n");
      }
    }
    return new Blob([...chunks, `--${boundary}--\r\n`], { type: `${contentType}; boundary=${boundary}` });
  };
}

const quoted = (text: string): string => text.replace(/["\r\n]/g, encodeURIComponent);
