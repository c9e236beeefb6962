"""Names of HTTP statuses (RFC 9110, section 15, and the IANA registry); Python's own table varies by version."""

from __future__ import annotations

from codegen.naming import Words, words

_NAMES = {
    100: "Continue", 101: "Switching Protocols", 200: "OK", 201: "Created", 202: "Accepted",
    203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content",
    207: "Multi-Status", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other",
    304: "Not Modified", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict",
    410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
    421: "Misdirected Request", 422: "Unprocessable Content", 423: "Locked", 424: "Failed Dependency",
    425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    507: "Insufficient Storage",
}  # fmt: skip
_RANGES = {"1": "informational", "2": "success", "3": "redirection", "4": "client error", "5": "server error"}


def status_words(status: str) -> Words:
    """'404' -> ('not', 'found'), '4XX' -> ('client', 'error'), 'default' -> ('default',), '499' -> ('status499',)."""
    if status == "default":
        return ("default",)
    if status.isdigit():
        return words(_NAMES[int(status)]) if int(status) in _NAMES else (f"status{status}",)
    return words(_RANGES[status[0]])


def status_pattern(status: str) -> str:
    """What matches it in a `switch`."""
    if status.isdigit():
        return status
    return f"{status[0]}00...{status[0]}99"
