// The channels of LeanVibe 1.0.0
import Foundation

public typealias WsConnection = ChannelConnection<WsSends, WsReceives>

extension APIClient {
    /// The connection
    ///
    /// One connection of one client.
    public func connectWs(
        query: [String: JSONValue] = [:],
        protocols: [String] = [],
        options: CallOptions? = nil
    ) async throws -> WsConnection {
        var call = HTTPCall("ws", "GET", "/api/v1/ws")
        sender.authorise(&call, [["bearerKey"], ["ticket"]])
        for (name, value) in query.sorted(by: { $0.key < $1.key }) { call.query(name, value) }
        return WsConnection(socket: try await sender.open(call, options, sockets, protocols))
    }
}
