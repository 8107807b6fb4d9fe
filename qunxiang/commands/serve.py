"""The local service: a link with a one-time token, loopback only."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import suppress
from typing import Annotated

import typer

from domain.errors import SettingsError
from qunxiang.console import answering, err
from qunxiang.language import say
from qunxiang.settings import is_loopback, read_settings
from qunxiang.wiring import open_access


def add_commands(app: typer.Typer) -> None:
    app.command("serve", help=say("启动本机网页和 HTTP 接口；打印一个只能用一次的链接。"))(serve)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help=say("回环地址，默认 127.0.0.1"), show_default=False)] = "",
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help=say("端口，默认 8000"), show_default=False)
    ] = None,
) -> None:
    """Start the page and the HTTP service of this machine; prints a link that works once."""
    with answering(context, say("服务已停止")):
        # The web stack is imported only here: the other commands start faster without it.
        import uvicorn

        from api.app import create_app

        settings = read_settings(**context.obj, host=host, port=port)
        with open_access(settings) as access, _listen(settings.host, settings.port) as listener:
            token = secrets.token_urlsafe(24)
            standing = settings.token.get_secret_value() if settings.token else ""
            err().print(say("群像已启动，请在浏览器打开下面的链接（只能用一次）；按 Ctrl-C 停止"))
            print(_link(settings.host, listener.getsockname()[1], token), flush=True)
            config = uvicorn.Config(
                create_app(access, token=token, standing_token=standing),
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=5,
            )
            # Stopped by Ctrl-C or like it, uvicorn finishes its answers, then gives the signal back to us.
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run(sockets=[listener])


def _link(host: str, port: int, token: str) -> str:
    """Return the link; inside a container the address that is listened on is not the one to open."""
    name = host if is_loopback(host) else "127.0.0.1"
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/?token={token}"


def _listen(host: str, port: int) -> socket.socket:
    """Listen before anything is printed: a taken port is one clear line, and the link works once it is seen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # Elsewhere the option would let two services share a port.
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        problem = say("端口 {port} 用不了（{reason}）；请用 --port 换一个", port=port, reason=error.strerror)
        raise SettingsError(problem) from error
    return listener
