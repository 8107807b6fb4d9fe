"""`qunxiang serve` as a process: the link, who is refused, how it ends, and what its logs never hold."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from graph.sqlite.store import SqliteStore
from tests.graph.commits import write_post

pytestmark = pytest.mark.slow

COMMAND = (sys.executable, "-c", "from qunxiang.cli import main; main()")
NAME = "江望潮"
LINK = re.compile(r"^http://127\.0\.0\.1:(\d+)/\?token=([\w-]{32,})$")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with one official in its store."""
    folder = tmp_path / "project"
    folder.mkdir()
    store = SqliteStore(folder / "store.db")
    store.put_document(write_post(NAME, "局长", "青海省云岫县教育局", "2024-03-05").commit())
    store.close()
    return folder


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUNXIANG_")}
    return kept | {"PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"} | more


def run(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "--project", str(project), "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment(**more))


@contextmanager
def serving(project: Path, log: Path, *arguments: str, **more: str) -> Iterator[tuple[Any, str]]:
    """Start the service; yield the process and the first line of its output."""
    command = [*COMMAND, "--project", str(project), "serve", *arguments]
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment(**more), start_new_session=True
        )
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(timeout=20)
            if process.stdout is not None:
                process.stdout.close()


def test_link_is_printed_and_works_once(project: Path, tmp_path: Path) -> None:
    """The only line on stdout is a link that is ready when it is seen; a second use opens nothing."""
    with serving(project, tmp_path / "log", "--port", "0") as (_, link):
        assert LINK.match(link)
        base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
        with httpx.Client(base_url=base, follow_redirects=True, timeout=20) as first:
            page = first.get(link)
            assert (page.status_code, str(page.url)) == (200, f"{base}/")
            assert first.post("/search", json={"name": NAME}).json()["results"][0]["name"] == NAME
        with httpx.Client(base_url=base, timeout=20) as second:
            second.get(link)
            assert second.post("/search", json={"name": NAME}).status_code == 401


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM"])
def test_it_ends_quietly_and_logs_no_name_and_no_token(project: Path, tmp_path: Path, ending: str) -> None:
    """After right and wrong requests Ctrl-C ends with 0; the log holds no name, no token, no trace."""
    log = tmp_path / "log"
    with serving(project, log, "--port", "0") as (process, link):
        found = LINK.match(link)
        assert found
        base = f"http://127.0.0.1:{found[1]}"
        with httpx.Client(base_url=base, timeout=20) as client:
            client.get(link)
            (result,) = client.post("/search", json={"name": NAME}).json()["results"]
            assert client.get(f"/entities/{result['id']}/portrait").status_code == 200
            for path in (f"/entities/{NAME}", f"/{NAME}?name={NAME}", "/?token=wrong"):
                client.get(path)
            client.post("/search", content=f'{{"name": "{NAME}'.encode())
            client.get("/healthz", headers={"host": "evil.example"})
        process.send_signal(getattr(signal, ending))
        assert process.wait(timeout=20) == 0
        assert process.stdout.read() == ""
    logged = log.read_text("utf-8")
    assert "Ctrl-C" in logged
    assert NAME not in logged
    assert found[2] not in logged
    assert "Traceback" not in logged
    assert len(logged.splitlines()) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org", "127.0.0.2"])
def test_address_that_others_reach_is_refused(project: Path, host: str) -> None:
    """Anything but the names that are answered to is wrong use: code 2, one line, nothing printed or listening."""
    done = run(project, "--host", host, "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "host" in done.stderr
    assert "Traceback" not in done.stderr


def test_taken_port_is_one_clear_line(project: Path) -> None:
    """The line names the port and what to do; no link is printed."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(project, "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert port in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_port_that_does_not_exist_is_wrong_use(project: Path) -> None:
    """Neither the option nor the setting takes a number that is no port."""
    for done in (run(project, "--port", "70000"), run(project, QUNXIANG_PORT="70000")):
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


def test_default_port_is_8000(project: Path, tmp_path: Path) -> None:
    """Without any setting the link has port 8000, or the refusal names it."""
    with serving(project, tmp_path / "log") as (_, link):
        pass
    assert ":8000/?token=" in link or "8000" in (tmp_path / "log").read_text("utf-8")


def test_container_needs_a_token_and_links_to_the_loopback(project: Path, tmp_path: Path) -> None:
    """Inside a container it listens everywhere, only with a token, and the link names the address to open."""
    inside = {"QUNXIANG_IN_CONTAINER": "true", "QUNXIANG_HOST": "0.0.0.0", "QUNXIANG_PORT": "0"}
    refused = run(project, **inside)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "QUNXIANG_TOKEN" in refused.stderr
    with serving(project, tmp_path / "log", **inside, QUNXIANG_TOKEN="standing-token") as (_, link):
        found = LINK.match(link)
        assert found
        headers = {"Authorization": "Bearer standing-token"}
        answer = httpx.post(f"http://127.0.0.1:{found[1]}/search", json={"name": NAME}, headers=headers, timeout=20)
        assert answer.status_code == 200
    assert "standing-token" not in (tmp_path / "log").read_text("utf-8")
