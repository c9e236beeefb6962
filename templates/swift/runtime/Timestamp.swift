// A date-time of RFC 3339 that remembers its text, so that fractions and offsets come back as they came.
import Foundation

public struct Timestamp: JSONCodable, CustomStringConvertible {
    /// As it stands in JSON.
    public let text: String
    public let date: Date

    /// Writes the date in UTC, with milliseconds where there are any.
    public init(_ date: Date) {
        let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
        let (seconds, fraction) = milliseconds.dividing(by: 1000)
        let (days, time) = seconds.dividing(by: 86400)
        let (year, month, day) = civil(days)
        let clock = [time / 3600, time / 60 % 60, time % 60].map { padded($0, 2) }.joined(separator: ":")
        let point = fraction == 0 ? "" : ".\(padded(fraction, 3))"
        text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)\(point)Z"
        self.date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Nil where the text is no date-time. Without an offset it is taken as UTC.
    public init?(_ text: String) {
        let pattern = /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|([+-])(\d\d):?(\d\d))?/
        guard let found = text.wholeMatch(of: pattern) else { return nil }
        func number(_ part: Substring) -> Int64 { Int64(part) ?? 0 }
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

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    /// The quotient rounded down, and what is left.
    fileprivate func dividing(by divisor: Int64) -> (Int64, Int64) {
        let left = (self % divisor + divisor) % divisor
        return ((self - left) / divisor, left)
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
private func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let (era, yearOfEra) = (month > 2 ? year : year - 1).dividing(by: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
}

private func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719468).dividing(by: 146097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}
