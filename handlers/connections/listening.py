"""The listening socket of the server."""

from __future__ import annotations

import errno
import socket


class ListenError(Exception):
    """The address cannot be bound; the message gives the reason and the fix."""


def listening_socket(host: str, port: int) -> socket.socket:
    """Binds a TCP socket to an IPv4 or IPv6 address. Raises `ListenError`.

    The protocol is given explicitly because accepted sockets inherit it and asyncio sets TCP_NODELAY only where it is
    IPPROTO_TCP, not 0 ("the default"). Without TCP_NODELAY, an answer written in two parts (head and body) waits for
    the client's delayed acknowledgement: about 40 ms for each request of a kept connection.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise ListenError(
                f"port {port} is in use by another program: stop it, or choose another with --port"
            ) from error
        if error.errno == errno.EACCES:
            raise ListenError(
                f"port {port} is privileged: choose one above 1023 with --port, or allow the program to bind it"
            ) from error
        raise ListenError(f"cannot listen on {host}:{port}: {error.strerror}: choose another with --host") from error
    return listening
