"""Secrets that only their surroundings give away: assignments, headers and addresses with a password.

The time is linear in the text: names are searched for as plain words, and what follows one is looked at for a bounded
number of characters, with repetitions that give nothing back.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Iterator

_NAMES = (
    *("password", "passwd", "passwort", "passphrase", "passcode", "pwd", "secret", "token", "credential"),
    *("authorization", "bearer", "basic"),
)
_SHORT_NAMES = ("pass", "pw")  # names only where no letter is next to them
_BEFORE_KEY = (
    *("api", "access", "auth", "private", "secret", "encryption", "signing", "account", "master", "shared", "service"),
    *("client", "license", "deploy", "admin", "app", "ssh", "fernet", "crypto", "cipher", "aes", "hmac", "jwt"),
    *("session", "cookie", "webhook"),
)
# What ends a name whose value is no secret: `token_type`, `passwordField`, `secret-name`.
_NO_SECRET = re.compile(
    r"(?:type|url|uri|endpoint|name|field|label|prompt|algorithm|file|path|dir|prefix|header|regex|pattern|format|class"
    r"|version|length|size|count|encoding|help|title|message|error|scheme|template|policy)s?",
    re.IGNORECASE,
)
_SUFFIX = r"(?P<suffix>[\w.-]{0,20}+)"
_GAP = r"(?:[ \t]|\\?\r?\n){0,60}+"  # a value may be on the next line
# `SecretStr("..")`, `Field(default=".."`, and the parenthesis of a value over several lines
_WRAPPED = rf"(?:(?:\w{{0,20}}?Secret(?:Str|Bytes)?|(?:\w{{1,20}}\.)?field|)\({_GAP})?+(?:default[ \t]?=[ \t]?)?+"
_LITERAL = r"[rbuf]{0,2}+(?:\"\"\"|'''|\\?[\"'`])(?P<secret>[^\s\"'`\\]{6,300}+)(?=\\?[\"'`])"
# What follows a name in `password = ".."`, `"apiKey": ".."`, `conf["token"]='..'`, `token: str = ".."`, `"TOKEN", ".."`
_QUOTED = re.compile(
    _SUFFIX
    + r"(?:[\"'`]\]?|\\\")?+[ \t]{0,40}+(?::[ \t]{0,4}[\w.\[\]| ]{1,40}?(?==))?(?:(?:=>|[:=!]=|[:=])"
    + _GAP
    + r"|,[ \t]{0,8}+)"
    + _WRAPPED
    + _LITERAL,
    re.IGNORECASE,
)
# `set_password("..")`, `SecretStr("..")`
_CALLED = re.compile(r"(?P<suffix>(?:str|bytes)?)\(" + _GAP + _LITERAL, re.IGNORECASE)
# Further literals of a value: `"..." "..."`, `"..." + "..."`
_CONTINUED = re.compile(rf"\\?[\"'`]{_GAP}\+?{_GAP}[rbuf]{{0,2}}[\"'](?P<secret>[^\s\"'`\\]{{4,300}}+)(?=[\"'])")
# `name: DB_PASSWORD` and `value: ...` next to it, in YAML, JSON and XML
_NEXT_TO = re.compile(
    rf"(?P<suffix>)[\"']?,?{_GAP}[\"']?value[\"']?[ \t]{{0,4}}+[:=][ \t]{{0,4}}+[\"']?"
    r"(?P<secret>[^\s\"'`<>{}]{6,300}+)",
    re.IGNORECASE,
)
# `?api_key=...&`
_QUERY = re.compile(r"(?P<suffix>[\w-]{0,20}+)=(?P<secret>[^\s&#;\"'`(){}\[\]<>\\]{8,300}+)")
_USER = re.compile(r"(?<=[ \t])(?:-u|--user)[ =][\"']?[^\s:\"'$]{1,60}:(?P<secret>[^\s\"']{6,200}+)")
# `PASSWORD=...` and `api_key: ...` on a line of their own, `--token=...`, `<password>...</`
_PLAIN = re.compile(
    _SUFFIX
    + r"[ \t]{0,8}+(?:[=:>][ \t]{0,8}+(?:[|>][+-]?\r?\n[ \t]{1,20}+)?|(?<=[ \t]))"
    + r"(?P<secret>[^\s\"'`(){}\[\],;<>]{8,300}+)(?=[ \t]{0,8}+(?:$|[#;<])|[ \t]++-)",
    re.MULTILINE,
)
# RFC 6750, section 2.1, and RFC 7617
_HEADER = re.compile(r"(?P<suffix>)[ \t]{1,4}+(?P<secret>[A-Za-z0-9_.~+/-]{16,2000}+=*+)")
_CONNECTION = re.compile(r"(?P<suffix>)[ \t]{0,4}+=[ \t]{0,4}+(?P<secret>[^\s;\"'`]{4,200}+)(?=[;\"'])")
# RFC 3986, section 3.2.1: the part after the first colon of the user information
_ADDRESS = re.compile(r"://[^\s/:@\"'`<>\[\]]{0,200}+:(?P<secret>[^\s/@\"'`<>]{1,200}+)@(?=[\w.\[{%$-])")

_PATTERNS = (
    *((_QUOTED, 2.5), (_CALLED, 2.8), (_PLAIN, 2.8), (_HEADER, 3.2), (_CONNECTION, 0.0), (_QUERY, 2.8)),
    (_NEXT_TO, 2.8),
)
"""With the least entropy of a value in bits per character."""

_TEMPLATE = re.compile(
    r"\{[\w.\[\]()!:\"' ]{0,80}\}|\$[{(]|\$[A-Z_]{2}|%\(|%[sdr]\b|<[\w|]|\.\.\.|://|\\[nrt]|^[/.~%$&]|[()]$"
)
_PLACEHOLDER = re.compile(
    r"example|change.?me|placeholder|your[_-]|x{4}|\*{3}|dummy|redacted|undefined|not[_-]?set", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Za-z]*+(?:[_./:-][A-Za-z]*+)*+")
_ATTRIBUTE = re.compile(r"[a-z_]++(?:\.[A-Za-z_]\w*+)++")
_NAME_CHARACTERS = string.ascii_letters + string.digits + "_.-"
_BEFORE = 64  # characters in front of a name that are looked at
_JUDGED = 64  # characters of a value that decide whether it is random


def assigned(text: str) -> Iterator[tuple[int, int]]:
    """Where secrets start and end."""
    for start, end in _named(text):
        span = _value(text, start, end)
        if span is not None:
            yield span
            yield from _continued(text, span[1])
    yield from (match.span("secret") for match in _USER.finditer(text) if is_random(match["secret"], 2.8))
    at = text.find("://")
    while at >= 0:
        match = _ADDRESS.match(text, at)
        if match and not _TEMPLATE.search(match["secret"]):
            yield match.span("secret")
        at = text.find("://", at + 3)


def _continued(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The literals that are joined to the one that ends there."""
    while (match := _CONTINUED.match(text, end)) and is_random(match["secret"], 2.5):
        yield match.span("secret")
        end = match.end()


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Where names of secrets start and end."""
    lowered = text.replace("\u0130", "i").lower()  # the one character that has another length in lower case
    for name in _NAMES:
        at = lowered.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = lowered.find(name, at + len(name))
    for name in _SHORT_NAMES:
        at = lowered.find(name)
        while at >= 0:
            end = at + len(name)
            joined = text[at - 1 : at].isalpha() and not (text[at].isupper() and text[at - 1].islower())
            if not joined and not text[end : end + 1].isalpha():
                yield at, end
            at = lowered.find(name, end)
    at = lowered.find("key")
    while at >= 0:
        end = at - (at > 0 and lowered[at - 1] in "_-.")
        word = next((word for word in _BEFORE_KEY if lowered.endswith(word, 0, end)), None)
        if word is not None:
            yield end - len(word), at + 3
        at = lowered.find("key", at + 3)


def _value(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the secret is that is assigned to the name from `start` to `end`."""
    for pattern, least_entropy in _PATTERNS:
        match = pattern.match(text, end)
        if match is None or _NO_SECRET.fullmatch(re.split(r"[\W_]", match["suffix"])[-1]):
            continue
        value = match["secret"]
        if pattern is _CONNECTION:
            likely = not _TEMPLATE.search(value) and text[start:end].lower() in ("password", "pwd")
            likely = likely and (text[match.end()] == ";" or text[start - 1 : start] == ";")
        elif pattern is _QUERY:
            likely = _in_query(text, start) and is_random(value[:_JUDGED], least_entropy)
        else:
            likely = is_random(value[:_JUDGED], least_entropy)
        if likely and (pattern is not _PLAIN or (_on_its_own(text, start) and not _ATTRIBUTE.fullmatch(value))):
            return match.span("secret")
    return None


def _in_query(text: str, at: int) -> bool:
    """Whether the name at `at` is one of a parameter in an address."""
    return text[max(0, at - _BEFORE) : at].rstrip(_NAME_CHARACTERS).endswith(("?", "&"))


def _on_its_own(text: str, at: int) -> bool:
    """Whether the name at `at` starts a line, is an option or an XML element, as before a value without quotes."""
    window = text[max(0, at - _BEFORE) : at]
    line_start = window.rfind("\n") + 1
    head = window[line_start:].rstrip(_NAME_CHARACTERS)
    name = window[line_start + len(head) :]
    if head.endswith("<") or (name.startswith("-") and (not head or head[-1].isspace())):
        return True
    starts_line = line_start > 0 or at <= _BEFORE
    return starts_line and head.strip(" \t#;/*-").lower() in ("", "export", "set", "env", "arg")


def is_random(value: str, least_entropy: float) -> bool:
    """Whether a value looks drawn rather than worded: characters of several classes, and no placeholder."""
    if _TEMPLATE.search(value) or _PLACEHOLDER.search(value):
        return False
    if _WORDS.fullmatch(value):
        capitals = sum(map(str.isupper, value)) / len(value)  # words in camel case have fewer
        return value.isalpha() and len(value) >= 20 and 0.25 < capitals < 0.75 and entropy(value) >= 3.7
    classes = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum() and c not in "_-./:")
    different = sum(any(test(character) for character in value) for test in classes)
    return different >= 2 and entropy(value) >= least_entropy


def entropy(value: str) -> float:
    """Shannon's, in bits per character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())
