"""Runs a Neo4j Community server without Docker: `python tools/neo4j/server.py up|down|status|url`.

Only the standard library is needed. The jars come from Maven (pom.xml beside this file) into one
folder that several servers share; everything else of a server (configuration, password, data, logs)
lies in its home folder, so two homes are two servers.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
if not __package__:
    # Run by its path, this file sees only its own folder.
    sys.path.insert(0, str(REPOSITORY))

from tools.neo4j.runtime import ServerError, fetch_jars, find_java, hold_lock, refuse_windows  # noqa: E402 - the path is set first

DEFAULT_HOME = REPOSITORY / ".neo4j"
DEFAULT_LIB = DEFAULT_HOME / "lib"
USER = "neo4j"
IMPORT_HEAP = "1g"
ENTRY_POINT = "org.neo4j.server.CommunityEntryPoint"
# The server reaches into these packages of the Java runtime, which are closed since Java 17.
OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
# Opens a Bolt conversation and offers the versions 5.8 down to 5.0.
BOLT_GREETING = bytes.fromhex("6060b017" + "00080805" + "00000000" * 3)


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """How much memory a server may take and how long it may need to start or to stop."""

    heap: str = "512m"
    page_cache: str = "256m"
    start_seconds: float = 120.0
    stop_seconds: float = 40.0


@dataclasses.dataclass(frozen=True, slots=True)
class Running:
    """A server that is up: its process, its port and the home it runs in (`server.json`)."""

    pid: int
    port: int
    home: str

    @property
    def url(self) -> str:
        """The address that `--store` takes; the password is never part of it."""
        return f"neo4j://{USER}@127.0.0.1:{self.port}"


OLD_DATA = "data.old"
FRESH_HOME = "fresh"
"""Where the old data lies while they are exchanged, and the home of the server that holds the fresh ones."""


def finish_exchange(home: Path) -> None:
    """Ends an exchange of data that was under way: the old ones go, or come back where the new never arrived."""
    old, data = home / OLD_DATA, home / "data"
    if not old.is_dir():
        return
    if not data.is_dir():
        old.rename(data)
        return
    # The log of a server may quote a statement, and with it a word.
    for folder in (old, home / FRESH_HOME, home / "logs"):
        shutil.rmtree(folder, ignore_errors=True)


class Neo4jServer:
    """One server in one home folder.

    `up` and `down` may be called again, from other processes and at the same time: a lock in the home
    lets one of them act, and the others find what it did.
    """

    def __init__(
        self,
        home: Path = DEFAULT_HOME,
        *,
        lib: Path = DEFAULT_LIB,
        limits: Limits | None = None,
        test: bool = False,
        password: str = "",
    ) -> None:
        self.home = home.resolve()
        self.lib = lib.resolve()
        self.limits = limits or Limits()
        self.test = test
        self._first_password = password
        self.password_file = self.home / "password"
        self._conf = self.home / "conf"
        self._state_file = self.home / "server.json"
        self._port_file = self.home / "port"
        self._output = self.home / "logs" / "output.log"

    def find_running(self) -> Running | None:
        """The server of this home if its process lives, else nothing.

        A process id alone proves nothing after a restart of the machine: the command line must be that
        of a server in this home, or a stranger would be stopped in its place.
        """
        try:
            running = Running(**json.loads(self._state_file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        return running if self._is_ours(running.pid) else None

    def up(self, port: int = 0) -> Running:
        """Starts the server unless it is up already; returns once it answers.

        Without a port the one of the last start is taken again while it is free, so that an address
        written down stays good.
        """
        refuse_windows()
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        with hold_lock(self.home / "lock"):
            running = self.find_running()
            if running is not None:
                return running
            finish_exchange(self.home)
            java = find_java()
            fetch_jars(self.lib)
            port = port or self._choose_port()
            self._write_configuration(port)
            password = self._set_password(java)
            running = Running(self._spawn(java), port, str(self.home))
            self._state_file.write_text(json.dumps(dataclasses.asdict(running)) + "\n", encoding="utf-8")
            try:
                self._await_answer(running, password)
            except BaseException:
                self._stop(running.pid)
                raise
            self._port_file.write_text(f"{port}\n", encoding="utf-8")
            return running

    def load(self, nodes: dict[str, Path], ties: dict[str, Path], *, array_delimiter: str = ";") -> None:
        """Fills the empty database of a server that never ran, from CSV files by label and by type of tie.

        The files have a header each, in the words of Neo4j's importer; quoted fields may hold several lines.
        """
        refuse_windows()
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        with hold_lock(self.home / "lock"):
            if self.find_running() is not None or (self.home / "data" / "databases" / "neo4j").is_dir():
                raise ServerError(f"{self.home} has a database already. Load into a home that is new.")
            java = find_java()
            fetch_jars(self.lib)
            self._write_configuration(self._choose_port())
            self._set_password(java)
            command = [
                java, f"-Xmx{IMPORT_HEAP}", "-Dfile.encoding=UTF-8",
                *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
                "-cp", str(self.lib / "*"), "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j",
                "--verbose",
                "--id-type=string", "--multiline-fields=true", f"--array-delimiter={array_delimiter}",
                "--read-buffer-size=32m", f"--report-file={self.home / 'logs' / 'import.report'}",
                *(f"--nodes={label}={path}" for label, path in nodes.items()),
                *(f"--relationships={kind}={path}" for kind, path in ties.items()),
            ]  # fmt: skip
            done = subprocess.run(
                command,
                env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self._conf)},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                shutil.rmtree(self.home / "data" / "databases", ignore_errors=True)
                shutil.rmtree(self.home / "data" / "transactions", ignore_errors=True)
                causes = [line for line in done.stderr.splitlines() if not line.startswith(("\tat", "\t..."))]
                raise ServerError("Neo4j did not take the files:\n" + "\n".join(causes[-5:]))

    def down(self) -> bool:
        """Stops the server and says whether there was one; what it stored stays in the home."""
        if not self.home.is_dir():
            return False
        with hold_lock(self.home / "lock"):
            running = self.find_running()
            if running is not None:
                self._stop(running.pid)
            self._state_file.unlink(missing_ok=True)
            return running is not None

    def exchange(self, fresh: "Neo4jServer") -> None:
        """Stops both servers and puts the data of a fresh one into the place of this one's, whose files are removed.

        Whenever it is killed, the next `up` finds one whole data folder.
        """
        fresh.down()
        with hold_lock(self.home / "lock"):
            running = self.find_running()
            if running is not None:
                self._stop(running.pid)
            self._state_file.unlink(missing_ok=True)
            (self.home / "data").rename(self.home / OLD_DATA)
            (fresh.home / "data").rename(self.home / "data")
            finish_exchange(self.home)

    def _is_ours(self, pid: int) -> bool:
        command = read_command_line(pid)
        return ENTRY_POINT in command and f"--home-dir={self.home}" in command

    def _choose_port(self) -> int:
        if self._port_file.is_file():
            last = int(self._port_file.read_text(encoding="utf-8"))
            with contextlib.suppress(OSError):
                return bind_port(last)
        return bind_port(0)

    def _write_configuration(self, port: int) -> None:
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.default_advertised_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{port}",
            "server.bolt.advertised_address": f"127.0.0.1:{port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": self.limits.page_cache,
            "dbms.usage_report.enabled": "false",
            "dbms.security.allow_csv_import_from_file_urls": "false",
            # Reserved log space would make an empty store half a gigabyte.
            "db.tx_log.preallocate": "false",
            "db.tx_log.rotation.size": "32m",
            "db.tx_log.rotation.retention_policy": "1 files",
        }
        if self.test:
            # Two waits of five seconds for open connections; the settings are internal, so for tests only.
            settings["internal.server.bolt.thread_pool_shutdown_wait_time"] = "100ms"
            settings["internal.server.bolt.connection_shutdown_wait_time"] = "100ms"
        self._conf.mkdir(exist_ok=True)
        self._output.parent.mkdir(exist_ok=True)
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self._conf / "neo4j.conf").write_text(text, encoding="utf-8")

    def _set_password(self, java: Path) -> str:
        """The password of this home; before the very first start it is drawn and given to the server.

        Java reads it from a private argument file, since a command line is shown to everyone on the
        machine.
        """
        if (self.home / "data" / "databases").is_dir():
            if not self.password_file.is_file():
                raise ServerError(
                    f"{self.home} holds data, but its password file is gone. Put the password back into "
                    f"{self.password_file}, or remove {self.home / 'data'} to begin with an empty database."
                )
            return self.password_file.read_text(encoding="utf-8").strip()
        # Hexadecimal: it never looks like an option, and it needs no quoting in the argument file.
        password = self._first_password or secrets.token_hex(24)
        write_private(self.password_file, password + "\n")
        arguments = self.home / "initial-password.args"
        class_path = str(self.lib / "*").replace("\\", "\\\\").replace('"', '\\"')
        command = f'-cp "{class_path}" org.neo4j.cli.AdminTool dbms set-initial-password {password}\n'
        write_private(arguments, command)
        try:
            done = subprocess.run(
                [java, f"@{arguments}"],
                env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self._conf)},
                capture_output=True,
                text=True,
                timeout=self.limits.start_seconds,
                check=False,
            )
        finally:
            arguments.unlink()
        if done.returncode != 0:
            raise ServerError(f"Neo4j refused its first password:\n{done.stdout}{done.stderr}")
        return password

    def _spawn(self, java: Path) -> int:
        """Starts the server as a process that outlives its caller.

        A shell puts it into the background and leaves: the server is then nobody's child here, and a
        long-lived caller keeps no dead process on its list.
        """
        command = [
            str(java),
            # The heap setting of neo4j.conf is read by Neo4j's own start script, not by its entry point.
            f"-Xms{self.limits.heap}",
            f"-Xmx{self.limits.heap}",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
            "-cp",
            str(self.lib / "*"),
            ENTRY_POINT,
            f"--home-dir={self.home}",
            f"--config-dir={self._conf}",
        ]
        # What the server stores is about people: nobody else on the machine may read its files.
        script = 'umask 077; output=$1; shift; "$@" >"$output" 2>&1 & echo $!'
        shell = subprocess.run(
            ["/bin/sh", "-c", script, "sh", str(self._output), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
            check=True,
        )
        return int(shell.stdout)

    def _await_answer(self, running: Running, password: str) -> None:
        deadline = time.monotonic() + self.limits.start_seconds
        while time.monotonic() < deadline:
            if not self._is_ours(running.pid):
                raise ServerError(f"Neo4j ended while it was starting.\n{self._read_log_tail()}")
            if greet(running.port) and accepts_driver(running.port, password):
                return
            time.sleep(0.2)
        raise ServerError(f"Neo4j did not answer within {self.limits.start_seconds:.0f} s.\n{self._read_log_tail()}")

    def _read_log_tail(self, lines: int = 25) -> str:
        parts = []
        for path in (self.home / "logs" / "neo4j.log", self._output):
            if path.is_file():
                tail = path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
                parts.append("\n".join([f"--- end of {path}", *tail]))
        return "\n".join(parts)

    def _stop(self, pid: int) -> None:
        for sent, seconds in ((signal.SIGTERM, self.limits.stop_seconds), (signal.SIGKILL, 5.0)):
            deadline = time.monotonic() + seconds
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sent)
            while time.monotonic() < deadline:
                if not self._is_ours(pid):
                    self._state_file.unlink(missing_ok=True)
                    return
                time.sleep(0.1)
        raise ServerError(f"Neo4j (process {pid}) did not end, not even when killed.")


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read from its first moment on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def bind_port(port: int) -> int:
    """A port of 127.0.0.1 that was free a moment ago: the asked one (OSError if taken), or with 0 any."""
    with socket.socket() as probe:
        # Neo4j binds with the same option, so a port whose old connections still linger counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        return int(probe.getsockname()[1])


def read_command_line(pid: int) -> str:
    """The command line of a process, empty where it is gone."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    listed = subprocess.run(["ps", "-ww", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False)
    return listed.stdout.strip()


def greet(port: int) -> bool:
    """Whether somebody answers the Bolt handshake on this port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(BOLT_GREETING)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def accepts_driver(port: int, password: str) -> bool:
    """Whether the official driver can log in; where it is not installed the handshake has to do."""
    try:
        from neo4j import GraphDatabase
        from neo4j.exceptions import AuthError, DriverError, Neo4jError
    except ImportError:
        return True
    try:
        with GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, password)) as driver:
            driver.verify_connectivity()
    except AuthError as error:
        raise ServerError("Neo4j runs, but the password in the home's file is not that of its data.") from error
    except (DriverError, Neo4jError):
        return False
    return True


def run_command(command: str, server: Neo4jServer, port: int) -> int:
    """Does what the command line asks; the address goes to standard output, all else to standard error."""
    if command == "down":
        print("Neo4j is stopped." if server.down() else "Neo4j was not running.", file=sys.stderr)
        return 0
    running = server.find_running()
    if command == "up":
        state = "is already up" if running else "is up"
        running = server.up(port)
    elif running is None:
        print("Neo4j is not running. Start it with `make neo4j-up`.", file=sys.stderr)
        return 1
    else:
        state = "is up" if greet(running.port) else "runs but does not answer"
    if command != "url":
        print(
            f"Neo4j {state} (process {running.pid}, home {server.home}); its password is in {server.password_file}",
            file=sys.stderr,
        )
    print(running.url)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit code."""
    usual = Limits()
    parser = argparse.ArgumentParser(description="Runs a Neo4j Community server without Docker.")
    parser.add_argument("command", choices=("up", "down", "status", "url"))
    parser.add_argument("--home", type=Path, default=DEFAULT_HOME, help="data, password and logs [.neo4j]")
    parser.add_argument("--lib", type=Path, default=DEFAULT_LIB, help="shared folder of jars [.neo4j/lib]")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 [the last, else a free one]")
    parser.add_argument("--heap", default=usual.heap, help="heap of the server [512m]")
    parser.add_argument("--page-cache", default=usual.page_cache, help="page cache of the server [256m]")
    parser.add_argument("--test", action="store_true", help="stop at once instead of waiting for connections")
    asked = parser.parse_args(arguments)
    limits = Limits(heap=asked.heap, page_cache=asked.page_cache)
    server = Neo4jServer(asked.home, lib=asked.lib, limits=limits, test=asked.test)
    try:
        return run_command(asked.command, server, asked.port)
    except ServerError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
