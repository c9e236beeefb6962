// sessions
import { reads, writes } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import { type EventStream, streams } from "../runtime/streams.js";
import * as plans from "../plans.js";
import type * as t from "../types.js";

export type ListSessionsInput = {
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListSessionsResult =
  | Success<200, t.SessionPage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type CreateSessionInput = {
  body: t.SessionCreate;
};

export type CreateSessionResult =
  | Success<201, t.Session, TypedHeaders<"Location">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<409, t.Problem>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetSessionInput = {
  /** The session. */
  sessionId: string;
};

export type GetSessionResult =
  | Success<200, t.Session>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type DeleteSessionInput = {
  /** The session. */
  sessionId: string;
};

export type DeleteSessionResult =
  | Success<204, undefined>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type ListSessionEventsInput = {
  /** The session. */
  sessionId: string;
  /**
   * Only events after this place; all that the log has where absent. 409 `events_expired` where it lies before
   * the log's beginning, after its end or in another epoch.
   */
  cursor?: t.EventCursor;
  /**
   * The same as `cursor`, which it overrules; an `EventSource` sends it when it connects again. One that is no
   * place in this log is 409 `events_expired`, as after another server's event.
   */
  "Last-Event-ID"?: string;
  /**
   * How long a page waits for the first event where there is none yet (long polling). Without meaning for an
   * event stream.
   *
   * Default: 0
   */
  waitMs?: number;
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
};

export type ListSessionEventsResult =
  | Success<200, t.SessionEventPage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<409, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type StreamListSessionEventsInput = {
  /** The session. */
  sessionId: string;
  /**
   * Only events after this place; all that the log has where absent. 409 `events_expired` where it lies before
   * the log's beginning, after its end or in another epoch.
   */
  cursor?: t.EventCursor;
  /**
   * The same as `cursor`, which it overrules; an `EventSource` sends it when it connects again. One that is no
   * place in this log is 409 `events_expired`, as after another server's event.
   */
  "Last-Event-ID"?: string;
  /**
   * How long a page waits for the first event where there is none yet (long polling). Without meaning for an
   * event stream.
   *
   * Default: 0
   */
  waitMs?: number;
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
};

export type StreamListSessionEventsResult =
  | Success<200, EventStream<t.SessionEvent>>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<409, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type ListSessionMessagesInput = {
  /** The session. */
  sessionId: string;
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListSessionMessagesResult =
  | Success<200, t.SessionMessagePage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type AppendSessionMessageInput = {
  /** The session. */
  sessionId: string;
  /**
   * Makes a repeated request safe for 24 hours: the same key and body give the first result again, the same key
   * with another body is 409 `idempotency_conflict`.
   */
  "Idempotency-Key"?: string;
  body: t.SessionMessageCreate;
};

export type AppendSessionMessageResult =
  | Success<201, t.SessionMessage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<409, t.Problem>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetSessionStateInput = {
  /** The session. */
  sessionId: string;
};

export type GetSessionStateResult =
  | Success<200, t.SessionState, TypedHeaders<"ETag">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type ReplaceSessionStateInput = {
  /** The session. */
  sessionId: string;
  /**
   * The `ETag` of the state that is to be changed, or `*` for whatever stands. A missing one is answered with
   * 428, one that is no longer true with 412.
   */
  "If-Match": string;
  body: t.SessionState;
};

export type ReplaceSessionStateResult =
  | Success<200, t.SessionState, TypedHeaders<"ETag">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<412, t.Problem, TypedHeaders<"ETag">>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<428, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type PatchSessionStateInput = {
  /** The session. */
  sessionId: string;
  /**
   * The `ETag` of the state that is to be changed, or `*` for whatever stands. A missing one is answered with
   * 428, one that is no longer true with 412.
   */
  "If-Match": string;
  body: t.SessionStatePatch;
};

export type PatchSessionStateResult =
  | Success<200, t.SessionState, TypedHeaders<"ETag">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<412, t.Problem, TypedHeaders<"ETag">>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<428, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

/** Conversations: messages, shared state, event log */
export class SessionsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the sessions
   *
   * The sessions of the client that asks, oldest first.
   */
  listSessions(input: ListSessionsInput = {}, options?: CallOptions): Call<ListSessionsResult> {
    return this.#caller.call(listSessionsSpec, input, options);
  }

  /**
   * Begin a session
   *
   * Begins an empty conversation, about a project where one is named.
   */
  createSession(input: CreateSessionInput, options?: CallOptions): Call<CreateSessionResult> {
    return this.#caller.call(createSessionSpec, input, options);
  }

  /**
   * Read a session
   *
   * One session, without its messages.
   */
  getSession(input: GetSessionInput, options?: CallOptions): Call<GetSessionResult> {
    return this.#caller.call(getSessionSpec, input, options);
  }

  /**
   * Delete a session
   *
   * Deletes it with its messages, state and log, and ends answers that are being written.
   */
  deleteSession(input: DeleteSessionInput, options?: CallOptions): Call<DeleteSessionResult> {
    return this.#caller.call(deleteSessionSpec, input, options);
  }

  /**
   * Read a session's event log
   *
   * The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events
   * by `Accept`.
   */
  listSessionEvents(input: ListSessionEventsInput, options?: CallOptions): Call<ListSessionEventsResult> {
    return this.#caller.call(listSessionEventsSpec, input, options);
  }

  /**
   * Read a session's event log
   *
   * The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events
   * by `Accept`.
   */
  streamListSessionEvents(input: StreamListSessionEventsInput, options?: CallOptions): Call<StreamListSessionEventsResult> {
    return this.#caller.call(streamListSessionEventsSpec, input, options);
  }

  /**
   * List a session's messages
   *
   * The conversation, oldest first, a page at a time.
   */
  listSessionMessages(input: ListSessionMessagesInput, options?: CallOptions): Call<ListSessionMessagesResult> {
    return this.#caller.call(listSessionMessagesSpec, input, options);
  }

  /**
   * Add a message
   *
   * Adds a message without asking the model; `chat` with this `sessionId` asks.
   */
  appendSessionMessage(input: AppendSessionMessageInput, options?: CallOptions): Call<AppendSessionMessageResult> {
    return this.#caller.call(appendSessionMessageSpec, input, options);
  }

  /**
   * Read a session's state
   *
   * The clients' shared document and its version.
   */
  getSessionState(input: GetSessionStateInput, options?: CallOptions): Call<GetSessionStateResult> {
    return this.#caller.call(getSessionStateSpec, input, options);
  }

  /**
   * Replace a session's state
   *
   * Puts another document in its place, if it is still the one that the client read.
   */
  replaceSessionState(input: ReplaceSessionStateInput, options?: CallOptions): Call<ReplaceSessionStateResult> {
    return this.#caller.call(replaceSessionStateSpec, input, options);
  }

  /**
   * Change a session's state
   *
   * Applies a JSON merge patch (RFC 7396), if the state is still the one that the client read.
   */
  patchSessionState(input: PatchSessionStateInput, options?: CallOptions): Call<PatchSessionStateResult> {
    return this.#caller.call(patchSessionStateSpec, input, options);
  }
}

const listSessionsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions",
  accept: "application/json, application/problem+json",
  parameters: {
    limit: { in: "query" },
    cursor: { in: "query" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const createSessionSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/sessions",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    201: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    408: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getSessionSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions/{sessionId}",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const deleteSessionSpec: OperationSpec = {
  method: "DELETE",
  path: "/api/v1/sessions/{sessionId}",
  accept: "application/problem+json",
  parameters: {
    sessionId: { in: "path" },
  },
  security: [["bearerKey"]],
  responses: {
    204: { ok: true, content: [] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const listSessionEventsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions/{sessionId}/events",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    cursor: { in: "query" },
    "Last-Event-ID": { in: "header" },
    waitMs: { in: "query" },
    limit: { in: "query" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.SessionEventPage)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const streamListSessionEventsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions/{sessionId}/events",
  accept: "text/event-stream, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    cursor: { in: "query" },
    "Last-Event-ID": { in: "header" },
    waitMs: { in: "query" },
    limit: { in: "query" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["text/event-stream", streams.events(plans.SessionEvent)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const listSessionMessagesSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions/{sessionId}/messages",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    limit: { in: "query" },
    cursor: { in: "query" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const appendSessionMessageSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/sessions/{sessionId}/messages",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    "Idempotency-Key": { in: "header" },
  },
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    201: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    408: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getSessionStateSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/sessions/{sessionId}/state",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.SessionState)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const replaceSessionStateSpec: OperationSpec = {
  method: "PUT",
  path: "/api/v1/sessions/{sessionId}/state",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    "If-Match": { in: "header" },
  },
  body: ["application/json", writes.json(plans.SessionState)],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.SessionState)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    408: { ok: false, content: [["application/problem+json", reads.json()]] },
    412: { ok: false, content: [["application/problem+json", reads.json()]] },
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    428: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const patchSessionStateSpec: OperationSpec = {
  method: "PATCH",
  path: "/api/v1/sessions/{sessionId}/state",
  accept: "application/json, application/problem+json",
  parameters: {
    sessionId: { in: "path" },
    "If-Match": { in: "header" },
  },
  body: ["application/merge-patch+json", writes.json(plans.SessionStatePatch)],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.SessionState)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    408: { ok: false, content: [["application/problem+json", reads.json()]] },
    412: { ok: false, content: [["application/problem+json", reads.json()]] },
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    428: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};
