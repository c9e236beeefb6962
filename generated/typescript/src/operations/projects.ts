// projects
import { reads, writes } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import type * as t from "../types.js";

export type ListProjectsInput = {
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListProjectsResult =
  | Success<200, t.ProjectPage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type CreateProjectInput = {
  body: t.ProjectCreate;
};

export type CreateProjectResult =
  | Success<202, t.Project, TypedHeaders<"Location">>
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

export type GetProjectInput = {
  /** The project. */
  projectId: string;
};

export type GetProjectResult =
  | Success<200, t.Project>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type DeleteProjectInput = {
  /** The project. */
  projectId: string;
};

export type DeleteProjectResult =
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

export type UpdateProjectInput = {
  /** The project. */
  projectId: string;
  body: t.ProjectUpdate;
};

export type UpdateProjectResult =
  | Success<200, t.Project>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type GetCalleesInput = {
  /** The project. */
  projectId: string;
  /**
   * A `uid`, a qualified name, or a plain name that only one symbol has (else 409 `symbol_ambiguous`, whose
   * detail names some of them).
   */
  symbol: string;
  /**
   * The most hops from the start.
   *
   * Default: 1
   */
  depth?: number;
  /** `exact`: only what is resolved. `name`: guesses by name as well. */
  confidence?: t.EdgeConfidence;
  /**
   * The most nodes.
   *
   * Default: 100
   */
  limit?: number;
};

export type GetCalleesResult =
  | Success<200, t.CodeGraph>
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

export type GetCallersInput = {
  /** The project. */
  projectId: string;
  /**
   * A `uid`, a qualified name, or a plain name that only one symbol has (else 409 `symbol_ambiguous`, whose
   * detail names some of them).
   */
  symbol: string;
  /**
   * The most hops from the start.
   *
   * Default: 1
   */
  depth?: number;
  /** `exact`: only what is resolved. `name`: guesses by name as well. */
  confidence?: t.EdgeConfidence;
  /**
   * The most nodes.
   *
   * Default: 100
   */
  limit?: number;
};

export type GetCallersResult =
  | Success<200, t.CodeGraph>
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

export type GetImportsInput = {
  /** The project. */
  projectId: string;
  /** A module's qualified name or `uid`, or its file's path relative to the root. */
  module: string;
  /** `imports`: what it imports. `importers`: what imports it. */
  direction?: t.ImportDirection;
  /**
   * The most hops from the start.
   *
   * Default: 1
   */
  depth?: number;
  /**
   * The most nodes.
   *
   * Default: 100
   */
  limit?: number;
};

export type GetImportsResult =
  | Success<200, t.CodeGraph>
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

export type GetCallPathInput = {
  /** The project. */
  projectId: string;
  /** The symbol that calls; given like `symbol` elsewhere. */
  from: string;
  /** The symbol that is called in the end. */
  to: string;
  /**
   * The most hops of the chain.
   *
   * Default: 10
   */
  depth?: number;
  /** `exact`: only what is resolved. `name`: guesses by name as well. */
  confidence?: t.EdgeConfidence;
};

export type GetCallPathResult =
  | Success<200, t.GraphPath>
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

export type GetIndexStatusInput = {
  /** The project. */
  projectId: string;
};

export type GetIndexStatusResult =
  | Success<200, t.IndexStatus>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type IndexProjectInput = {
  /** The project. */
  projectId: string;
  body?: t.IndexRequest;
};

export type IndexProjectResult =
  | Success<202, t.IndexJob, TypedHeaders<"Location">>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<408, t.Problem>
  | Failure<413, t.Problem>
  | Failure<415, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type ListIndexFilesInput = {
  /** The project. */
  projectId: string;
  /** Only files with one of these statuses; may be repeated. */
  status?: t.IndexFileStatus[];
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListIndexFilesResult =
  | Success<200, t.IndexFilePage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type SearchProjectInput = {
  /** The project. */
  projectId: string;
  body: t.SearchRequest;
};

export type SearchProjectResult =
  | Success<200, t.SearchResults>
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

/** Folders of source code, their index, search and the code graph */
export class ProjectsOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List the projects
   *
   * Projects, oldest first, a page at a time.
   */
  listProjects(input: ListProjectsInput = {}, options?: CallOptions): Call<ListProjectsResult> {
    return this.#caller.call(listProjectsSpec, input, options);
  }

  /**
   * Add a project and index it
   *
   * The project is known at once; an index job reads its files in the background. `Location` is the state of the
   * index.
   */
  createProject(input: CreateProjectInput, options?: CallOptions): Call<CreateProjectResult> {
    return this.#caller.call(createProjectSpec, input, options);
  }

  /**
   * Read a project
   *
   * The project and the state of its index.
   */
  getProject(input: GetProjectInput, options?: CallOptions): Call<GetProjectResult> {
    return this.#caller.call(getProjectSpec, input, options);
  }

  /**
   * Forget a project
   *
   * Ends its index job and removes its index and tasks. Its files stay untouched. Sessions about it stay,
   * without it.
   */
  deleteProject(input: DeleteProjectInput, options?: CallOptions): Call<DeleteProjectResult> {
    return this.#caller.call(deleteProjectSpec, input, options);
  }

  /**
   * Change a project
   *
   * Changes its name or what its index leaves out. Members that are absent stay.
   */
  updateProject(input: UpdateProjectInput, options?: CallOptions): Call<UpdateProjectResult> {
    return this.#caller.call(updateProjectSpec, input, options);
  }

  /**
   * What a symbol calls
   *
   * Functions and classes that the symbol's code calls, to a depth.
   */
  getCallees(input: GetCalleesInput, options?: CallOptions): Call<GetCalleesResult> {
    return this.#caller.call(getCalleesSpec, input, options);
  }

  /**
   * Who calls a symbol
   *
   * Functions and classes whose code calls the symbol, to a depth.
   */
  getCallers(input: GetCallersInput, options?: CallOptions): Call<GetCallersResult> {
    return this.#caller.call(getCallersSpec, input, options);
  }

  /**
   * What a module imports, or what imports it
   *
   * Modules that are reached by import statements, to a depth; those outside the project are `external`.
   */
  getImports(input: GetImportsInput, options?: CallOptions): Call<GetImportsResult> {
    return this.#caller.call(getImportsSpec, input, options);
  }

  /**
   * The shortest chain of calls
   *
   * How one symbol comes to call another, by the fewest hops. No chain within the depth is no error: `found` is
   * false.
   */
  getCallPath(input: GetCallPathInput, options?: CallOptions): Call<GetCallPathResult> {
    return this.#caller.call(getCallPathSpec, input, options);
  }

  /**
   * Read the state of an index
   *
   * What the index holds and how far its job is.
   */
  getIndexStatus(input: GetIndexStatusInput, options?: CallOptions): Call<GetIndexStatusResult> {
    return this.#caller.call(getIndexStatusSpec, input, options);
  }

  /**
   * Index a project again
   *
   * Queues a job that reads what changed, or everything with `full`. Where a job is under way, that job is the
   * answer and no other is queued.
   */
  indexProject(input: IndexProjectInput, options?: CallOptions): Call<IndexProjectResult> {
    return this.#caller.call(indexProjectSpec, input, options);
  }

  /**
   * List the files of an index
   *
   * Files with their status and the reason for it, by path, a page at a time. Without `status` those that are
   * not whole in the index.
   */
  listIndexFiles(input: ListIndexFilesInput, options?: CallOptions): Call<ListIndexFilesResult> {
    return this.#caller.call(listIndexFilesSpec, input, options);
  }

  /**
   * Search by meaning
   *
   * Finds pieces of the project that fit a question or a piece of code; the best first. Tests and generated code
   * come after the implementation, unless the query or the path prefix asks for them. Changes nothing.
   */
  searchProject(input: SearchProjectInput, options?: CallOptions): Call<SearchProjectResult> {
    return this.#caller.call(searchProjectSpec, input, options);
  }
}

const listProjectsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects",
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

const createProjectSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/projects",
  accept: "application/json, application/problem+json",
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    202: { ok: true, content: [["application/json", reads.json()]] },
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

const getProjectSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
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

const deleteProjectSpec: OperationSpec = {
  method: "DELETE",
  path: "/api/v1/projects/{projectId}",
  accept: "application/problem+json",
  parameters: {
    projectId: { in: "path" },
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

const updateProjectSpec: OperationSpec = {
  method: "PATCH",
  path: "/api/v1/projects/{projectId}",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
  },
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
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getCalleesSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/graph/callees",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    symbol: { in: "query" },
    depth: { in: "query" },
    confidence: { in: "query" },
    limit: { in: "query" },
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
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getCallersSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/graph/callers",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    symbol: { in: "query" },
    depth: { in: "query" },
    confidence: { in: "query" },
    limit: { in: "query" },
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
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getImportsSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/graph/imports",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    module: { in: "query" },
    direction: { in: "query" },
    depth: { in: "query" },
    limit: { in: "query" },
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
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getCallPathSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/graph/path",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    from: { in: "query" },
    to: { in: "query" },
    depth: { in: "query" },
    confidence: { in: "query" },
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
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getIndexStatusSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/index",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
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

const indexProjectSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/projects/{projectId}/index",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
  },
  body: ["application/json", writes.json()],
  security: [["bearerKey"]],
  responses: {
    202: { ok: true, content: [["application/json", reads.json()]] },
    400: { ok: false, content: [["application/problem+json", reads.json()]] },
    401: { ok: false, content: [["application/problem+json", reads.json()]] },
    403: { ok: false, content: [["application/problem+json", reads.json()]] },
    404: { ok: false, content: [["application/problem+json", reads.json()]] },
    406: { ok: false, content: [["application/problem+json", reads.json()]] },
    408: { ok: false, content: [["application/problem+json", reads.json()]] },
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const listIndexFilesSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/index/files",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    status: { in: "query" },
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

const searchProjectSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/projects/{projectId}/search",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
  },
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
