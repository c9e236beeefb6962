"""Runs a command where every packet that would leave the machine is recorded and none can leave.

    unshare --net --mount python tests/support/sealed_network.py REPORT COMMAND ...

The network namespace has `lo` only. Every address is routed to it, so a connection to any host is attempted and its
packets are seen on `lo`. A name server on 127.0.0.1 answers every look-up with an address, so that the connection after
it is seen too. REPORT gets one line per violation; the exit status is the command's.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

_ALL_PROTOCOLS = 3  # ETH_P_ALL, linux/if_ether.h
_IPV4, _IPV6 = 0x0800, 0x86DD
_TCP, _UDP, _ICMP, _ICMPV6 = 6, 17, 1, 58
_SYN, _ACK, _UNREACHABLE = 0x02, 0x10, 3
_ANSWER = bytes((198, 51, 100, 7))  # RFC 5737: an address that belongs to no host
_PROTOCOLS = {_TCP: "tcp", _UDP: "udp"}


class Report:
    """The violations in the order in which they were first seen."""

    def __init__(self) -> None:
        self.lines: dict[str, None] = {}

    def add(self, line: str) -> None:
        self.lines.setdefault(line)


def main(report_file: str, *command: str) -> int:
    report = Report()
    for arguments in ("link set lo up", "route add local default dev lo", "-6 route add local default dev lo"):
        subprocess.run(["ip", *arguments.split()], check=True)
    _use_own_name_server()
    for serve in (_answer_lookups, _watch_packets):
        ready = threading.Event()
        threading.Thread(target=serve, args=(report, ready), daemon=True).start()
        if not ready.wait(10):
            raise RuntimeError(f"{serve.__name__} did not start")
    child = subprocess.Popen(command)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signalled, _: child.send_signal(signalled))
    status = child.wait()
    time.sleep(0.3)  # the last packets are still being read
    Path(report_file).write_text("".join(f"{line}\n" for line in report.lines), encoding="utf-8")
    return status


def _use_own_name_server() -> None:
    """Look-ups go to 127.0.0.1 by UDP, not to a resolver daemon behind a Unix socket outside of the namespace."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {
            "/etc/resolv.conf": "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
            "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
        }.items():
            mounted = Path(folder, Path(path).name)
            mounted.write_text(text, encoding="ascii")
            subprocess.run(["mount", "--bind", str(mounted), os.path.realpath(path)], check=True)


def _answer_lookups(report: Report, ready: threading.Event) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 53))
        ready.set()
        while True:
            query, client = server.recvfrom(4096)
            name, end = _name(query)
            report.add(f"look-up {name}")
            is_address = query[end : end + 2] == b"\0\1"
            head = query[:2] + b"\x81\x80" + b"\0\1" + (b"\0\1" if is_address else b"\0\0") + b"\0\0\0\0"
            answer = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4" + _ANSWER if is_address else b""
            server.sendto(head + query[12 : end + 4] + answer, client)


def _name(query: bytes) -> tuple[str, int]:
    """The name of the first question (RFC 1035, 4.1.2), and where its type begins."""
    labels, at = [], 12
    while at < len(query) and (length := query[at]):
        labels.append(query[at + 1 : at + 1 + length].decode("latin-1"))
        at += 1 + length
    return ".".join(labels), at + 1


def _watch_packets(report: Report, ready: threading.Event) -> None:
    with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ALL_PROTOCOLS)) as watcher:
        watcher.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        ready.set()
        while True:
            packet, (_, protocol, *_) = watcher.recvfrom(65536)
            if (target := _target(protocol, packet)) is not None:
                report.add(target)


def _target(protocol: int, packet: bytes) -> str | None:
    """`tcp 203.0.113.5 port 443` of a packet to another host; None of a reply, and of what stays on loopback."""
    if protocol == _IPV4:
        transport, payload = packet[9], packet[(packet[0] & 15) * 4 :]
        address = socket.inet_ntop(socket.AF_INET, packet[16:20])
    elif protocol == _IPV6:
        transport, payload = packet[6], packet[40:]
        address = socket.inet_ntop(socket.AF_INET6, packet[24:40])
    else:
        return f"packet of protocol {protocol:#06x}"
    if address.startswith("127.") or address == "::1":
        return None
    if transport == _TCP and payload[13] & (_SYN | _ACK) != _SYN:
        return None  # the kernel's reply in place of the other host
    if transport == _ICMPV6 or (transport == _ICMP and payload[0] == _UNREACHABLE):
        return None  # so are these, and neighbour discovery
    return f"{_PROTOCOLS.get(transport, transport)} {address} port {int.from_bytes(payload[2:4], 'big')}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
