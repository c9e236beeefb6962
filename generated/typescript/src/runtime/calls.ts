// One HTTP call: from its input to a Request, through the middleware, from the Response to a result.
import { type ParameterSpec, parameterText } from "./parameters.js";
import { type AnyResult, Call, UnexpectedResponse } from "./results.js";

export type Next = (request: Request) => Promise<Response>;
/** Sees every request and its response; may change either, or answer by itself. */
export type Middleware = (request: Request, next: Next) => Promise<Response>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Until the response is read; of a stream, until it begins. */
  readonly timeoutMs?: number;
  readonly headers?: HeadersInit;
  /** Where a stream of events goes on. */
  readonly lastEventId?: string;
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
/** What the secrets of the first set that can be met put into a request: names, values and places. */
export type Credentials = (security: Security) => Promise<readonly (readonly [string, string, ParameterSpec])[]>;
/** The same request again: with other options, and something else made of its response. */
export type Resend = <Answer>(options: CallOptions, read: (response: Response) => Promise<Answer>) => Promise<Answer>;
export type Encoder = (value: never, contentType: string) => BodyInit;
export type Body = readonly [contentType: string, encode: Encoder];
export type Decoder = (response: Response, options: CallOptions, resend: Resend) => unknown;

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
  /** Its content type and how it is written; a function chooses among several. */
  readonly body?: Body | ((input: Input) => Body);
  readonly security?: Security;
  readonly responses: { readonly [status: string]: ResponseSpec };
}

export type Input = { readonly [name: string]: unknown };

export class Caller {
  constructor(
    private readonly connection: Connection,
    private readonly credentials: Credentials = async () => [],
  ) {}

  call<Result extends AnyResult>(spec: OperationSpec, input: Input, options: CallOptions = {}): Call<Result> {
    const resend: Resend = async (own, read) => {
      const limit = own.timeoutMs ?? this.connection.timeoutMs;
      const late = new AbortController();
      const abort = () => late.abort(new DOMException(`no response within ${limit} ms`, "TimeoutError"));
      const timer = limit === undefined ? undefined : setTimeout(abort, limit);
      const signal = own.signal ? AbortSignal.any([own.signal, late.signal]) : late.signal;
      try {
        return await read(await this.#send(spec, input, own, signal));
      } finally {
        clearTimeout(timer);
      }
    };
    const result = resend(options, (response) => resultOf(spec, response, options, resend));
    return new Call((resolve) => resolve(result as Promise<Result>));
  }

  /** The whole address with what parameters and security put into it, and the headers. */
  async target(spec: Pick<OperationSpec, "path" | "parameters" | "security">, input: Input): Promise<[string, Headers]> {
    const headers = new Headers(this.connection.headers);
    const [query, cookies]: [string[], string[]] = [[], []];
    let path = spec.path;
    const secrets = await this.credentials(spec.security ?? []);
    const given = Object.entries(spec.parameters ?? {}).map(([key, own]) => [own.name ?? key, input[key], own] as const);
    for (const [name, value, own] of [...given, ...secrets]) {
      if (value === undefined) continue;
      const text = parameterText(name, value, own);
      if (own.in === "path") {
        if (/^\.{0,2}$/.test(text)) throw new TypeError(`path parameter ${name} cannot be ${JSON.stringify(text)}`);
        path = path.replaceAll(`{${name}}`, () => text);
      } else if (own.in === "header") headers.set(name, text);
      else if (own.in === "query") query.push(text);
      else cookies.push(text.replaceAll("&", "; "));
    }
    const missing = /\{[^{}]*\}/.exec(path);
    if (missing) throw new TypeError(`path parameter ${missing[0]} is missing in ${spec.path}`);
    if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
    const rest = query.filter((pair) => pair !== "").join("&");
    return [`${this.connection.server.replace(/\/+$/, "")}${path}${rest && `?${rest}`}`, headers];
  }

  async #send(spec: OperationSpec, input: Input, options: CallOptions, signal: AbortSignal): Promise<Response> {
    const [url, headers] = await this.target(spec, input);
    if (spec.accept) headers.set("accept", spec.accept);
    if (options.lastEventId) headers.set("last-event-id", options.lastEventId);
    const init: RequestInit & { duplex?: "half" } = { method: spec.method, headers, signal };
    if (spec.redirect) init.redirect = spec.redirect;
    if (input["body"] !== undefined && spec.body) {
      const [type, encode] = typeof spec.body === "function" ? spec.body(input) : spec.body;
      const body = encode(input["body"] as never, type);
      // A form's own type names its boundary.
      headers.set("content-type", type.startsWith("multipart/") && body instanceof Blob ? body.type : type);
      init.body = body;
      if (body instanceof ReadableStream) init.duplex = "half";
    }
    new Headers(options.headers).forEach((value, name) => headers.set(name, value));
    const { fetch: send = (request: Request) => fetch(request), middleware = [] } = this.connection;
    const chain = middleware.reduceRight<Next>((next, own) => (request) => own(request, next), send);
    return chain(new Request(url, init));
  }
}

async function resultOf(spec: OperationSpec, response: Response, options: CallOptions, resend: Resend): Promise<AnyResult> {
  const { headers, status: code } = response;
  const keys = [`${code}`, `${Math.floor(code / 100)}XX`, "default"] as const;
  const status = keys.find((key) => Object.hasOwn(spec.responses, key)) ?? "";
  const declared = spec.responses[status];
  const read = declared && reader(declared.content, headers.get("content-type"));
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

function reader(content: ResponseSpec["content"], type: string | null): Decoder | undefined {
  if (content.length === 0) return (response) => response.body?.cancel();
  if (type === null) return content.length === 1 ? content[0]?.[1] : undefined;
  return content.find(([own]) => covers(own, type))?.[1];
}

/** Whether a declared type or range (text/*) holds a type. */
export function covers(declared: string, type: string): boolean {
  const [range = "", exact = ""] = [declared, type].map((one) => one.split(";")[0]?.trim().toLowerCase());
  return range === exact || range === "*/*" || (range.endsWith("/*") && exact.startsWith(range.slice(0, -1)));
}
