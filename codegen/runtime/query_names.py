"""Which names the query of an operation may have, for applications that refuse all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from codegen.runtime.call import ApiError, Violation
from codegen.runtime.parameters import shape

UnknownQuery: TypeAlias = Literal["ignore", "refuse"]
"""What happens to a query parameter that the operation or channel does not declare."""

_MOST = 20  # of the unknown names in one answer
_MOST_CHARACTERS = 200  # of each


class QueryNames:
    """`others`: names beyond the parameters, as those of credentials."""

    def __init__(
        self, specs: Sequence[Mapping[str, Any]], definitions: Mapping[str, Any], others: frozenset[str]
    ) -> None:
        self._plain, self._bracketed, self._open = set(others), set[str](), False
        for spec in specs:
            if spec["in"] != "query":
                self._open = self._open or spec["in"] == "querystring"
                continue
            self._plain.add(spec["wire"])
            if spec["json"]:
                continue
            parts = shape(spec["schema"], definitions)
            if not parts.types.isdisjoint(("array", "object")) or spec["style"] == "deepObject":
                self._bracketed.add(spec["wire"])
            if "object" in parts.types and spec["style"] == "form" and spec["explode"]:
                self._plain |= set(parts.members or ())  # its members are parameters of their own
                self._open = self._open or not parts.members

    def check(self, pairs: Sequence[tuple[str, str]], invalid: int) -> None:
        """Raises `ApiError` with the status `invalid` that lists the names which the operation does not have."""
        if self._open:
            return
        unknown = dict.fromkeys(name for name, _ in pairs if not self._has(name))
        if unknown:
            known = ", ".join(sorted(self._plain)) or "none"
            raise ApiError(
                invalid,
                f"a query parameter is not one of this operation's; it has: {known}",
                errors=[
                    Violation(_pointer(name), "is not a parameter of this operation") for name in [*unknown][:_MOST]
                ],
            )

    def _has(self, name: str) -> bool:
        return name in self._plain or ("[" in name and name.partition("[")[0] in self._bracketed)


def known_names(
    security: Sequence[Sequence[Mapping[str, Any]]], schemes: Mapping[str, Mapping[str, str]], unknown: UnknownQuery
) -> frozenset[str] | None:
    """The query parameters that hold credentials, which are no parameters in the contract; None: others are ignored."""
    if unknown == "ignore":
        return None
    used = [schemes[use["scheme"]] for requirement in security for use in requirement]
    return frozenset(scheme["name"] for scheme in used if scheme.get("in") == "query")


def _pointer(name: str) -> str:
    return "/query/" + name[:_MOST_CHARACTERS].replace("~", "~0").replace("/", "~1")
