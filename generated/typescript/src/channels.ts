// LeanVibe 1.0.0: channels over WebSockets.
import type { Caller } from "./runtime/calls.js";
import {
  type ChannelConnection,
  type ChannelOptions,
  type ChannelSpec,
  connect,
  type OpenSocket,
} from "./runtime/channels.js";
import * as plans from "./plans.js";
import type * as t from "./types.js";

export type WsIncoming = t.WsSends;
export type WsOutgoing = t.WsReceives;

export class Channels {
  readonly #caller: Caller;
  readonly #openSocket: OpenSocket;

  constructor(caller: Caller, openSocket: OpenSocket) {
    this.#caller = caller;
    this.#openSocket = openSocket;
  }

  /**
   * The connection
   *
   * One connection of one client.
   */
  ws(options?: ChannelOptions): Promise<ChannelConnection<WsIncoming, WsOutgoing>> {
    return connect(this.#caller, this.#openSocket, wsSpec, {}, options);
  }
}

const wsSpec: ChannelSpec = {
  path: "/api/v1/ws",
  security: [["bearerKey"], ["ticket"]],
  incoming: plans.WsSends,
};
