// Retries, as a middleware that a client is given: only of methods that may be repeated (RFC 9110, section 9.2.2).
import type { Middleware } from "./calls.js";

export interface Retry {
  /** How often a request is repeated at most. */
  readonly attempts: number;
  /** Before the first repetition, and twice as long before each further one, unless the server says `Retry-After`. */
  readonly delayMs?: number;
  /** Statuses that are worth it. */
  readonly statuses?: readonly number[];
}

const idempotent = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"]);

export function retry({ attempts, delayMs = 200, statuses = [429, 502, 503, 504] }: Retry): Middleware {
  return async (request, next) => {
    if (!idempotent.has(request.method)) return next(request);
    for (let count = 0; ; count++) {
      const response = await next(request.clone()).catch((error: unknown) => {
        // fetch's word for a lost connection is a TypeError.
        if (!(error instanceof TypeError) || count >= attempts) throw error;
        return null;
      });
      if (response && (count >= attempts || !statuses.includes(response.status))) return response;
      const seconds = Number(response?.headers.get("retry-after") || "NaN");
      await response?.body?.cancel();
      await pause(seconds >= 0 ? seconds * 1000 : delayMs * 2 ** count, request.signal);
    }
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}
