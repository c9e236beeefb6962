// keys
import { reads, writes } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import type * as t from "../types.js";

export type ListKeysInput = {
  /** Only keys of this class. */
  clientClass?: t.ClientClass;
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListKeysResult =
  | Success<200, t.KeyPage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type CreateKeyInput = {
  body: t.KeyCreate;
};

export type CreateKeyResult =
  | Success<201, t.IssuedKey, TypedHeaders<"Location">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<409, t.Problem>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetKeyInput = {
  /** The key. */
  keyId: t.KeyId;
};

export type GetKeyResult =
  | Success<200, t.ApiKey>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type RevokeKeyInput = {
  /** The key. */
  keyId: t.KeyId;
  /**
   * Revoke it even if it is the key of this request or of the key file.
   *
   * Default: false
   */
  force?: boolean;
};

export type RevokeKeyResult =
  | Success<200, t.ApiKey>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<409, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type RotateKeyInput = {
  /** The key. */
  keyId: t.KeyId;
};

export type RotateKeyResult =
  | Success<200, t.IssuedKey>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<409, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

/** Who may call the server */
export class KeysOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the keys
   *
   * Every key that there ever was, oldest first, a page at a time. Secrets are not listed, as the server does
   * not know them. Needs a key of class `cli`.
   */
  listKeys(input: ListKeysInput = {}, options?: CallOptions): Call<ListKeysResult> {
    return this.#caller.call(listKeysSpec, input, options);
  }

  /**
   * Create a key
   *
   * The response holds the secret, once. 409 `key_limit` where 100 keys are valid already. Needs a key of class
   * `cli`.
   */
  createKey(input: CreateKeyInput, options?: CallOptions): Call<CreateKeyResult> {
    return this.#caller.call(createKeySpec, input, options);
  }

  /**
   * Read a key
   *
   * One key, valid or revoked, without its secret. Needs a key of class `cli`.
   */
  getKey(input: GetKeyInput, options?: CallOptions): Call<GetKeyResult> {
    return this.#caller.call(getKeySpec, input, options);
  }

  /**
   * Revoke a key
   *
   * The key is refused from now on; its sockets close with 4501 and its event streams end within a second. It
   * stays in the list. The key that makes this request, and the one in the data folder's key file, are revoked
   * only with `force=true` (else 409 `key_in_use`): without them nobody may be able to call the server until it
   * is restarted, which writes a new key file. Revoking a revoked key changes nothing. Needs a key of class
   * `cli`.
   */
  revokeKey(input: RevokeKeyInput, options?: CallOptions): Call<RevokeKeyResult> {
    return this.#caller.call(revokeKeySpec, input, options);
  }

  /**
   * Replace a key's secret
   *
   * The response holds the new secret, once. The former secret is refused from now on, without a grace period;
   * its sockets close with 4501 and its event streams end within a second. Id, class, label and sessions stay.
   * Where it is the key of the data folder's key file, the file is rewritten. 409 `key_revoked` for a revoked
   * key. Needs a key of class `cli`.
   */
  rotateKey(input: RotateKeyInput, options?: CallOptions): Call<RotateKeyResult> {
    return this.#caller.call(rotateKeySpec, input, options);
  }
}

const listKeysSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/keys",
  accept: "application/json, application/problem+json",
  parameters: {
    clientClass: { in: "query" },
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

const createKeySpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/keys",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    201: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
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

const getKeySpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/keys/{keyId}",
  accept: "application/json, application/problem+json",
  parameters: {
    keyId: { in: "path" },
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

const revokeKeySpec: OperationSpec = {
  method: "DELETE",
  path: "/api/v1/keys/{keyId}",
  accept: "application/json, application/problem+json",
  parameters: {
    keyId: { in: "path" },
    force: { in: "query" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const rotateKeySpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/keys/{keyId}/rotate",
  accept: "application/json, application/problem+json",
  parameters: {
    keyId: { in: "path" },
  },
  security: [["bearerKey"]],
  responses: {
    200: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    409: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};
