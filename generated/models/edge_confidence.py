"""EdgeConfidence"""

from __future__ import annotations

from typing import Literal, TypeAlias

EdgeConfidence: TypeAlias = Literal["exact", "name"]
"""`exact`: resolved through scopes and imports. `name`: only the name fits, so it is a guess."""
