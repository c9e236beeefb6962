// One HTTP call: from its input to a Request, through the middleware, from the Response to a result.
import type { Decoder, Encoder } from "./bodies.js";
import { headerText, type ParameterSpec, pathText, queryText } from "./parameters.js";
import { type AnyResult, Call, UnexpectedResponse } from "./results.js";

export type Next = (request: Request) => Promise<Response>;
/** Sees every request and its response; may change either, or answer by itself. */
export type Middleware = (request: Request, next: Next) => Promise<Response>;

export interface Reconnect {
  /** How often in a row a lost connection is opened again, from the last event's id on. */
  readonly attempts: number;
  /** Between attempts, unless the server says otherwise (`retry:`). */
  readonly delayMs?: number;
}

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

/** Any one of these sets of schemes. */
export type Security = readonly (readonly string[])[];
/** What the secrets of the first set that can be met put into a request: place, name and value. */
export type Credentials = (security: Security) => Promise<readonly (readonly [SchemePlace, string, string])[]>;
export type SchemePlace = "header" | "query" | "cookie";
/** The same request again: with other options, and something else made of its response. */
export type Resend = <Answer>(options: CallOptions, read: (response: Response) => Promise<Answer>) => Promise<Answer>;

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
  readonly security?: Security;
  readonly responses: { readonly [status: string]: ResponseSpec };
}

type Input = { readonly [name: string]: unknown };

export class Caller {
  readonly #connection: Connection;
  readonly #credentials: Credentials;

  constructor(connection: Connection, credentials: Credentials = async () => []) {
    this.#connection = connection;
    this.#credentials = credentials;
  }

  call<Result extends AnyResult>(spec: OperationSpec, input: object, options: CallOptions = {}): Call<Result> {
    const resend: Resend = (own, read) => this.#sent(spec, input as Input, own, read);
    const result = resend(options, (response) => resultOf(spec, response, options, resend));
    return new Call((resolve) => resolve(result as Promise<Result>));
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
    const cookies = inPlace("cookie").map(([name, value, own]) => queryText(name, value, own).replaceAll("&", "; "));
    for (const [name, value, own] of inPlace("header")) headers.set(name, headerText(name, value, own));
    for (const [place, name, value] of await this.#credentials(spec.security ?? [])) {
      if (place === "header") headers.set(name, value);
      else (place === "query" ? query : cookies).push(queryText(name, value));
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

  /** Sends a request, and reads its response within the time limit. */
  async #sent<Answer>(
    spec: OperationSpec,
    input: Input,
    options: CallOptions,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> {
    const limit = options.timeoutMs ?? this.#connection.timeoutMs;
    const late = new AbortController();
    const abort = () => late.abort(new DOMException(`no response within ${limit} ms`, "TimeoutError"));
    const timer = limit === undefined ? undefined : setTimeout(abort, limit);
    const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
    try {
      return await read(await this.#send(spec, input, options, signal));
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(spec: OperationSpec, input: Input, options: CallOptions, signal: AbortSignal): Promise<Response> {
    const [url, headers] = await this.target(spec, input);
    if (spec.accept) headers.set("accept", spec.accept);
    if (options.lastEventId) headers.set("last-event-id", options.lastEventId);
    const init: RequestInit & { duplex?: "half" } = { method: spec.method, headers, signal };
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

async function resultOf(spec: OperationSpec, response: Response, options: CallOptions, resend: Resend): Promise<AnyResult> {
  const { headers, status: code } = response;
  const keys = [`${code}`, `${Math.floor(code / 100)}XX`, "default"] as const;
  const status = keys.find((key) => Object.hasOwn(spec.responses, key)) ?? "";
  const declared = spec.responses[status];
  const read = declared && reader(declared.content, headers.get("content-type"), spec.method);
  try {
    if (!declared || !read) throw new UnexpectedResponse(response, await response.text());
    const content = await read(response, options, resend);
    const ok = declared.ok === "either" ? response.ok : declared.ok;
    const shared = { status: /^\d+$/.test(status) ? code : status, headers, response };
    return ok ? { ok, ...shared, data: content } : { ok, ...shared, error: content };
  } catch (error) {
    if (error instanceof UnexpectedResponse) return { ok: false, status: "unexpected", error, headers, response };
    throw error;
  }
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
