"""What was sent and what came of it, by channel and message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from codegen.fuzz.exchange import Ended, Verdict
from codegen.fuzz.frames import Expect

COLUMNS = ("accepted", "refused", "failed")


@dataclass(slots=True)
class Tally:
    """`counts[channel, message][expect][verdict]`; the upgrade counts as the message ''."""

    counts: dict[tuple[str, str], dict[str, dict[str, int]]] = field(default_factory=dict)
    connections: int = 0

    def add(self, channel: str, ended: Ended) -> None:
        self.connections += 1
        for frame, verdict in ended.verdicts:
            row = self.counts.setdefault((channel, frame.message), {})
            cell = row.setdefault("valid" if frame.expect is Expect.ACCEPT else "changed", {})
            cell[verdict] = cell.get(verdict, 0) + 1

    def never_accepted(self, channel: str, keys: Iterable[str]) -> list[str]:
        """Messages whose every valid instance was closed on."""
        rows = {key: self.counts.get((channel, key), {}).get("valid", {}) for key in keys}
        return [key for key, cell in rows.items() if cell and not cell.get(Verdict.ACCEPTED) and not cell.get("failed")]

    def rows(self) -> list[dict[str, str | int]]:
        return [
            {
                "channel": channel,
                "message": message,
                **{
                    f"{kind}{column.capitalize()}": row.get(kind, {}).get(column, 0)
                    for kind in ("valid", "changed")
                    for column in COLUMNS
                },
            }
            for (channel, message), row in sorted(self.counts.items())
        ]

    def table(self) -> str:
        """Valid messages may be refused by a close that is declared; changed ones accepted where either is right."""
        head = ("channel", "message", *(f"{kind} {c}" for kind in ("valid", "changed") for c in COLUMNS))
        lines = [tuple(map(str, head)), *(tuple(str(cell) for cell in row.values()) for row in self.rows())]
        widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
        return "\n".join(
            "  ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
            for line in lines
        )
