// What an operation answers: a case for each response that the contract declares, and one for all others.

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

export class UnexpectedResponse extends Error {
  readonly status: number;
  readonly headers: Headers;

  constructor(
    response: Response,
    readonly body: string,
  ) {
    super(`${response.url} answered ${response.status} in a way that the contract does not declare`);
    this.name = "UnexpectedResponse";
    this.status = response.status;
    this.headers = response.headers;
  }
}

/** What the throwing forms throw for a declared failure; `result` is the failure. */
export class FailedResponse extends Error {
  constructor(readonly result: Failure<unknown, unknown>) {
    super(`${result.response.url} answered ${result.response.status}`);
    this.name = "FailedResponse";
  }
}

/** A call under way. It gives a result whatever the status was; only a call that got no response is rejected. */
export class Call<Result extends AnyResult> extends Promise<Result> {
  /** What `then` gives is a Promise like any other. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** The data of a success; throws FailedResponse or UnexpectedResponse otherwise. */
  async orThrow(): Promise<DataOf<Result>> {
    const result: AnyResult = await this;
    if (result.ok) return result.data as DataOf<Result>;
    throw result.error instanceof UnexpectedResponse ? result.error : new FailedResponse(result);
  }
}
