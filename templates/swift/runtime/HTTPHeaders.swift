// Parameters in headers and cookies.

extension HTTPCall {
    mutating func header(
        _ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = HTTPParameter.simple, explode: Bool = false
    ) {
        guard let value else { return }
        header(name, text: style(HTTPParameter(name: name, explode: explode, allowed: nil))(value.asJSON))
    }

    mutating func cookie(
        _ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = HTTPParameter.form, explode: Bool = true
    ) {
        guard let value else { return }
        let pairs = style(HTTPParameter(name: name, explode: explode))(value.asJSON)
        let both = [headers["Cookie"] ?? "", pairs.replacingOccurrences(of: "&", with: "; ")]
        header("Cookie", text: both.filter { !$0.isEmpty }.joined(separator: "; "))
    }
}
