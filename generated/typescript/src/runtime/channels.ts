// Channels: typed messages over a WebSocket, the platform's own or another that is given.
import type { Caller, Input, OperationSpec } from "./calls.js";
import { parseJson, type Plan, writeJson } from "./json.js";

/** What is used of a WebSocket (https://websockets.spec.whatwg.org). */
export interface Socket {
  readonly protocol: string;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number; readonly reason: string }) => void): void;
}

/** `headers` are those of the contract's security, for sockets that can send them: a browser's cannot. */
export type OpenSocket = (url: string, protocols: string[], headers: Headers) => Socket;

export interface ChannelOptions {
  /** Subprotocols to offer. */
  readonly protocols?: readonly string[];
  /** Members of the query beside the channel's parameters, such as a ticket. */
  readonly query?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

export interface ChannelSpec extends Pick<OperationSpec, "path" | "parameters" | "security"> {
  readonly incoming?: Plan;
  readonly outgoing?: Plan;
}

/** The socket is closed: RFC 6455's code, or the contract's own. */
export class ChannelClosed extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string) {
    super(`the channel is closed: ${code} ${reason}`.trimEnd());
    this.name = "ChannelClosed";
    this.code = code;
    this.reason = reason;
  }
}

/** One connection: iterate over it for what comes in. The loop ends with code 1000, and throws ChannelClosed otherwise. */
export class ChannelConnection<Incoming, Outgoing> implements AsyncIterable<Incoming> {
  readonly #socket: Socket;
  readonly #spec: ChannelSpec;
  readonly #messages: string[] = [];
  #wake: () => void = () => undefined;
  #closed: ChannelClosed | undefined;

  constructor(socket: Socket, spec: ChannelSpec) {
    this.#socket = socket;
    this.#spec = spec;
    socket.addEventListener("message", ({ data }) => {
      this.#messages.push(typeof data === "string" ? data : new TextDecoder().decode(data as ArrayBuffer));
      this.#wake();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.#closed = new ChannelClosed(code, reason);
      this.#wake();
    });
  }

  /** The subprotocol that the server chose. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  send(message: Outgoing): void {
    if (this.#closed) throw this.#closed;
    this.#socket.send(writeJson(message, this.#spec.outgoing));
  }

  close(code = 1000, reason = ""): void {
    this.#socket.close(code, reason);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Incoming, void, undefined> {
    for (;;) {
      for (let text = this.#messages.shift(); text !== undefined; text = this.#messages.shift()) {
        yield parseJson(text, this.#spec.incoming) as Incoming;
      }
      if (this.#closed?.code === 1000) return;
      if (this.#closed) throw this.#closed;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

export async function connect<Incoming, Outgoing>(
  caller: Caller,
  openSocket: OpenSocket,
  spec: ChannelSpec,
  input: Input,
  { protocols = [], query = {}, signal }: ChannelOptions = {},
): Promise<ChannelConnection<Incoming, Outgoing>> {
  signal?.throwIfAborted();
  const [target, headers] = await caller.target(spec, input);
  const url = new URL(target.replace(/^http/i, "ws"));
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  // A secret may travel as a subprotocol.
  const secret = headers.get("sec-websocket-protocol");
  headers.delete("sec-websocket-protocol");
  const socket = openSocket(url.href, [...protocols, ...(secret === null ? [] : [secret])], headers);
  const connection = new ChannelConnection<Incoming, Outgoing>(socket, spec);
  signal?.addEventListener("abort", () => socket.close());
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(connection));
    const failed = (code: number, reason: string) => reject(signal?.reason ?? new ChannelClosed(code, reason));
    socket.addEventListener("close", ({ code, reason }) => failed(code, reason));
    socket.addEventListener("error", () => failed(1006, "it could not be opened")); // Node 20 says no more than this
  });
}

/** The platform's WebSocket: browsers, Deno, Bun, and Node.js from version 22 have one. */
export const openWebSocket: OpenSocket = (url, protocols) => {
  if (typeof WebSocket === "undefined") {
    throw new Error("this platform has no WebSocket: use Node.js 22 or newer, or pass the option openSocket, which opens one");
  }
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  return socket as Socket;
};
