// websocket
import { reads } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import type * as t from "../types.js";

export type GetWebsocketHealthResult =
  | Success<200, t.WebsocketHealth>
  | Failure<400, t.Problem>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<500, t.Problem>
  | Unexpected;

export type CreateWebsocketTicketResult =
  | Success<201, t.WebsocketTicket>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

/** Around the realtime protocol of asyncapi.yaml */
export class WebsocketOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * State of the realtime endpoint
   *
   * Whether new connections are taken. Public.
   */
  getWebsocketHealth(options?: CallOptions): Call<GetWebsocketHealthResult> {
    return this.#caller.call(getWebsocketHealthSpec, {}, options);
  }

  /**
   * A one-time ticket for a browser
   *
   * A browser cannot send `Authorization` when it opens a WebSocket; this ticket stands in for the key, once and
   * for 30 seconds.
   */
  createWebsocketTicket(options?: CallOptions): Call<CreateWebsocketTicketResult> {
    return this.#caller.call(createWebsocketTicketSpec, {}, options);
  }
}

const getWebsocketHealthSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/websocket/health",
  accept: "application/json, application/problem+json",
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const createWebsocketTicketSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/websocket/ticket",
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
