"""A self-signed certificate for 127.0.0.1 and ::1."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.tools import require_tool


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """The PEM files of the certificate and its private key."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    command = [require_tool("openssl"), "req", "-x509", "-nodes", "-days", "1"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-subj", "/CN=leanvibe", "-addext", "subjectAltName=IP:127.0.0.1,IP:::1"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
