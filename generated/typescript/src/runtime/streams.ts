// Responses that arrive piece by piece: lines, and server-sent events that can resume.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
import type { CallOptions, Resend } from "./calls.js";
import { parseJson, type Plan } from "./json.js";
import { UnexpectedResponse } from "./results.js";

export interface Reconnect {
  /** How often in a row a lost connection is opened again, from the last event's id on. */
  readonly attempts: number;
  /** Between attempts, unless the server says otherwise (`retry:`). */
  readonly delayMs?: number;
}

declare module "./calls.js" {
  interface CallOptions {
    /** Whether a stream of events goes on by itself after a lost connection. */
    readonly reconnect?: Reconnect;
  }
}

export const streams = {
  lines: (plan?: Plan) => (response: Response) => records(response, plan),
  events: (plan?: Plan) => (response: Response, options: CallOptions, resend: Resend) =>
    new EventStream(response, (data) => parseJson(data, plan), options, resend),
};

async function* records(response: Response, plan?: Plan): AsyncGenerator<unknown> {
  for await (const line of lines(response)) {
    const record = line.replace(/^\x1e/, "");
    if (record.trim() !== "") yield parseJson(record, plan);
  }
}

async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      const found = (rest + decoder.decode(chunk.value, { stream: true })).split(/\r\n|\n|\r(?=[^\n])/);
      rest = found.pop() ?? "";
      yield* found;
    }
    rest = (rest + decoder.decode()).replace(/\r$/, "");
    if (rest !== "") yield rest;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** Typed server-sent events. Ends when the server ends it; a lost connection is an error unless it may resume. */
export class EventStream<Event> implements AsyncIterable<Event> {
  /** The id of the last event that was read: where a later stream can go on (`lastEventId` of CallOptions). */
  lastEventId: string;
  #opened: Response | null;
  readonly #decode: (data: string) => unknown;
  readonly #options: CallOptions;
  readonly #resend: Resend;
  #delayMs: number;

  constructor(opened: Response, decode: (data: string) => unknown, options: CallOptions, resend: Resend) {
    this.#opened = opened;
    this.#decode = decode;
    this.#options = options;
    this.#resend = resend;
    this.lastEventId = options.lastEventId ?? "";
    this.#delayMs = options.reconnect?.delayMs ?? 1000;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    for (let failures = 0; ; ) {
      try {
        const response = this.#opened ?? (await this.#open());
        this.#opened = null;
        for await (const data of this.#events(response)) {
          failures = 0;
          yield this.#decode(data) as Event;
        }
        return;
      } catch (error) {
        // fetch's word for a lost connection is a TypeError; everything else is final.
        if (!(error instanceof TypeError) || failures++ >= (this.#options.reconnect?.attempts ?? 0)) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.#delayMs));
      }
    }
  }

  /** The same request again, from the last event on. */
  #open(): Promise<Response> {
    return this.#resend({ ...this.#options, lastEventId: this.lastEventId }, async (response) => {
      if (response.ok) return response;
      throw new UnexpectedResponse(response, await response.text());
    });
  }

  async *#events(response: Response): AsyncGenerator<string> {
    let data: string[] = [];
    let id = this.lastEventId;
    for await (const line of lines(response)) {
      const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (line === "") {
        this.lastEventId = id;
        if (data.length > 0) yield data.join("\n");
        data = [];
      } else if (field === "data") data.push(value);
      else if (field === "id" && !value.includes("\0")) id = value;
      else if (field === "retry" && /^\d+$/.test(value)) this.#delayMs = Number(value);
    }
  }
}
