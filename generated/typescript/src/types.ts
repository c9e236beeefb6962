// LeanVibe 1.0.0: the types of the contract.
import type { JsonValue } from "./runtime/json.js";
import type { OrNewer } from "./runtime/newer.js";

/** Ask the model within the session. The acknowledgement's `resultId` is the answer's `messageId`. */
export interface AiChatAsk {
  type: "ai.chat.ask";
  sessionId: string;
  timestamp: string;
  payload: AiChatAskPayload;
}

export interface AiChatAskData {
  question: string;
  /** Default: false */
  cancelOnDisconnect?: boolean;
  /** Default: 512 */
  maxTokens?: number;
  /** The session's own where absent. */
  projectId?: string;
  /** Default: 0 */
  temperature?: number;
}

export interface AiChatAskPayload {
  data: AiChatAskData;
  metadata: CommandMetadata;
}

/** Stop an answer; what was written is kept. */
export interface AiChatCancel {
  type: "ai.chat.cancel";
  sessionId: string;
  timestamp: string;
  payload: AiChatCancelPayload;
}

export interface AiChatCancelData {
  messageId: string;
}

export interface AiChatCancelPayload {
  data: AiChatCancelData;
  metadata: CommandMetadata;
}

/** The whole answer. */
export interface AiMessageCompleted {
  type: "ai.message.completed";
  sessionId: string;
  timestamp: string;
  payload: AiMessageCompletedPayload;
}

export interface AiMessageCompletedData {
  messageId: string;
  text: string;
  citations: Citation[];
  model: string;
  usage: TokenUsage;
  finishReason: OrNewer<AiMessageCompletedDataFinishReason>;
}

export type AiMessageCompletedDataFinishReason = "stop" | "length" | "repetition" | "cancelled";

export interface AiMessageCompletedPayload {
  data: AiMessageCompletedData;
  metadata: EventMetadata;
}

/** The next piece of an answer, sent live and joined per 16 ms or 512 bytes; in no log. */
export interface AiMessageDelta {
  type: "ai.message.delta";
  sessionId: string;
  timestamp: string;
  payload: AiMessageDeltaPayload;
}

export interface AiMessageDeltaData {
  messageId: string;
  /** Unicode code points of the answer before it. */
  offset: number;
  text: string;
}

export interface AiMessageDeltaPayload {
  data: AiMessageDeltaData;
  metadata: ControlMetadata;
}

/** The answer breaks off. */
export interface AiMessageFailed {
  type: "ai.message.failed";
  sessionId: string;
  timestamp: string;
  payload: AiMessageFailedPayload;
}

export interface AiMessageFailedData {
  messageId: string;
  /** What was written until then. */
  text: string;
  problem: Problem;
}

export interface AiMessageFailedPayload {
  data: AiMessageFailedData;
  metadata: EventMetadata;
}

/** The model begins an answer. */
export interface AiMessageStarted {
  type: "ai.message.started";
  sessionId: string;
  timestamp: string;
  payload: AiMessageStartedPayload;
}

export interface AiMessageStartedData {
  messageId: string;
  model: string;
  citations: Citation[];
}

export interface AiMessageStartedPayload {
  data: AiMessageStartedData;
  metadata: EventMetadata;
}

/** The kinds that were asked for, each the most telling first. */
export interface AnalysisFacts {
  complexity?: ComplexFunction[];
  cycles?: ImportCycle[];
  dependencies?: DependedOnFile[];
  unused?: UnusedFunction[];
}

/** One kind of fact. */
export type AnalysisFocus = "complexity" | "unused" | "cycles" | "dependencies";

/** What the server knows of a key. The secret is not part of it, as the server keeps only a hash. */
export interface ApiKey {
  id: KeyId;
  clientClass: OrNewer<ClientClass>;
  label: KeyLabel;
  createdAt: string;
  /** Whether the file `key` in the data folder holds its secret. */
  inKeyFile: boolean;
  /** When its secret was last accepted; absent if never. Up to a minute of it is lost when the server is killed. */
  lastUsedAt?: string;
  /** When it was revoked; absent while it is valid. */
  revokedAt?: string;
  /** When its secret was last replaced; absent if never. */
  rotatedAt?: string;
}

/** What the model said. */
export interface ChatAnswer {
  /** Of this answer, and of its message in the session. */
  id: string;
  text: string;
  citations: Citation[];
  model: string;
  usage: TokenUsage;
  finishReason: OrNewer<FinishReason>;
  sessionId?: string;
}

/** What the answer will rely on. */
export interface ChatCitations {
  type: "citations";
  citations: Citation[];
}

/** The whole answer. */
export interface ChatCompleted {
  type: "completed";
  answer: ChatAnswer;
}

/** The next piece of text. */
export interface ChatDelta {
  type: "delta";
  /** Unicode code points before it. */
  offset: number;
  text: string;
}

/**
 * One server-sent event of an answer. First `started`, then `citations` where there are any, then `delta`s whose
 * texts joined are the answer, and last exactly one of `completed` and `failed`.
 */
export type ChatEvent = ChatStarted | ChatCitations | ChatDelta | ChatCompleted | ChatFailed;

/** The answer breaks off here. */
export interface ChatFailed {
  type: "failed";
  problem: Problem;
}

/** One earlier turn. */
export interface ChatMessage {
  role: MessageRole;
  content: string;
}

/**
 * A question. With `projectId` the answer relies on that project's index and cites it; with `sessionId` the
 * session's messages are the history, and question and answer are added to them.
 */
export interface ChatRequest {
  question: string;
  /** Earlier turns, oldest first; the oldest are left out where the model's context is too small. */
  history?: ChatMessage[];
  /** Default: 512 */
  maxTokens?: number;
  projectId?: string;
  sessionId?: string;
  /** Default: 0 */
  temperature?: number;
}

/** The model has begun. */
export interface ChatStarted {
  type: "started";
  /** Of the answer. */
  id: string;
  model: string;
}

/** Lines of a project's file that an answer relies on. They exist, as of the index that was used. */
export interface Citation {
  /** Relative to the project's root, with forward slashes. */
  path: string;
  /** First line, counted from 1. */
  startLine: number;
  /** Last line, included. */
  endLine: number;
  /** Similarity to the question. */
  score: number;
}

/**
 * What a key is for. The class decides how many commands a second its holder may send; only keys of class `cli`
 * may manage keys.
 */
export type ClientClass = "ios" | "web" | "cli";

/** Facts from the code graph, and the model's words about them. */
export interface CodeAnalysis {
  projectId: string;
  facts: AnalysisFacts;
  /** The model that wrote the summary. */
  model?: string;
  path?: string;
  /** Written by the model; the facts are not. */
  summary?: string;
  usage?: TokenUsage;
}

/** What to analyse. */
export interface CodeAnalysisRequest {
  projectId: string;
  /** The facts wanted; all where absent. */
  focus?: AnalysisFocus[];
  /**
   * The most facts of a kind.
   *
   * Default: 10
   */
  limit?: number;
  /** Only this file or folder, relative to the root. Unknown to the index is 404 `file_not_found`. */
  path?: string;
  /**
   * Whether the model puts the facts into words.
   *
   * Default: true
   */
  summarize?: boolean;
}

/** What is reached from `start`, nearest first. */
export interface CodeGraph {
  start: GraphNode;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Whether `limit` cut nodes off. */
  truncated: boolean;
}

/** The command has been executed, once. */
export interface CommandAck {
  type: "command.ack";
  sessionId: string;
  timestamp: string;
  payload: CommandAckPayload;
}

export interface CommandAckData {
  /** Whether the command had been executed before and was not again. */
  duplicate: boolean;
  /** Of the message that the command made. */
  resultId?: string;
  seq?: Seq;
}

export interface CommandAckPayload {
  data: CommandAckData;
  metadata: ControlMetadata;
}

/** The command was refused and nothing has changed; the connection stays. */
export interface CommandError {
  type: "command.error";
  sessionId: string | null;
  timestamp: string;
  payload: CommandErrorPayload;
}

export interface CommandErrorData {
  problem: Problem;
  retryAfterMs?: number;
}

export interface CommandErrorPayload {
  data: CommandErrorData;
  metadata: ControlMetadata;
}

/** What a client sends beside its data. `id` is its idempotency key, remembered for 24 hours. */
export interface CommandMetadata {
  id: string;
}

/** Every part that the server relies on; `status` is that of the worst. */
export interface CompleteHealth {
  status: OrNewer<HealthStatus>;
  version: string;
  startedAt: string;
  checks: HealthCheck[];
  jobs: PeriodicJob[];
}

/** A function and its cyclomatic complexity (McCabe 1976). */
export interface ComplexFunction {
  symbol: string;
  path: string;
  startLine: number;
  endLine: number;
  complexity: number;
}

/** How much the model believes the claim, and where the figure comes from. */
export interface ConfidenceAssessment {
  /** Orders claims that one model has judged. A probability of being right only where `calibrated` is true. */
  score: number;
  /** Whether scores of this model were compared with the truth of many claims. */
  calibrated: boolean;
  /** What the score means and what it does not, to be shown with it. */
  interpretation: string;
  /** The model's reasons. */
  rationale: string;
  /** How the score follows from the signals. */
  method: string;
  signals: ConfidenceSignals;
  citations: Citation[];
  model: string;
  usage: TokenUsage;
  level?: OrNewer<ConfidenceLevel>;
}

/** Only of a calibrated score: `low` below 0.4, `high` from 0.75. */
export type ConfidenceLevel = "low" | "medium" | "high";

/** A claim or a decision to be judged. */
export interface ConfidenceRequest {
  claim: string;
  /** What the judgement may rely on besides the project. */
  context?: string;
  /** Its index is searched for evidence. */
  projectId?: string;
}

/** Measured on the model's own token probabilities, before temperature. */
export interface ConfidenceSignals {
  /** Of "yes" among "yes" and "no". */
  yesProbability: number;
  /** Geometric mean over the rationale. */
  meanTokenProbability: number;
  /** Nats a token, over the rationale. */
  meanEntropy: number;
  /** Similarity of the best passage that was found. */
  evidence?: number;
}

/** The server goes away soon; connect again after `retryAfterMs`. Close code 1001 or 1012 follows. */
export interface ConnectionDraining {
  type: "connection.draining";
  sessionId: string | null;
  timestamp: string;
  payload: ConnectionDrainingPayload;
}

export interface ConnectionDrainingData {
  retryAfterMs: number;
  reason?: string;
}

export interface ConnectionDrainingPayload {
  data: ConnectionDrainingData;
  metadata: ControlMetadata;
}

/** The client's first frame, within 5 seconds: who it is and which streams it goes on with. */
export interface ConnectionHello {
  type: "connection.hello";
  sessionId: string | null;
  timestamp: string;
  payload: ConnectionHelloPayload;
}

export interface ConnectionHelloData {
  protocol: "leanvibe.v1";
  /** Chosen by the client, once for all its connections. */
  clientId: string;
  resume: StreamPosition[];
}

export interface ConnectionHelloPayload {
  data: ConnectionHelloData;
  metadata: CommandMetadata;
}

/** Are you there? The tails show a quiet stream that lost events. */
export interface ConnectionPing {
  type: "connection.ping";
  sessionId: string | null;
  timestamp: string;
  payload: ConnectionPingPayload;
}

export interface ConnectionPingData {
  /** A stream whose tail the client does not have has lost it. */
  streams: StreamTail[];
}

export interface ConnectionPingPayload {
  data: ConnectionPingData;
  metadata: ControlMetadata;
}

/** The answer to a ping; its `id` is the ping's `ref`. */
export interface ConnectionPong {
  type: "connection.pong";
  sessionId: string | null;
  timestamp: string;
  payload: ConnectionPongPayload;
}

export interface ConnectionPongData {
  [name: string]: never;
}

export interface ConnectionPongPayload {
  data: ConnectionPongData;
  metadata: CommandMetadata;
}

/** The connection is open. For every stream of the hello a `stream.ready` or a `stream.reset` follows. */
export interface ConnectionReady {
  type: "connection.ready";
  sessionId: string | null;
  timestamp: string;
  payload: ConnectionReadyPayload;
}

export interface ConnectionReadyData {
  connectionId: string;
  pingIntervalMs: number;
  pongTimeoutMs: number;
  /** By the class in the client's key. */
  commandsPerSecond: number;
}

export interface ConnectionReadyPayload {
  data: ConnectionReadyData;
  metadata: ControlMetadata;
}

/** An OpenAPI or AsyncAPI document, its references to other files resolved. */
export type ContractDocument = { [name: string]: JsonValue };

/** What the server sends beside the data of a frame that is in no log. */
export interface ControlMetadata {
  /** The `id` of the command or frame that this answers. */
  ref?: string;
}

/**
 * An opaque place in a list, taken from `nextCursor` of the page before. It stays valid while the list's filter
 * stays the same; one that the server does not know is answered with 404 `cursor_unknown`.
 */
export type Cursor = string;

/** A file and how many others import it. */
export interface DependedOnFile {
  path: string;
  dependents: number;
}

/** A page of HTML that needs no script and no address but its own. */
export type DocsPage = string;

/** A one-time ticket for `openDocs`. It opens the documentation and nothing else. */
export interface DocsTicket {
  ticket: string;
  expiresAt: string;
}

/** `exact`: resolved through scopes and imports. `name`: only the name fits, so it is a guess. */
export type EdgeConfidence = "exact" | "name";

/** One incarnation of a session's event log. Places in the log of another epoch mean nothing. */
export type Epoch = string;

/** `<epoch>-<seq>` of the last event that the client has; also the `id` of a server-sent event. */
export type EventCursor = string;

/** An event's place in its session's log. */
export interface EventMetadata {
  seq: Seq;
  epoch: Epoch;
  /** The `id` of the command that caused it. */
  ref?: string;
}

/**
 * `stop`: the model ended its answer. `length`: `maxTokens` or the model's context window cut it off.
 * `repetition`: the model repeated the same words without end, so that the server ended the answer; the repeated
 * words stay in its text.
 */
export type FinishReason = "stop" | "length" | "repetition";

/**
 * Paths left out of the index besides those that `.gitignore` names and known secrets; glob patterns relative to
 * the root, `**` for any depth.
 */
export type GlobList = string[];

/** One symbol uses another. */
export interface GraphEdge {
  /** A node's `uid`. */
  source: string;
  /** A node's `uid`. */
  target: string;
  kind: OrNewer<GraphEdgeKind>;
  confidence: OrNewer<EdgeConfidence>;
  /** Uses of the target by the source. */
  count: number;
  /** Of the first use. */
  line: number;
}

export type GraphEdgeKind = "calls" | "imports" | "defines" | "inherits" | "references" | "contains";

/** A symbol or a module. Lines are 0 where it lies outside the project. */
export interface GraphNode {
  /** Stays the same when the file is indexed again. */
  uid: string;
  kind: OrNewer<GraphNodeKind>;
  name: string;
  qualifiedName: string;
  /** Relative to the project's root; empty where external. */
  path: string;
  startLine: number;
  endLine: number;
  /** Hops from the start. */
  depth: number;
}

export type GraphNodeKind = "function" | "method" | "property" | "class" | "module" | "file" | "external";

/** A shortest chain of calls; without nodes where there is none within the depth. */
export interface GraphPath {
  found: boolean;
  /** From the start to the end. */
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The server answers. It says nothing about its engines. */
export interface Health {
  status: "ok";
  version: string;
  uptimeSeconds: number;
}

/** One engine or store. */
export interface HealthCheck {
  component: OrNewer<HealthCheckComponent>;
  status: OrNewer<HealthStatus>;
  latencyMs: number;
  /** Name and version, or what is wrong. */
  detail?: string;
}

export type HealthCheckComponent = "database" | "graph" | "vectors" | "model" | "embeddings" | "index" | "disk" | "jobs";

/** `degraded`: something is missing that the server can do without for now. */
export type HealthStatus = "healthy" | "degraded" | "unhealthy";

/** Modules that import each other when they are loaded. */
export interface ImportCycle {
  modules: string[];
}

export type ImportDirection = "imports" | "importers";

/**
 * What the index holds: nodes and edges of the code graph, and chunks that search looks through; and how many
 * files are only partly in it, or not at all. `listIndexFiles` gives the reasons.
 */
export interface IndexCounts {
  /** Files that were read; the partial ones too. */
  files: number;
  modules: number;
  classes: number;
  functions: number;
  edges: number;
  chunks: number;
  /** Files of which a part could not be read. */
  partial: number;
  /** Files that are not read on purpose. */
  skipped: number;
  /** Files on which an error stopped the work. */
  failed: number;
}

/** A file of the project, and how much of it is in the index. */
export interface IndexFile {
  /**
   * Relative to the project's root; a folder that cannot be listed ends in `/`. Bytes that are not UTF-8 are
   * written as `\xff`, and long paths are cut.
   */
  path: string;
  status: OrNewer<IndexFileStatus>;
  /** Why it is not `ok`. */
  reason?: string;
}

/** Files, by path. */
export interface IndexFilePage {
  items: IndexFile[];
  nextCursor?: Cursor;
}

/**
 * `ok`: all of it is in the index. `partial`: a part could not be read, such as the lines around a syntax error.
 * `skipped`: it is not read on purpose, for example because it is binary or very large. `failed`: an error
 * stopped the work on this file; what earlier steps found of it stays in the index, and the next job tries
 * again.
 */
export type IndexFileStatus = "ok" | "partial" | "skipped" | "failed";

/** One run of the indexer over a project. Files that did not change since the last run are skipped. */
export interface IndexJob {
  id: string;
  projectId: string;
  state: OrNewer<IndexJobState>;
  /** What the job is doing, in this order. */
  phase: OrNewer<IndexJobPhase>;
  /** Files to read; 0 while scanning. */
  filesTotal: number;
  filesDone: number;
  queuedAt: string;
  chunksDone?: number;
  /** Chunks to embed. */
  chunksTotal?: number;
  /** Why it failed. */
  error?: string;
  finishedAt?: string;
  startedAt?: string;
}

/** What the job is doing, in this order. */
export type IndexJobPhase = "scanning" | "parsing" | "linking" | "embedding" | "finished";

export type IndexJobState = "queued" | "running" | "succeeded" | "failed" | "cancelled";

/** How to index. */
export interface IndexRequest {
  /**
   * Forget what is known and read every file again.
   *
   * Default: false
   */
  full?: boolean;
}

/** `missing`: never indexed. `failed`: the last job failed; what an earlier one indexed still answers. */
export type IndexState = "missing" | "indexing" | "ready" | "failed";

/** What the index of a project holds, and the job that changes it or changed it last. */
export interface IndexStatus {
  projectId: string;
  state: OrNewer<IndexState>;
  counts: IndexCounts;
  /** End of the last job that succeeded. */
  indexedAt?: string;
  job?: IndexJob;
}

/** A key with its secret, which is in this response and nowhere else. */
export interface IssuedKey {
  key: ApiKey;
  /** Send it as `Authorization` with the scheme `Bearer`. */
  secret: string;
}

/** A new key. */
export interface KeyCreate {
  clientClass: ClientClass;
  label?: KeyLabel;
}

/** Part of the key's secret, and not secret itself. */
export type KeyId = string;

/** A note for the list of keys, for example which device holds this one. */
export type KeyLabel = string;

/** Keys, oldest first, revoked ones included. */
export interface KeyPage {
  items: ApiKey[];
  nextCursor?: Cursor;
}

export type LabelList = string[];

export type MessageRole = "system" | "user" | "assistant";

/** The language model within the window. */
export interface ModelMetrics {
  model: string;
  answers: bigint;
  firstTokenMs: Quantiles;
  /** Mean over the answers. */
  tokensPerSecond: number;
}

/** One operation's requests within the window. */
export interface OperationMetrics {
  operationId: string;
  count: bigint;
  /** Answers of 500 and above. */
  errors: bigint;
  latencyMs: Quantiles;
}

/** Figures of the last minutes, held against `budgets/performance_sla.json` by the monitoring. */
export interface PerformanceMetrics {
  /** How far back the figures reach. */
  windowSeconds: number;
  requestsPerSecond: number;
  /** Answers of 500 and above among all. */
  errorRate: number;
  latencyMs: Quantiles;
  operations: OperationMetrics[];
  process: ProcessMetrics;
  model?: ModelMetrics;
}

/** What the server does again and again, such as deleting expired sessions. */
export interface PeriodicJob {
  name: string;
  everySeconds: number;
  /** Since the start of the server. */
  runs: bigint;
  /** Runs that ended with an error. */
  failures: bigint;
  lastDurationMs?: number;
  /** Absent where the last run succeeded. */
  lastError?: string;
  lastRunAt?: string;
}

/** The last run of all probes. */
export interface ProbeReport {
  status: OrNewer<ProbeReportStatus>;
  probes: ProbeResult[];
  finishedAt?: string;
  startedAt?: string;
}

export type ProbeReportStatus = "passed" | "failed" | "never_run";

/** One probe, which does what a client would do. */
export interface ProbeResult {
  name: string;
  status: OrNewer<ProbeResultStatus>;
  durationMs: number;
  /** Why it failed or was skipped. */
  detail?: string;
}

export type ProbeResultStatus = "passed" | "failed" | "skipped";

/**
 * The body of every error (RFC 9457). `code` is for programs, `title` and `detail` are for people; `requestId`
 * finds the request in the server's log.
 */
export interface Problem {
  /** What kind of problem this is; `about:blank` where the status says it all. */
  type: string;
  /** The same words for every occurrence of this kind. */
  title: string;
  /** The HTTP status. */
  status: number;
  code: OrNewer<ProblemCode>;
  /** Also sent in the header `X-Request-Id`. */
  requestId: string;
  /** What happened here and what to do about it. */
  detail?: string;
  /** Every violation that was found in the input, at most 100. */
  errors?: Violation[];
  /** The path of the request. */
  instance?: string;
}

/**
 * Where nothing more exact is known, the status's reason phrase (RFC 9110) in snake case; otherwise what exactly
 * stood in the way. Newer servers may know more codes.
 */
export type ProblemCode = "bad_request" | "unauthorized" | "forbidden" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "precondition_failed" | "content_too_large" | "unsupported_media_type" | "precondition_required" | "internal_server_error" | "service_unavailable" | "origin_forbidden" | "root_forbidden" | "project_not_found" | "task_not_found" | "session_not_found" | "file_not_found" | "symbol_not_found" | "cursor_unknown" | "key_not_found" | "project_exists" | "root_missing" | "index_missing" | "symbol_ambiguous" | "session_limit" | "events_expired" | "idempotency_conflict" | "prompt_too_long" | "probes_running" | "key_in_use" | "key_revoked" | "key_limit" | "rate_limited" | "model_busy" | "model_unavailable" | "graph_unavailable" | "vectors_unavailable" | "draining";

/** The server's process. */
export interface ProcessMetrics {
  residentBytes: bigint;
  /** Since the start. */
  cpuSeconds: number;
  /** WebSockets. */
  openSockets: number;
}

/** A folder of source code on this machine, below one of the allowed roots. */
export interface Project {
  id: string;
  name: string;
  /** Absolute path with links resolved. */
  root: string;
  exclude: GlobList;
  createdAt: string;
  updatedAt: string;
  index: IndexStatus;
}

/** What a new project needs. */
export interface ProjectCreate {
  /**
   * Absolute path of an existing folder below one of the allowed roots. Elsewhere: 403 `root_forbidden`; below a
   * root but no folder: 409 `root_missing`; a project already: 409 `project_exists`.
   */
  root: string;
  exclude?: GlobList;
  /** The folder's own name where absent. */
  name?: string;
}

/** How far an index job is; at most one a second and project, and one at its end. */
export interface ProjectIndexProgress {
  type: "project.index.progress";
  sessionId: string | null;
  timestamp: string;
  payload: ProjectIndexProgressPayload;
}

export interface ProjectIndexProgressPayload {
  data: IndexJob;
  metadata: ControlMetadata;
}

/** Projects, oldest first. */
export interface ProjectPage {
  items: Project[];
  nextCursor?: Cursor;
}

/** The members to change; the others stay. A new `exclude` takes effect with the next index job. */
export interface ProjectUpdate {
  exclude?: GlobList;
  name?: string;
}

/** Prometheus' text exposition format, version 0.0.4. */
export type PrometheusText = string;

/** Milliseconds. */
export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
}

/** A piece of a file that fits the query. */
export interface SearchHit {
  /** Relative to the project's root. */
  path: string;
  startLine: number;
  endLine: number;
  kind: OrNewer<SearchHitKind>;
  score: number;
  snippet: string;
  /** Qualified name of the function or class. */
  symbol?: string;
}

export type SearchHitKind = "function" | "method" | "property" | "class" | "module" | "text";

/** What to look for, by meaning and by words. */
export interface SearchRequest {
  /** A question or a piece of code. */
  query: string;
  /** Default: 10 */
  limit?: number;
  /** Only files whose path, relative to the root, begins so. */
  pathPrefix?: string;
}

/** The best hits first. */
export interface SearchResults {
  items: SearchHit[];
  /** The embedding model. */
  model: string;
}

/** An event's place in its session's log, without gaps, from 1; 0 stands before the first event. */
export type Seq = number;

/** A conversation that several clients of one person may share. It is deleted 24 hours after its last use. */
export interface Session {
  id: string;
  title: string;
  messageCount: number;
  epoch: Epoch;
  tailSeq: Seq;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  /** The project that questions are about. */
  projectId?: string;
}

/** What a new session may be told. At most 10 sessions a client; the next is refused (409 `session_limit`). */
export interface SessionCreate {
  projectId?: string;
  /** Default: */
  title?: string;
}

/** One entry of a session's log, the same over the WebSocket and over HTTP. */
export type SessionEvent = SessionMessageCreated | SessionStateChanged | AiMessageStarted | AiMessageCompleted | AiMessageFailed;

/** Events in order. `tailSeq` is the last in the log, `lowSeq` the first that it still has. */
export interface SessionEventPage {
  items: SessionEvent[];
  epoch: Epoch;
  lowSeq: Seq;
  tailSeq: Seq;
  nextCursor: EventCursor;
}

/** One turn of a session's conversation. */
export interface SessionMessage {
  id: string;
  sessionId: string;
  role: OrNewer<MessageRole>;
  content: string;
  /** An answer is `streaming` while the model writes it; `failed` ones keep what was written. */
  status: OrNewer<SessionMessageStatus>;
  createdAt: string;
  citations?: Citation[];
  /** The model that wrote it. */
  model?: string;
}

/** Add a message to the session, without asking the model. */
export interface SessionMessageAppend {
  type: "session.message.append";
  sessionId: string;
  timestamp: string;
  payload: SessionMessageAppendPayload;
}

export interface SessionMessageAppendPayload {
  data: SessionMessageCreate;
  metadata: CommandMetadata;
}

/** A message to add to the conversation. It is kept as it stands; asking the model is `chat`'s work. */
export interface SessionMessageCreate {
  content: string;
  /**
   * `user` where absent. Only the server adds what the assistant says.
   *
   * Default: user
   */
  role?: SessionMessageCreateRole;
}

/** `user` where absent. Only the server adds what the assistant says. */
export type SessionMessageCreateRole = "user" | "system";

/** A message has been added to the session. */
export interface SessionMessageCreated {
  type: "session.message.created";
  sessionId: string;
  timestamp: string;
  payload: SessionMessageCreatedPayload;
}

export interface SessionMessageCreatedPayload {
  data: SessionMessage;
  metadata: EventMetadata;
}

/** Messages, oldest first. */
export interface SessionMessagePage {
  items: SessionMessage[];
  nextCursor?: Cursor;
}

/** An answer is `streaming` while the model writes it; `failed` ones keep what was written. */
export type SessionMessageStatus = "streaming" | "complete" | "failed" | "cancelled";

/** The client's sessions, oldest first. */
export interface SessionPage {
  items: Session[];
  nextCursor?: Cursor;
}

/**
 * A document of the clients' own making (open files, drafts, settings of a view), at most 256 KiB as JSON. The
 * server keeps it, versions it by `ETag` and gives it no meaning.
 */
export type SessionState = { [name: string]: JsonValue };

/** The session's state has been changed, by this client or another. */
export interface SessionStateChanged {
  type: "session.state.changed";
  sessionId: string;
  timestamp: string;
  payload: SessionStateChangedPayload;
}

export interface SessionStateChangedData {
  /** The state's `ETag` without its quotes. */
  version: bigint;
  patch: SessionStatePatch;
}

export interface SessionStateChangedPayload {
  data: SessionStateChangedData;
  metadata: EventMetadata;
}

/** A JSON merge patch (RFC 7396) of the state. A member that is null is removed. */
export type SessionStatePatch = { [name: string]: JsonValue };

/** The client has every event up to `seq`. */
export interface StreamAck {
  type: "stream.ack";
  sessionId: string;
  timestamp: string;
  payload: StreamAckPayload;
}

export interface StreamAckData {
  epoch: Epoch;
  seq: Seq;
}

export interface StreamAckPayload {
  data: StreamAckData;
  metadata: CommandMetadata;
}

/** The client reads too slowly; deltas are joined. More than 1000 events behind closes with 4008. */
export interface StreamLagging {
  type: "stream.lagging";
  sessionId: string;
  timestamp: string;
  payload: StreamLaggingPayload;
}

export interface StreamLaggingData {
  /** Events that wait for this client. */
  behind: number;
}

export interface StreamLaggingPayload {
  data: StreamLaggingData;
  metadata: ControlMetadata;
}

/** Receive a session's events on this connection from now on. */
export interface StreamOpen {
  type: "stream.open";
  sessionId: string;
  timestamp: string;
  payload: StreamOpenPayload;
}

export interface StreamOpenData {
  epoch?: Epoch;
  seq?: Seq;
}

export interface StreamOpenPayload {
  data: StreamOpenData;
  metadata: CommandMetadata;
}

/** A session and the last event that the client has of it; without `epoch` and `seq` it has none. */
export interface StreamPosition {
  sessionId: string;
  epoch?: Epoch;
  seq?: Seq;
}

/** Every event after `fromSeq` follows, in order and without gaps. */
export interface StreamReady {
  type: "stream.ready";
  sessionId: string;
  timestamp: string;
  payload: StreamReadyPayload;
}

export interface StreamReadyData {
  epoch: Epoch;
  /** Whether the client's own place was found, so that nothing is missing. */
  recovered: boolean;
  fromSeq: Seq;
  tailSeq: Seq;
  lowSeq: Seq;
}

export interface StreamReadyPayload {
  data: StreamReadyData;
  metadata: ControlMetadata;
}

/**
 * The client's place cannot be gone on from. Unless the session is unknown, `stream.snapshot` follows and then
 * every event after it.
 */
export interface StreamReset {
  type: "stream.reset";
  sessionId: string;
  timestamp: string;
  payload: StreamResetPayload;
}

export interface StreamResetData {
  reason: OrNewer<StreamResetDataReason>;
}

export type StreamResetDataReason = "epoch_changed" | "expired" | "trimmed" | "ahead_of_tail" | "unknown_session";

export interface StreamResetPayload {
  data: StreamResetData;
  metadata: ControlMetadata;
}

/** The session as it stood after the event `asOfSeq`. */
export interface StreamSnapshot {
  type: "stream.snapshot";
  sessionId: string;
  timestamp: string;
  payload: StreamSnapshotPayload;
}

export interface StreamSnapshotData {
  epoch: Epoch;
  asOfSeq: Seq;
  state: SessionState;
  /** The latest. */
  messages: SessionMessage[];
}

export interface StreamSnapshotPayload {
  data: StreamSnapshotData;
  metadata: ControlMetadata;
}

/** The last event in a session's log. */
export interface StreamTail {
  sessionId: string;
  epoch: Epoch;
  tailSeq: Seq;
}

/** A piece of work of one project. */
export interface Task {
  id: string;
  projectId: string;
  title: string;
  /** Markdown. */
  description: string;
  status: OrNewer<TaskStatus>;
  priority: OrNewer<TaskPriority>;
  labels: LabelList;
  createdAt: string;
  updatedAt: string;
  dueAt?: string;
}

/** A new task. It starts in `backlog` with priority `medium` unless told otherwise. */
export interface TaskCreate {
  title: string;
  /** Default: */
  description?: string;
  dueAt?: string;
  labels?: LabelList;
  priority?: TaskPriority;
  status?: TaskStatus;
}

/** Tasks, oldest first. */
export interface TaskPage {
  items: Task[];
  nextCursor?: Cursor;
}

export type TaskPriority = "low" | "medium" | "high" | "urgent";

/** The column of the board. A task may move from any to any. */
export type TaskStatus = "backlog" | "in_progress" | "testing" | "done";

/** The members to change; the others stay. `dueAt` null removes the date. */
export interface TaskUpdate {
  description?: string;
  dueAt?: string | null;
  labels?: LabelList;
  priority?: TaskPriority;
  status?: TaskStatus;
  title?: string;
}

/** Tokens that a model read and wrote for one answer. */
export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
}

/** A function that nothing in the project is seen to use. */
export interface UnusedFunction {
  symbol: string;
  path: string;
  startLine: number;
  endLine: number;
  /**
   * Whether nothing can call it, as far as the project's files show. False where its name occurs anywhere else
   * (code, strings, configuration, documents), where it has a decorator or its class a base, and where it is
   * part of a package's public interface.
   */
  certain: boolean;
}

/** One place where the input breaks the contract. */
export interface Violation {
  /**
   * A JSON pointer (RFC 6901) into the body, or where the place is a parameter `/query/<name>`, `/path/<name>`,
   * `/header/<name>` or `/cookie/<name>`.
   */
  pointer: string;
  detail: string;
}

/** The realtime endpoint. */
export interface WebsocketHealth {
  status: OrNewer<WebsocketHealthStatus>;
  /** The subprotocol that it speaks. */
  protocol: string;
  connections: number;
}

export type WebsocketHealthStatus = "ok" | "draining";

/**
 * Opens one WebSocket, once, before `expiresAt`: a browser sends the subprotocols `leanvibe.v1` and
 * `ticket.<ticket>`. Its rights are those of the key that asked for it.
 */
export interface WebsocketTicket {
  ticket: string;
  protocol: string;
  expiresAt: string;
}

/**
 * The connection
 *
 * One connection of one client.
 */
export type WsReceives = StreamOpen | AiChatAsk | AiChatCancel | ConnectionHello | SessionMessageAppend | ConnectionPong | StreamAck;

/**
 * The connection
 *
 * One connection of one client.
 */
export type WsSends = AiMessageStarted | AiMessageDelta | AiMessageCompleted | AiMessageFailed | ConnectionDraining | ProjectIndexProgress | ConnectionPing | SessionMessageCreated | SessionStateChanged | StreamReady | StreamReset | StreamSnapshot | StreamLagging | CommandAck | CommandError | ConnectionReady;
