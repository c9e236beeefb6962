// What an operation answers: a case for each response that the contract declares, and one for all others.

/** Response headers whose names the contract declares. */
export interface TypedHeaders<Required extends string, Optional extends string = never> extends Headers {
  get(name: Required): string;
  get(name: Optional): string | null;
  get(name: string): string | null;
}

/** `status` is the contract's key: a code, "4XX" or "default". The code itself is `response.status`. */
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
export type Open<Known extends string | number> =
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

export function dataOf<Result extends AnyResult>(result: Result): DataOf<Result> {
  if (result.ok) return result.data as DataOf<Result>;
  throw result.error instanceof UnexpectedResponse ? result.error : new FailedResponse(result);
}
