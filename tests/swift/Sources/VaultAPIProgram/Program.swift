// Calls one operation for each security scheme: with all credentials, with one, with none.
import Foundation
import VaultAPI

@main
struct Program {
    static func main() async throws {
        let server = URL(string: CommandLine.arguments[1])!
        let all = APICredentials(
            basic: "name:pässword", bearer: "b", cookieKey: "c", headerKey: "h", oauth: "o", queryKey: "q&=")
        let secrets = APIClient(server: server, credentials: all).secrets
        _ = try await secrets.getPublic()
        _ = try await secrets.getBearer()
        _ = try await secrets.getByHeader()
        _ = try await secrets.getByQuery()
        _ = try await secrets.getByCookie()
        _ = try await secrets.getByBasic()
        _ = try await secrets.getByOauth()
        _ = try await secrets.getByBoth()
        _ = try await secrets.getByEither()
        _ = try await secrets.getOptionally()
        _ = try await APIClient(server: server, credentials: APICredentials(cookieKey: "c")).secrets.getByEither()
        _ = try await APIClient(server: server).secrets.getOptionally()
        _ = try await APIClient(server: server).secrets.getBearer()
    }
}
