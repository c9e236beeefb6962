// Bodies: how content is written to a request and read from a response.
import { parseJson, type Plan, writeJson } from "./json.js";
import { plain } from "./parameters.js";
import { UnexpectedResponse } from "./results.js";

export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

export const writes = {
  json: (plan?: Plan) => (value: unknown) => writeJson(value, plan),
  text: () => (value: unknown) => plain(value),
  binary: () => (value: BinaryBody) => value as BodyInit,
  lines: (plan?: Plan) => (values: Iterable<unknown>) =>
    Array.from(values, (value) => `${writeJson(value, plan)}\n`).join(""),
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
};
