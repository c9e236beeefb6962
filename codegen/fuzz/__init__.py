"""`contracts fuzz-ws`: any server behind a WebSocket is held to the AsyncAPI document that describes it.

Valid messages must be accepted and answered as declared, changed ones refused by a declared error or close code;
nothing undeclared may come, and nothing may break. `run` plays two phases over each channel's `Surface`.
"""

from codegen.fuzz.campaign import PHASES, Options, Report, named, needed, replay, run
from codegen.fuzz.exchange import Ended, Patience
from codegen.fuzz.surface import FuzzError, Surface, surfaces
from codegen.fuzz.transcript import Transcript
from codegen.fuzz.upgrade import Door

__all__ = [
    "PHASES", "Door", "Ended", "FuzzError", "Options", "Patience", "Report", "Surface", "Transcript", "named", "needed",
    "replay", "run", "surfaces",
]  # fmt: skip
