"""Which run of the operating system this is."""

from __future__ import annotations

import subprocess
from pathlib import Path

_LINUX = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str | None:
    """A text that is the same until the machine starts anew; None where the system does not tell."""
    try:
        if _LINUX.exists():
            return _LINUX.read_text(encoding="ascii").strip()
        command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]  # macOS
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=5).stdout.strip() or None
    except (OSError, subprocess.SubprocessError):
        return None
