// A date-time of RFC 3339 that remembers its text, so that fractions and offsets come back as they came.
import Foundation

public struct Timestamp: JSONCodable, CustomStringConvertible {
    /// As it stands in JSON.
    public let text: String
    public let date: Date

    /// Writes the date in UTC, with milliseconds where there are any.
    public init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let seconds = (milliseconds / 1000).rounded(.down)
        let thousandths = Int(milliseconds - seconds * 1000)
        let whole = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
        text = thousandths == 0 ? whole : whole.dropLast() + ".\(String(1000 + thousandths).dropFirst())Z"
        self.date = Date(timeIntervalSince1970: milliseconds / 1000)
    }

    /// Nil where the text is no date-time. Without an offset it is taken as UTC.
    public init?(_ text: String) {
        let pattern = /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):?(\d\d))?/
        guard let found = text.wholeMatch(of: pattern) else { return nil }
        func number(_ part: Substring) -> Int { Int(part) ?? 0 }
        let month = number(found.2), day = number(found.3)
        guard 1...12 ~= month, 1...31 ~= day else { return nil }
        let minutes = number(found.4) * 60 + number(found.5)
        let away = number(found.10 ?? "0") * 60 + number(found.11 ?? "0")
        let offset = found.9 == "-" ? -away : away
        let seconds = days(number(found.1), month, day) * 86400 + (minutes - offset) * 60 + number(found.6)
        let fraction = found.7.flatMap { Double("0\($0)") } ?? 0
        (self.text, date) = (text, Date(timeIntervalSince1970: Double(seconds) + fraction))
    }

    public init(json: JSONValue) throws {
        guard let read = Timestamp(try String(json: json)) else { throw JSONMismatch(wanted: "a date-time") }
        self = read
    }

    public var asJSON: JSONValue { .string(text) }
    public var description: String { text }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin with March.
private func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let years = (month > 2 ? year : year - 1) + 400  // which are 146097 days, so that no division is of less than 0
    let before = (153 * ((month + 9) % 12) + 2) / 5
    return years * 365 + years / 4 - years / 100 + years / 400 - 146097 + before + day - 719469
}
