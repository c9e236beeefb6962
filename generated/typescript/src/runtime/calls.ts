// One HTTP call: from its input to a Request, through the middleware, from the Response to a result.
import type { Decoder, Encoder, Reconnect, Reopening } from "./bodies.js";
import { headerText, type ParameterSpec, pathText, queryText } from "./parameters.js";
import { type AnyResult, Call, type Failure, UnexpectedResponse } from "./results.js";

export type Next = (request: Request) => Promise<Response>;
/** Sees every request and its response; may change either, or answer by itself. */
export type Middleware = (request: Request, next: Next) => Promise<Response>;
/** A token, an API key, or "user:password"; or how to get it anew for each call. */
export type Secret = string | (() => string | Promise<string>);
export type Secrets = { readonly [scheme: string]: Secret | undefined };

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Until the response is read; of a stream, until it begins. */
  readonly timeoutMs?: number;
  readonly headers?: HeadersInit;
  /** Where a stream of events goes on, and whether it goes on by itself after a lost connection. */
  readonly lastEventId?: string;
  readonly reconnect?: Reconnect;
}

export interface Connection {
  /** The address that every path is appended to. */
  readonly server: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** The first one sees a request first. */
  readonly middleware?: readonly Middleware[];
  readonly headers?: HeadersInit;
  readonly timeoutMs?: number;
}

/** How a security scheme's secret is sent. */
export interface SchemeSpec {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
  readonly prefix?: string;
  readonly base64?: boolean;
}

/** A declared status: its success, and how each content type is read; none: the body is empty. */
export interface ResponseSpec {
  /** "either": as the code says. */
  readonly ok: boolean | "either";
  readonly content: readonly (readonly [string, Decoder])[];
}

export interface OperationSpec {
  readonly method: string;
  readonly path: string;
  readonly accept?: string;
  readonly redirect?: "manual";
  readonly parameters?: { readonly [name: string]: ParameterSpec };
  readonly bodies?: readonly (readonly [string, Encoder])[];
  readonly security?: readonly (readonly string[])[];
  readonly responses: { readonly [status: string]: ResponseSpec };
}

type Input = { readonly [name: string]: unknown };

export class Caller {
  readonly #connection: Connection;
  readonly #schemes: { readonly [key: string]: SchemeSpec };
  readonly #secrets: Secrets;

  constructor(connection: Connection, schemes: { readonly [key: string]: SchemeSpec }, secrets: Secrets) {
    this.#connection = connection;
    this.#schemes = schemes;
    this.#secrets = secrets;
  }

  call<Result extends AnyResult>(spec: OperationSpec, input: object, options: CallOptions = {}): Call<Result> {
    return new Call(this.#result(spec, input as Input, options) as Promise<Result>);
  }

  /** The whole address with what parameters and security put into it, and the headers. */
  async target(spec: Pick<OperationSpec, "path" | "parameters" | "security">, input: object): Promise<[string, Headers]> {
    const headers = new Headers(this.#connection.headers);
    const given = Object.entries(spec.parameters ?? {}).map(
      ([key, parameter]) => [parameter.name ?? key, (input as Input)[key], parameter] as const,
    );
    const placed = given.filter(([, value]) => value !== undefined);
    const inPlace = (place: string) => placed.filter(([, , parameter]) => parameter.in === place);
    const path = new Map(inPlace("path").map(([name, value, own]) => [name, pathText(name, value, own)]));
    const query = inPlace("query").map(([name, value, own]) => queryText(name, value, own));
    const cookies = inPlace("cookie").map(([name, value, own]) => headerText(name, value, own));
    for (const [name, value, own] of inPlace("header")) headers.set(name, headerText(name, value, own));
    for (const [scheme, secret] of await this.#secretsOf(spec.security ?? [])) {
      const value = `${scheme.prefix ?? ""}${scheme.base64 ? base64(secret) : secret}`;
      if (scheme.in === "header") headers.set(scheme.name, value);
      else (scheme.in === "query" ? query : cookies).push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(value)}`);
    }
    if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
    const rest = query.filter((pair) => pair !== "").join("&");
    const filled = spec.path.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
      const text = path.get(name);
      if (text === undefined) throw new TypeError(`path parameter ${name} is missing in ${whole} of ${spec.path}`);
      return text;
    });
    return [`${this.#connection.server.replace(/\/+$/, "")}${filled}${rest && `?${rest}`}`, headers];
  }

  async #result(spec: OperationSpec, input: Input, options: CallOptions): Promise<AnyResult> {
    const from = options.lastEventId ?? "";
    const deadline = new Deadline(options.timeoutMs ?? this.#connection.timeoutMs, options.signal);
    try {
      const response = await this.#send(spec, input, options, from, deadline);
      const reopening: Reopening = {
        open: (lastEventId) => this.#reopened(spec, input, options, lastEventId),
        reconnect: options.reconnect,
        from,
      };
      return await resultOf(spec, response, reopening);
    } finally {
      deadline.clear();
    }
  }

  async #send(spec: OperationSpec, input: Input, options: CallOptions, from: string, deadline: Deadline): Promise<Response> {
    const [url, headers] = await this.target(spec, input);
    if (spec.accept) headers.set("accept", spec.accept);
    if (from !== "") headers.set("last-event-id", from);
    const init: RequestInit & { duplex?: "half" } = { method: spec.method, headers, signal: deadline.signal };
    if (spec.redirect) init.redirect = spec.redirect;
    if (input["body"] !== undefined && spec.bodies) {
      const [type, body] = bodyOf(spec.bodies, input);
      if (type) headers.set("content-type", type);
      init.body = body;
      if (body instanceof ReadableStream) init.duplex = "half";
    }
    new Headers(options.headers).forEach((value, name) => headers.set(name, value));
    const { fetch: send = (request: Request) => fetch(request), middleware = [] } = this.#connection;
    const chain = middleware.reduceRight<Next>((next, own) => (request) => own(request, next), send);
    return chain(new Request(url, init));
  }

  async #reopened(spec: OperationSpec, input: Input, options: CallOptions, from: string): Promise<Response> {
    const deadline = new Deadline(options.timeoutMs ?? this.#connection.timeoutMs, options.signal);
    try {
      const response = await this.#send(spec, input, options, from, deadline);
      if (response.ok) return response;
      throw new UnexpectedResponse(response, await response.text());
    } finally {
      deadline.clear();
    }
  }

  /** Of the first requirement that asks for something and for which every secret is there. */
  async #secretsOf(security: readonly (readonly string[])[]): Promise<[SchemeSpec, string][]> {
    const met = security.find((all) => all.length > 0 && all.every((key) => this.#secrets[key] !== undefined)) ?? [];
    return Promise.all(
      met.flatMap((key) => {
        const [scheme, secret] = [this.#schemes[key], this.#secrets[key]];
        if (!scheme || secret === undefined) return [];
        return [Promise.resolve(typeof secret === "string" ? secret : secret()).then((text): [SchemeSpec, string] => [scheme, text])];
      }),
    );
  }
}

/** The caller's signal, and a time limit until it is cleared. */
class Deadline {
  readonly signal: AbortSignal;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(timeoutMs: number | undefined, signal: AbortSignal | undefined) {
    const own = new AbortController();
    this.signal = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
    if (timeoutMs === undefined) return;
    const late = () => own.abort(new DOMException(`no response within ${timeoutMs} ms`, "TimeoutError"));
    this.#timer = setTimeout(late, timeoutMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

function bodyOf(bodies: NonNullable<OperationSpec["bodies"]>, input: Input): [string | null, BodyInit] {
  const value = input["body"];
  const wanted = typeof input["contentType"] === "string" ? input["contentType"] : undefined;
  const chosen = wanted === undefined ? bodies[0] : bodies.find(([type]) => covers(type, wanted));
  if (!chosen) throw new TypeError(`no body of content type ${wanted} is declared`);
  const [declared, encode] = chosen;
  const own = value instanceof Blob && value.type ? value.type : "application/octet-stream";
  const type = wanted ?? (declared.includes("*") ? own : declared);
  const body = encode(value as never, type);
  // A multipart body's own type names its boundary.
  return type.startsWith("multipart/") && body instanceof Blob ? [body.type, body] : [type, body];
}

async function resultOf(spec: OperationSpec, response: Response, reopening: Reopening): Promise<AnyResult> {
  const { headers, status: code } = response;
  const status = [`${code}`, `${Math.floor(code / 100)}XX`, "default"].find((key) => Object.hasOwn(spec.responses, key));
  const declared = status === undefined ? undefined : spec.responses[status];
  if (status === undefined || !declared) return unexpected(response);
  const read = reader(declared.content, headers.get("content-type"), spec.method);
  if (!read) return unexpected(response);
  try {
    const content = await read(response, reopening);
    const ok = declared.ok === "either" ? response.ok : declared.ok;
    const shared = { status: /^\d+$/.test(status) ? code : status, headers, response };
    return ok ? { ok, ...shared, data: content } : { ok, ...shared, error: content };
  } catch (error) {
    if (error instanceof UnexpectedResponse) return { ok: false, status: "unexpected", error, headers, response };
    throw error;
  }
}

async function unexpected(response: Response): Promise<Failure<"unexpected", UnexpectedResponse>> {
  const error = new UnexpectedResponse(response, await response.text());
  return { ok: false, status: "unexpected", error, headers: response.headers, response };
}

function reader(content: ResponseSpec["content"], type: string | null, method: string): Decoder | undefined {
  if (content.length === 0 || method === "HEAD") {
    return async (response) => {
      await response.body?.cancel();
    };
  }
  if (type === null) return content.length === 1 ? content[0]?.[1] : undefined;
  return (content.find(([own]) => bare(own) === bare(type)) ?? content.find(([own]) => covers(own, type)))?.[1];
}

const bare = (type: string): string => (type.split(";")[0] ?? "").trim().toLowerCase();

/** Whether a declared type or range (text/*) holds a type. */
function covers(declared: string, type: string): boolean {
  const [range, exact] = [bare(declared), bare(type)];
  return range === exact || range === "*/*" || (range.endsWith("/*") && exact.startsWith(range.slice(0, -1)));
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}
