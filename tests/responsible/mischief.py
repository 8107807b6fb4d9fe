"""What a parser that a file took over would try; the worker loads it like the parsers."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable


def load_mischief() -> dict[str, object]:
    """Return jobs that try what a parser taken over by a file would try; the worker loads them like parsers."""

    def write(data: bytes, request: object, send: Callable[[object], None]) -> None:
        send(
            [
                _fails(lambda: os.open(bytes(data), os.O_WRONLY | os.O_CREAT)),
                _fails(lambda: os.open(bytes(data), os.O_RDONLY)),
            ]
        )

    def connect(data: bytes, request: object, send: Callable[[object], None]) -> None:
        send([_fails(lambda: socket.socket()), _fails(lambda: os.system("true") and None), _fails(os.fork)])

    def eat(data: bytes, request: object, send: Callable[[object], None]) -> None:
        held = []
        while True:
            held.append(bytearray(16 << 20))

    def hang(data: bytes, request: object, send: Callable[[object], None]) -> None:
        while True:
            pass

    def crash(data: bytes, request: object, send: Callable[[object], None]) -> None:
        os.kill(os.getpid(), 11)

    def chatter(data: bytes, request: object, send: Callable[[object], None]) -> None:
        while True:
            send(bytes(32 << 20))

    return {"write": write, "connect": connect, "eat": eat, "hang": hang, "crash": crash, "chatter": chatter}


def _fails(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError:
        return True
    return False
