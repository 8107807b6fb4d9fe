"""The local service: a link with a one-time token, loopback only."""

from __future__ import annotations

import secrets
import socket
from typing import Annotated

import typer

from domain.errors import SettingsError
from qunxiang.console import answering, err
from qunxiang.settings import read_settings
from qunxiang.wiring import open_access


def add_commands(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="回环地址，默认 127.0.0.1", show_default=False)] = "",
    port: Annotated[int, typer.Option("--port", help="端口，默认 8000", show_default=False)] = 0,
) -> None:
    """启动本机网页和 HTTP 接口；打印一个只能用一次的链接。"""
    # The web stack is imported only here: the other commands start faster without it.
    import uvicorn

    from api.app import create_app

    with answering(context):
        settings = read_settings(**context.obj, host=host, port=port)
        with open_access(settings) as access:
            listener = _listen(settings.host, settings.port)
            token = secrets.token_urlsafe(24)
            standing = settings.token.get_secret_value() if settings.token else ""
            shown = f"[{settings.host}]" if ":" in settings.host else settings.host
            err().print(
                f"群像已启动，请在浏览器打开（链接只能用一次）：\nhttp://{shown}:{settings.port}/?token={token}",
                soft_wrap=True,
            )
            config = uvicorn.Config(
                create_app(access, token=token, standing_token=standing),
                log_level="warning",
                access_log=False,
                server_header=False,
            )
            uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Bind before anything is printed, so that a taken port is one clear line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(f"端口 {port} 用不了（{error.strerror}）；请用 --port 换一个") from error
    return listener
