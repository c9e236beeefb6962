// monitoring
import { reads } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import * as plans from "../plans.js";
import type * as t from "../types.js";

export type GetHealthResult =
  | Success<200, t.Health>
  | Failure<400, t.Problem>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<500, t.Problem>
  | Unexpected;

export type GetCompleteHealthResult =
  | Success<200, t.CompleteHealth>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetPerformanceMetricsResult =
  | Success<200, t.PerformanceMetrics>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetSyntheticProbesResult =
  | Success<200, t.ProbeReport>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type RunSyntheticProbesResult =
  | Success<200, t.ProbeReport>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<409, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetMetricsResult =
  | Success<200, t.PrometheusText>
  | Failure<400, t.Problem>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<500, t.Problem>
  | Unexpected;

/** The server's own state: health, figures, probes */
export class MonitoringOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Liveness
   *
   * The process answers. Public; for everything else see `getCompleteHealth`.
   */
  getHealth(options?: CallOptions): Call<GetHealthResult> {
    return this.#caller.call(getHealthSpec, {}, options);
  }

  /**
   * State of every engine and store
   *
   * Asks each part. The answer is 200 whatever they say; `status` is that of the worst.
   */
  getCompleteHealth(options?: CallOptions): Call<GetCompleteHealthResult> {
    return this.#caller.call(getCompleteHealthSpec, {}, options);
  }

  /**
   * Figures of the last minutes
   *
   * Latency, throughput and errors by operation, the process and the model.
   */
  getPerformanceMetrics(options?: CallOptions): Call<GetPerformanceMetricsResult> {
    return this.#caller.call(getPerformanceMetricsSpec, {}, options);
  }

  /**
   * Results of the last probes
   *
   * What the last run found; `never_run` before the first.
   */
  getSyntheticProbes(options?: CallOptions): Call<GetSyntheticProbesResult> {
    return this.#caller.call(getSyntheticProbesSpec, {}, options);
  }

  /**
   * Run the probes now
   *
   * Does what a client would do, one after the other, and answers when all are done. One run at a time: a second
   * is 409 `probes_running`.
   */
  runSyntheticProbes(options?: CallOptions): Call<RunSyntheticProbesResult> {
    return this.#caller.call(runSyntheticProbesSpec, {}, options);
  }

  /**
   * Metrics for Prometheus
   *
   * Prometheus' text format; no names of files or people are in it. Public.
   */
  getMetrics(options?: CallOptions): Call<GetMetricsResult> {
    return this.#caller.call(getMetricsSpec, {}, options);
  }
}

const getHealthSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/monitoring/health",
  accept: "application/json, application/problem+json",
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getCompleteHealthSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/monitoring/health/complete",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.CompleteHealth)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getPerformanceMetricsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/monitoring/metrics/performance",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json(plans.PerformanceMetrics)]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getSyntheticProbesSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/monitoring/synthetic-probes",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const runSyntheticProbesSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/monitoring/synthetic-probes",
  accept: "application/json, application/problem+json",
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getMetricsSpec: OperationSpec = {
  method: "GET",
  path: "/metrics",
  accept: "text/plain, application/problem+json",
  responses: {
    200: { ok: true, content: [["text/plain", reads.text()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};
