// LeanVibe 1.0.0: the client.
import { AiOperations } from "./operations/ai.js";
import { DocsOperations } from "./operations/docs.js";
import { KeysOperations } from "./operations/keys.js";
import { MonitoringOperations } from "./operations/monitoring.js";
import { ProjectsOperations } from "./operations/projects.js";
import { SessionsOperations } from "./operations/sessions.js";
import { TasksOperations } from "./operations/tasks.js";
import { WebsocketOperations } from "./operations/websocket.js";
import { Channels } from "./channels.js";
import { Caller, type Connection } from "./runtime/calls.js";
import { type OpenSocket, openWebSocket } from "./runtime/channels.js";
import { credentials, type Secret } from "./runtime/security.js";

export interface ClientOptions extends Omit<Connection, "server"> {
  /** Default: http://127.0.0.1:8765 */
  readonly server?: string;
  /** Secrets by security scheme. */
  readonly secrets?: ClientSecrets;
  /**
   * Opens the WebSockets of channels: for a platform that has none (Node.js before 22), or to send headers.
   * With the package `ws`: `(url, protocols) => new WebSocket(url, protocols)`.
   */
  readonly openSocket?: OpenSocket;
}

/** Tokens, keys, or "user:password", by security scheme. An operation sends those of the first requirement it can meet. */
export interface ClientSecrets {
  /** The same key as over HTTP. */
  readonly bearerKey?: Secret;
  /** The cookie of `openDocs`. */
  readonly docsCookie?: Secret;
  /** A one-time ticket of `createDocsTicket`. */
  readonly docsTicket?: Secret;
  /** A one-time ticket of `createWebsocketTicket`, for browsers. */
  readonly ticket?: Secret;
}

/**
 * A local-first AI development assistant
 *
 * Everything happens on the machine that runs the server: the models, the index of your projects, your
 * conversations.
 *
 * Every error is `application/problem+json` (RFC 9457) with a `code` for programs and a `requestId`. Lists come
 * in pages: pass `nextCursor` as `cursor` until there is none. Times are RFC 3339. Ids are UUIDs made by the
 * server. Under a host name that is not allowed the answer is 403 without a body.
 */
export class ApiClient {
  readonly #caller: Caller;
  /** The assistant: chat, code analysis, confidence */
  readonly ai: AiOperations;
  /** These contracts */
  readonly docs: DocsOperations;
  /** Who may call the server */
  readonly keys: KeysOperations;
  /** The server's own state: health, figures, probes */
  readonly monitoring: MonitoringOperations;
  /** Folders of source code, their index, search and the code graph */
  readonly projects: ProjectsOperations;
  /** Conversations: messages, shared state, event log */
  readonly sessions: SessionsOperations;
  /** A project's board */
  readonly tasks: TasksOperations;
  /** Around the realtime protocol of asyncapi.yaml */
  readonly websocket: WebsocketOperations;
  /** Channels over WebSockets. */
  readonly channels: Channels;

  constructor(options: ClientOptions = {}) {
    this.#caller = new Caller({ server: "http://127.0.0.1:8765", ...options }, credentials(schemes, { ...options.secrets }));
    this.ai = new AiOperations(this.#caller);
    this.docs = new DocsOperations(this.#caller);
    this.keys = new KeysOperations(this.#caller);
    this.monitoring = new MonitoringOperations(this.#caller);
    this.projects = new ProjectsOperations(this.#caller);
    this.sessions = new SessionsOperations(this.#caller);
    this.tasks = new TasksOperations(this.#caller);
    this.websocket = new WebsocketOperations(this.#caller);
    this.channels = new Channels(this.#caller, options.openSocket ?? openWebSocket);
  }
}

const schemes = {
  bearerKey: { in: "header", name: "authorization", prefix: "Bearer " },
  docsCookie: { in: "cookie", name: "leanvibe_docs" },
  docsTicket: { in: "query", name: "ticket" },
  ticket: { in: "header", name: "sec-websocket-protocol", prefix: "ticket." },
} as const;
