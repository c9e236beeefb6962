// LeanVibe 1.0.0
export * from "./operations/ai.js";
export * from "./operations/monitoring.js";
export * from "./operations/projects.js";
export * from "./operations/sessions.js";
export * from "./operations/tasks.js";
export * from "./operations/websocket.js";
export * from "./channels.js";
export * from "./client.js";
export * from "./types.js";
export { type BinaryBody, type Reconnect } from "./runtime/bodies.js";
export { type CallOptions, type Middleware, type Next, type Secret } from "./runtime/calls.js";
export { ChannelClosed, ChannelConnection, type ChannelOptions, type OpenSocket, type Socket } from "./runtime/channels.js";
export { type JsonValue } from "./runtime/json.js";
export { Call, FailedResponse, UnexpectedResponse, type AnyResult, type DataOf, type Failure, type OrNewer, type Success, type TypedHeaders, type Unexpected } from "./runtime/results.js";
export { retry, type Retry } from "./runtime/retries.js";
export { EventStream } from "./runtime/streams.js";
