// Bodies: how content is written to a request and read from a response.
import { parseJson, type Plan, writeJson } from "./json.js";
import { plain } from "./parameters.js";
import { UnexpectedResponse } from "./results.js";

export type BinaryBody = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;
export type Encoder = (value: never, contentType: string) => BodyInit;

export interface Reconnect {
  /** How often in a row a lost connection is opened again, from the last event's id on. */
  readonly attempts: number;
  /** Between attempts, unless the server says otherwise (`retry:`). */
  readonly delayMs?: number;
}

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
