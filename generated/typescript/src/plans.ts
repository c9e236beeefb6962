// LeanVibe 1.0.0: where the types hold int64.
import { oneOf } from "./runtime/cases.js";
import type * as json from "./runtime/json.js";

export const CompleteHealth: json.Plan = { members: { jobs: { rest: () => PeriodicJob } } };
export const ContractDocument: json.Plan = { rest: "json" };
export const ModelMetrics: json.Plan = { members: { answers: "bigint" } };
export const OperationMetrics: json.Plan = { members: { count: "bigint", errors: "bigint" } };
export const PerformanceMetrics: json.Plan = { members: { operations: { rest: () => OperationMetrics }, process: () => ProcessMetrics, model: () => ModelMetrics } };
export const PeriodicJob: json.Plan = { members: { runs: "bigint", failures: "bigint" } };
export const ProcessMetrics: json.Plan = { members: { residentBytes: "bigint" } };
export const SessionEvent: json.Plan = oneOf([{ required: ["type"], constants: { type: ["session.state.changed"] } }, () => SessionStateChanged]);
export const SessionEventPage: json.Plan = { members: { items: { rest: () => SessionEvent } } };
export const SessionState: json.Plan = { rest: "json" };
export const SessionStateChanged: json.Plan = { members: { payload: () => SessionStateChangedPayload } };
export const SessionStateChangedData: json.Plan = { members: { version: "bigint", patch: () => SessionStatePatch } };
export const SessionStateChangedPayload: json.Plan = { members: { data: () => SessionStateChangedData } };
export const SessionStatePatch: json.Plan = { rest: "json" };
export const StreamSnapshot: json.Plan = { members: { payload: () => StreamSnapshotPayload } };
export const StreamSnapshotData: json.Plan = { members: { state: () => SessionState } };
export const StreamSnapshotPayload: json.Plan = { members: { data: () => StreamSnapshotData } };
export const WsSends: json.Plan = oneOf([{ required: ["type"], constants: { type: ["session.state.changed"] } }, () => SessionStateChanged], [{ required: ["type"], constants: { type: ["stream.snapshot"] } }, () => StreamSnapshot]);
