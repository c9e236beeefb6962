// tasks
import { reads, writes } from "../runtime/bodies.js";
import type { Caller, CallOptions, OperationSpec } from "../runtime/calls.js";
import { Call, type Failure, type Success, type Unexpected } from "../runtime/results.js";
import type { TypedHeaders } from "../runtime/headers.js";
import type * as t from "../types.js";

export type ListTasksInput = {
  /** The project. */
  projectId: string;
  /** Only tasks in this column. */
  status?: t.TaskStatus;
  /**
   * The most items of a page.
   *
   * Default: 20
   */
  limit?: number;
  /** `nextCursor` of the page before; the first page where absent. */
  cursor?: t.Cursor;
};

export type ListTasksResult =
  | Success<200, t.TaskPage>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type CreateTaskInput = {
  /** The project. */
  projectId: string;
  body: t.TaskCreate;
};

export type CreateTaskResult =
  | Success<201, t.Task, TypedHeaders<"Location">>
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

export type GetTaskInput = {
  /** The project. */
  projectId: string;
  /** The task, of that project. */
  taskId: string;
};

export type GetTaskResult =
  | Success<200, t.Task>
  | Failure<400, t.Problem>
  | Failure<401, t.Problem, TypedHeaders<"WWW-Authenticate">>
  | Failure<403, t.Problem>
  | Failure<404, t.Problem>
  | Failure<406, t.Problem>
  | Failure<429, t.Problem, TypedHeaders<never, "Retry-After">>
  | Failure<500, t.Problem>
  | Failure<503, t.Problem, TypedHeaders<never, "Retry-After">>
  | Unexpected;

export type DeleteTaskInput = {
  /** The project. */
  projectId: string;
  /** The task, of that project. */
  taskId: string;
};

export type DeleteTaskResult =
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

export type UpdateTaskInput = {
  /** The project. */
  projectId: string;
  /** The task, of that project. */
  taskId: string;
  body: t.TaskUpdate;
};

export type UpdateTaskResult =
  | Success<200, t.Task>
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

/** A project's board */
export class TasksOperations {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * List a project's tasks
   *
   * Tasks, oldest first, a page at a time.
   */
  listTasks(input: ListTasksInput, options?: CallOptions): Call<ListTasksResult> {
    return this.#caller.call(listTasksSpec, input, options);
  }

  /**
   * Add a task
   *
   * Puts a task on the board.
   */
  createTask(input: CreateTaskInput, options?: CallOptions): Call<CreateTaskResult> {
    return this.#caller.call(createTaskSpec, input, options);
  }

  /**
   * Read a task
   *
   * One task.
   */
  getTask(input: GetTaskInput, options?: CallOptions): Call<GetTaskResult> {
    return this.#caller.call(getTaskSpec, input, options);
  }

  /**
   * Delete a task
   *
   * Takes the task off the board for good.
   */
  deleteTask(input: DeleteTaskInput, options?: CallOptions): Call<DeleteTaskResult> {
    return this.#caller.call(deleteTaskSpec, input, options);
  }

  /**
   * Change a task
   *
   * Changes the members that are given, its column for example.
   */
  updateTask(input: UpdateTaskInput, options?: CallOptions): Call<UpdateTaskResult> {
    return this.#caller.call(updateTaskSpec, input, options);
  }
}

const listTasksSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/tasks",
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

const createTaskSpec: OperationSpec = {
  method: "POST",
  path: "/api/v1/projects/{projectId}/tasks",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
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
    413: { ok: false, content: [["application/problem+json", reads.json()]] },
    415: { ok: false, content: [["application/problem+json", reads.json()]] },
    429: { ok: false, content: [["application/problem+json", reads.json()]] },
    500: { ok: false, content: [["application/problem+json", reads.json()]] },
    503: { ok: false, content: [["application/problem+json", reads.json()]] },
  },
};

const getTaskSpec: OperationSpec = {
  method: "GET",
  path: "/api/v1/projects/{projectId}/tasks/{taskId}",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    taskId: { in: "path" },
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

const deleteTaskSpec: OperationSpec = {
  method: "DELETE",
  path: "/api/v1/projects/{projectId}/tasks/{taskId}",
  accept: "application/problem+json",
  parameters: {
    projectId: { in: "path" },
    taskId: { in: "path" },
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

const updateTaskSpec: OperationSpec = {
  method: "PATCH",
  path: "/api/v1/projects/{projectId}/tasks/{taskId}",
  accept: "application/json, application/problem+json",
  parameters: {
    projectId: { in: "path" },
    taskId: { in: "path" },
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
