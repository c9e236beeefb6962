// ai
import { reads, writes } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import { type EventStream, streams } from "../runtime/streams.js";
import type * as t from "../types.js";

export type ChatInput = {
  body: t.ChatRequest;
};

export type ChatResult =
  | Success<200, t.ChatAnswer>
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

export type StreamChatInput = {
  body: t.ChatRequest;
};

export type StreamChatResult =
  | Success<200, EventStream<t.ChatEvent>>
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

export type AnalyzeCodeInput = {
  body: t.CodeAnalysisRequest;
};

export type AnalyzeCodeResult =
  | Success<200, t.CodeAnalysis>
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

export type AssessConfidenceInput = {
  body: t.ConfidenceRequest;
};

export type AssessConfidenceResult =
  | Success<200, t.ConfidenceAssessment>
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

/** The assistant: chat, code analysis, confidence */
export class AiOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Ask the assistant
   *
   * A model on this machine answers, relying on the project's index where one is named. Closing the connection
   * stops it. A question that does not fit into the model's context is 409 `prompt_too_long`.
   */
  chat(input: ChatInput, options?: CallOptions): Call<ChatResult> {
    return this.#caller.call(chatSpec, input, options);
  }

  /**
   * Ask the assistant
   *
   * A model on this machine answers, relying on the project's index where one is named. Closing the connection
   * stops it. A question that does not fit into the model's context is 409 `prompt_too_long`.
   */
  streamChat(input: StreamChatInput, options?: CallOptions): Call<StreamChatResult> {
    return this.#caller.call(streamChatSpec, input, options);
  }

  /**
   * Analyse a project's code
   *
   * Facts from the code graph (complexity, unused functions, import cycles, the most depended-on files), and the
   * model's words about them. Closing the connection stops the model.
   */
  analyzeCode(input: AnalyzeCodeInput, options?: CallOptions): Call<AnalyzeCodeResult> {
    return this.#caller.call(analyzeCodeSpec, input, options);
  }

  /**
   * Judge a claim
   *
   * How much the model believes a claim, from its own token probabilities and the evidence in the project.
   * Closing the connection stops the model.
   */
  assessConfidence(input: AssessConfidenceInput, options?: CallOptions): Call<AssessConfidenceResult> {
    return this.#caller.call(assessConfidenceSpec, input, options);
  }
}

const chatSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/ai/chat",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
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

const streamChatSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/ai/chat",
  accept: "text/event-stream, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["text/event-stream", streams.events()]] },
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

const analyzeCodeSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/ai/code-analysis",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
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

const assessConfidenceSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/ai/confidence-assessment",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
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
