// docs
import { reads } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import * as plans from "../plans.js";
import type * as t from "../types.js";

export type CreateDocsTicketResult =
  | Success<201, t.DocsTicket>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetAsyncapiResult =
  | Success<200, t.ContractDocument>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetDocsResult =
  | Success<200, t.DocsPage, TypedHeaders<"Content-Security-Policy">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type OpenDocsResult =
  | Success<303, undefined, TypedHeaders<"Location" | "Set-Cookie">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetOpenapiResult =
  | Success<200, t.ContractDocument>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

/** These contracts */
export class DocsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * A one-time ticket for the page
   *
   * For `openDocs`, once and within 30 seconds. It may be in an address, as it is worthless after its use.
   */
  createDocsTicket(options?: CallOptions): Call<CreateDocsTicketResult> {
    return this.#caller.call(createDocsTicketSpec, {}, options);
  }

  /**
   * The AsyncAPI document
   *
   * What this server promises over its WebSocket: the document from which it was generated.
   */
  getAsyncapi(options?: CallOptions): Call<GetAsyncapiResult> {
    return this.#caller.call(getAsyncapiSpec, {}, options);
  }

  /**
   * Both contracts as a page
   *
   * Operations, parameters, schemas, errors, channels, messages and close codes. A browser cannot send
   * `Authorization` when it opens a page: `leanvibe open --docs` gives it a cookie that opens this page and
   * nothing else.
   */
  getDocs(options?: CallOptions): Call<GetDocsResult> {
    return this.#caller.call(getDocsSpec, {}, options);
  }

  /**
   * Open the page in a browser
   *
   * Takes a ticket of `createDocsTicket`, once, and sends the browser on to the page with a cookie that is valid
   * for an hour. Neither the ticket nor the cookie is accepted by any other operation.
   */
  openDocs(options?: CallOptions): Call<OpenDocsResult> {
    return this.#caller.call(openDocsSpec, {}, options);
  }

  /**
   * The OpenAPI document
   *
   * What this server promises over HTTP: the document from which it was generated.
   */
  getOpenapi(options?: CallOptions): Call<GetOpenapiResult> {
    return this.#caller.call(getOpenapiSpec, {}, options);
  }
}

const createDocsTicketSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/docs/ticket",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    201: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getAsyncapiSpec: OperationSpec = {
  method: "GET",
  path: "/asyncapi.json",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.ContractDocument)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getDocsSpec: OperationSpec = {
  method: "GET",
  path: "/docs",
  accept: "text/html, application/problem+json",
  security: [["bearerKey"], ["docsCookie"]],
  responses: {
    200: { ok: true, content: [["text/html", reads.text()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const openDocsSpec: OperationSpec = {
  method: "GET",
  path: "/docs/open",
  accept: "application/problem+json",
  redirect: "manual",
  security: [["docsTicket"]],
  responses: {
    303: { ok: true, content: [] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getOpenapiSpec: OperationSpec = {
  method: "GET",
  path: "/openapi.json",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.ContractDocument)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};
