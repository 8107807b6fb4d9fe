"""What the check of .cypher files finds, tried on files of our own; needs Node and one npm install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fetching import not_fetched
from tools.cypher.schema import SCHEMA as OURS
from tools.cypher.schema import make_schema
from tools.neo4j.runtime import hold_lock

pytestmark = pytest.mark.slow

TOOL = Path(__file__).resolve().parents[2] / "tools" / "cypher"
SCHEMA = {"labels": ["Villager"], "relationshipTypes": ["KNOWS"], "propertyKeys": ["id", "name"]}
GOOD = """\
// Who is known to whom.
// parameters: id, limit
MATCH (a:Villager {id: $id})-[:KNOWS]->(b:Villager)
RETURN b.name AS name, toUpper(b.name) AS loud ORDER BY name LIMIT $limit
"""


@pytest.fixture(scope="module")
def node() -> str:
    """The path of Node, with the language support installed beside the tool."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        pytest.skip("no node on PATH: .cypher files are not checked here")
    with hold_lock(TOOL / "package-lock.json"):
        if not (TOOL / "node_modules" / "@neo4j-cypher" / "language-support").is_dir():
            if npm is None:
                not_fetched("no npm on PATH: the language support cannot be installed")
            command = [npm, "ci", "--prefix", str(TOOL)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
            if done.returncode != 0:
                not_fetched(f"npm ci failed: {done.stderr.strip()[-300:]}")
    return node


def check(node: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the check over a folder, with that folder as the place its messages are relative to."""
    command = [node, str(TOOL / "check.mjs"), str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def write(folder: Path, name: str, text: str) -> None:
    """Puts one .cypher file and the schema into a folder."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")


def test_a_right_file_passes(node: str, tmp_path: Path) -> None:
    write(tmp_path, "who_knows.cypher", GOOD)
    done = check(node, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 .cypher files checked, 0 findings\n"


def test_schema_statements_and_procedures_of_the_server_pass(node: str, tmp_path: Path) -> None:
    write(tmp_path, "unique.cypher", "CREATE CONSTRAINT v IF NOT EXISTS FOR (v:Villager) REQUIRE v.id IS UNIQUE")
    write(
        tmp_path,
        "search.cypher",
        "// parameters: words\nCALL db.index.fulltext.queryNodes('names', $words) YIELD node RETURN node.id",
    )
    assert check(node, tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("MATCH (v:Villager RETURN v", "1:19", "Invalid input 'RETURN'"),
        ("MATCH (v:Villager)\nRETURN w", "2:8", "Variable `w` not defined"),
        ("MATCH (v:Vilager) RETURN v", "1:10", "Vilager is not present"),
        ("MATCH (:Villager)-[:KNOWN]->(v) RETURN v", "1:21", "KNOWN is not present"),
        ("MATCH (v:Villager) RETURN v.nmae", "1:29", "nmae is not present"),
        ("RETURN apoc.text.join(['a'], '')", "1:8", "apoc.text.join is not present"),
        ("CALL db.nothing() YIELD x RETURN x", "1:6", "db.nothing is not present"),
        ("MATCH (v:Villager {id: $id}) RETURN v", "1:24", "Parameter $id is not defined"),
        ("// parameters: id\nMATCH (v:Villager) RETURN v", "1:1", "$id is named in the head but not used"),
        ("MATCH (v:Villager) RETURN id(v)", "1:27", "deprecated"),
        ("RETURN 1; RETURN 2", "1:1", "A file holds one statement"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_column(
    node: str, tmp_path: Path, text: str, place: str, message: str
) -> None:
    write(tmp_path, "right.cypher", GOOD)
    write(tmp_path, "below/wrong.cypher", text)
    done = check(node, tmp_path)
    assert done.returncode == 1
    assert any(
        line.startswith(f"{os.path.join('below', 'wrong.cypher')}:{place}: ") and message in line
        for line in done.stderr.splitlines()
    ), done.stderr
    assert "right.cypher" not in done.stderr


def test_the_schema_names_what_the_code_declares_and_writes() -> None:
    """Whoever adds a name runs tools/cypher/schema.py; a slip shows as a line of the committed file."""
    assert json.loads(OURS.read_text(encoding="utf-8")) == make_schema()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Entity", "Entiti"), ("Statement", "Statment"), ("SAYS_OF", "SAY_OF"), ("known_until", "know_until"),
    ],
)  # fmt: skip
def test_a_slip_in_a_name_of_ours_is_found(node: str, tmp_path: Path, right: str, wrong: str) -> None:
    """A mistyped label, relationship type or property of the graph fails the check, the right one passes."""
    text = "MATCH (s:Statement)-[p:SAYS_OF]->(e:Entity) WHERE p.known_until = '' RETURN e.id"
    shutil.copy(OURS, tmp_path / "schema.json")
    (tmp_path / "about.cypher").write_text(text, encoding="utf-8")
    assert check(node, tmp_path).returncode == 0
    (tmp_path / "about.cypher").write_text(text.replace(right, wrong), encoding="utf-8")
    done = check(node, tmp_path)
    assert done.returncode == 1
    assert f"{wrong} is not present" in done.stderr


def test_without_a_schema_names_are_free_but_functions_are_not(node: str, tmp_path: Path) -> None:
    (tmp_path / "free.cypher").write_text("MATCH (x:Anything) RETURN x.whatever", encoding="utf-8")
    assert check(node, tmp_path).returncode == 0
    (tmp_path / "free.cypher").write_text("RETURN no.such(1)", encoding="utf-8")
    assert check(node, tmp_path).returncode == 1


def test_a_folder_with_nothing_to_check_is_no_success(node: str, tmp_path: Path) -> None:
    done = check(node, tmp_path)
    assert done.returncode == 2
    assert "no .cypher file" in done.stderr


def test_no_registry_address_is_in_the_lock_file_and_the_version_is_exact() -> None:
    lock = (TOOL / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    wanted = json.loads((TOOL / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    for name, version in wanted.items():
        assert json.loads(lock)["packages"][f"node_modules/{name}"]["version"] == version
