// What an operation answers: a case for each response that the contract declares, and one for all others.

/** Response headers whose names the contract declares. */
export interface TypedHeaders<Required extends string, Optional extends string = never> extends Headers {
  get(name: Required): string;
  get(name: Optional): string | null;
  get(name: string): string | null;
}

/** `status` is the contract's: a code as a number, "4XX" or "default". The code itself is `response.status`. */
export interface Success<Status, Data, Head = Headers> {
  readonly ok: true;
  readonly status: Status;
  readonly data: Data;
  readonly headers: Head;
  readonly response: Response;
}

export interface Failure<Status, Problem, Head = Headers> {
  readonly ok: false;
  readonly status: Status;
  readonly error: Problem;
  readonly headers: Head;
  readonly response: Response;
}

/** A status, media type or text that the contract does not declare. */
export type Unexpected = Failure<"unexpected", UnexpectedResponse>;
export type AnyResult = Success<unknown, unknown> | Failure<unknown, unknown>;
export type DataOf<Result> = Result extends { ok: true; data: infer Data } ? Data : never;

/** A value that newer servers may extend: its known literals, and any other. */
export type OrNewer<Known extends string | number> =
  | Known
  | (Known extends string ? string & {} : never)
  | (Known extends number ? number & {} : never);

export class UnexpectedResponse extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor(response: Response, body: string) {
    super(`${response.url} answered ${response.status} in a way that the contract does not declare`);
    this.name = "UnexpectedResponse";
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }
}

/** What the throwing forms throw for a declared failure; `result` is the failure. */
export class FailedResponse extends Error {
  readonly result: Failure<unknown, unknown>;

  constructor(result: Failure<unknown, unknown>) {
    super(`${result.response.url} answered ${result.response.status}`);
    this.name = "FailedResponse";
    this.result = result;
  }
}

/** A call under way. It gives a result whatever the status was; only a call that got no response is rejected. */
export class Call<Result extends AnyResult> implements Promise<Result> {
  readonly [Symbol.toStringTag] = "Call";
  readonly #result: Promise<Result>;

  constructor(result: Promise<Result>) {
    this.#result = result;
  }

  /** The data of a success; throws FailedResponse or UnexpectedResponse otherwise. */
  async orThrow(): Promise<DataOf<Result>> {
    const result: AnyResult = await this.#result;
    if (result.ok) return result.data as DataOf<Result>;
    throw result.error instanceof UnexpectedResponse ? result.error : new FailedResponse(result);
  }

  then<Value = Result, Other = never>(
    fulfilled?: ((result: Result) => Value | PromiseLike<Value>) | null,
    rejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
  ): Promise<Value | Other> {
    return this.#result.then(fulfilled, rejected);
  }

  catch<Other = never>(rejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null): Promise<Result | Other> {
    return this.#result.catch(rejected);
  }

  finally(done?: (() => void) | null): Promise<Result> {
    return this.#result.finally(done);
  }
}
