"""I4: every executed query is a constant; what people type is only ever a value."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import neo4j
import pytest
from starlette.testclient import TestClient

from domain.errors import QunxiangError
from domain.judgement import Judgement, Verdict
from domain.passport import Passport
from domain.period import ALL_TIME
from graph.access import Access
from graph.answer import EntityView
from graph.neo4j.cypher import list_cypher, load_cypher
from graph.record_reader import CaseQuery, RowQuery
from graph.sqlite import naming, officials, record_queries, record_statements, retraction_queries
from graph.sqlite.schema import read_schema
from graph.store import Store
from tests.conftest import ROOT
from tests.graph.commits import EDUCATION, Page, person_of, write_post
from tests.graph.contract.names import SYNTAX
from tests.graph.snapshot import snapshot
from tests.responsible.record import Project, asking, open_desk
from tests.responsible.source import iter_files, iter_identifiers, parse, place

SQL_CALLS = {"execute", "executemany", "executescript"}
SQL_PASSED_ON = {"_rows", "_write", "_ask"}
"""Methods of ours that hand their first argument to the engine; what they are given must be constant too."""

STATEMENTS = "record_statements"
"""The module of graph/sqlite that completes constants with constants; its functions take no text."""

HARMLESS = {"bool", "enumerate", "int", "list", "property", "str", "tuple"}
"""What that module may use of Python's own functions and types."""

CYPHER_CALLS = {"run", "execute_query"}
CYPHER_NAMED = {"_rows", "_ask", "_change", "read"}
"""Methods of the Neo4j store that take the name of a .cypher file."""

REASONED = {
    "graph/sqlite/connection.py": "the statements of schema.sql, cut at the semicolon, and the constants of UPGRADES",
    "graph/sqlite/table_upgrade.py": "the constants of the module itself and the statements of schema.sql",
    "graph/sqlite/compaction.py": "full-text tables by the names that the database itself lists",
    "graph/sqlite/naming.py": "a generator that hands on the constants of its module",
}

INJECTIONS = (
    *SYNTAX, "' OR '1'='1", "x'); DELETE FROM statement; --", "\"}) DETACH DELETE n RETURN {a: \"",
    "`) MATCH (m) SET m.name = 1 //",
    "$name", ":name", "?1", "{{7*7}}", "${jndi:ldap://x}", "../../etc/passwd", "陆怀谷\n\rBEGIN", "%00", "\u202e谷怀陆",
)  # fmt: skip

OF_CYPHER = ("MATCH", "DETACH", "$", "`", '"', "\\", "*")
"""Signs of the injections that mean something to Neo4j or its index: a server takes its time for each question."""


def constants(tree: ast.Module, others: frozenset[str] = frozenset()) -> set[str]:
    """Return the names that are bound to literal texts or loaded .cypher files wherever this module binds them.

    A text put together of such names alone is one too, and so is a name that runs over a tuple of them. `others` are
    names of another module, as `queries.NAME`.
    """
    names: set[str] = set(others)
    while True:
        tuples = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
            and all(is_text(part, names) for part in node.value.elts)
            for target in node.targets
            if isinstance(target, ast.Name)
        }  # fmt: skip
        found = find_bound(tree, names, tuples) | others | tuples
        if found == names:
            return names
        names = found


def find_bound(tree: ast.Module, known: set[str], tuples: set[str]) -> set[str]:
    """Return the names that every binding in the module gives a text made of what is known."""
    bound: dict[str, list[bool]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                names, literal = targets, is_text(value, known)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                names, literal = [target], is_text(value, known)
            case ast.comprehension(target=target, iter=values) | ast.For(target=target, iter=values):
                names, literal = [target], name_of(values) in tuples | known
            case ast.AugAssign(target=target) | ast.NamedExpr(target=target):
                names, literal = [target], False
            case ast.arg(arg=name):
                bound.setdefault(name, []).append(False)
                continue
            case _:
                continue
        for place_of in names:
            for part in ast.walk(place_of):
                if isinstance(part, ast.Name):
                    bound.setdefault(part.id, []).append(literal)
    return {name for name, literals in bound.items() if all(literals)}


def name_of(node: ast.expr) -> str:
    """Return a name, or `queries.NAME`; "" for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="queries"), attr=name):
            return f"queries.{name}"
    return ""


def is_text(node: ast.expr, known: set[str]) -> bool:
    """True for a literal text, a call of load_cypher, or a text put together of known ones."""
    match node:
        case ast.Call(func=ast.Name(id="load_cypher")):
            return True
        case ast.JoinedStr(values=parts):
            return all(
                isinstance(part, ast.Constant)
                or (isinstance(part, ast.FormattedValue) and name_of(part.value) in known)
                for part in parts
            )
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return is_text(left, known) and is_text(right, known)
    return name_of(node) in known if name_of(node) else isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_composed(node: ast.expr, tree: ast.Module, composing: set[str]) -> bool:
    """True for a call of a function of graph/sqlite/record_statements.py, by the name of the module as it is imported.

    Where anything else in the module is called so, no such call counts.
    """
    imported = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "graph.sqlite"]
    if not any(alias.name == STATEMENTS and alias.asname is None for n in imported for alias in n.names):
        return False
    if any(name == STATEMENTS for _, name in iter_identifiers(tree)):
        return False
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)):
            return module == STATEMENTS and name in composing
    return False


def find_openings(tree: ast.Module) -> list[str]:
    """Return where a text could get into a module that puts statements together.

    Public functions and the fields of its classes take yes or no, members of its enumerations, and tuples of these;
    private functions are only reached through them. It imports constants of the queries and nothing that reads, and
    keeps nothing between two calls.
    """
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    closed = classes | {"bool", "tuple"}
    found = []
    for node in tree.body:
        match node:
            case ast.ImportFrom(module="__future__" | "dataclasses" | "enum" | "graph.sqlite.record_queries"):
                continue
            case ast.Import() | ast.ImportFrom():
                found.append(f"{node.lineno} {ast.unparse(node)}")
            case ast.FunctionDef(name=name) if not name.startswith("_"):
                arguments = node.args
                for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                    if one.annotation is None or not names_in(one.annotation) <= closed:
                        found.append(f"{node.lineno} {name}({ast.unparse(one)})")
                if arguments.vararg or arguments.kwarg:
                    found.append(f"{node.lineno} {name}(*)")
            case ast.ClassDef(name=name):
                for line in node.body:
                    if isinstance(line, ast.AnnAssign) and not names_in(line.annotation) <= closed:
                        found.append(f"{line.lineno} {name}.{ast.unparse(line.target)}")
                    if isinstance(line, ast.Assign) and not isinstance(line.value, ast.Constant):
                        found.append(f"{line.lineno} {name} {ast.unparse(line)}")
                    if isinstance(line, ast.FunctionDef) and [a.arg for a in line.args.args] != ["self"]:
                        found.append(f"{line.lineno} {name}.{line.name}")
    own = {name for _, name in iter_identifiers(tree)} | {
        alias.asname or alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names
    }  # fmt: skip
    for part in ast.walk(tree):
        if isinstance(part, ast.Name) and part.id not in own | HARMLESS:
            found.append(f"{part.lineno} {part.id}")
        if isinstance(part, ast.Global | ast.Nonlocal | ast.Lambda):
            found.append(f"{part.lineno} {ast.unparse(part)}")
        if isinstance(part, ast.Attribute) and part.attr.startswith("__"):
            found.append(f"{part.lineno} {ast.unparse(part)}")
    return found


def names_in(node: ast.expr) -> set[str]:
    """Return all names of an annotation."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def composing_functions() -> set[str]:
    """Return the public functions of the module that puts statements together."""
    tree = parse(ROOT / "graph" / "sqlite" / f"{STATEMENTS}.py")
    return {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")}


def is_constant(node: ast.expr, names: set[str]) -> bool:
    """True for a text, or a choice between such."""
    if isinstance(node, ast.IfExp):
        return is_constant(node.body, names) and is_constant(node.orelse, names)
    return is_text(node, names)


def iter_calls(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | None, str, ast.Call]]:
    """Yield (enclosing function, method, call) for every call of an attribute with an argument."""

    def walk(node: ast.AST, inside: ast.FunctionDef | None) -> Iterator[tuple[ast.FunctionDef | None, str, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            here = child if isinstance(child, ast.FunctionDef) else inside
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.args:
                yield here, child.func.attr, child
            yield from walk(child, here)

    yield from walk(tree, None)


def passes_on(function: ast.FunctionDef | None, node: ast.expr, passing: set[str]) -> bool:
    """True when a method that only hands on its first argument hands on just that."""
    if function is None or function.name not in passing or not isinstance(node, ast.Name):
        return False
    arguments = [a.arg for a in (*function.args.posonlyargs, *function.args.args) if a.arg != "self"]
    return bool(arguments) and node.id == arguments[0]


def find_built_sql() -> list[str]:
    """Return where SQL is executed that is no constant."""
    folder = ROOT / "graph" / "sqlite"
    modules = {path.stem: constants(parse(path)) for path in sorted(folder.glob("*queries.py"))}
    queries = frozenset(f"queries.{name}" for names in modules.values() for name in names)
    composing = composing_functions()
    found = []
    for path in iter_files():
        tree = parse(path)
        relative = path.relative_to(ROOT).as_posix()
        names = constants(tree, queries)
        passing = SQL_PASSED_ON if relative.startswith("graph/sqlite/") else set()
        for function, method, call in iter_calls(tree):
            if method not in SQL_CALLS | passing or isinstance(call.args[0], ast.Lambda):
                continue
            first = call.args[0]
            if is_composed(first, tree, composing):
                continue
            if not is_constant(first, names) and not passes_on(function, first, passing | {"one"}):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
    return found


def test_every_sql_text_is_a_constant() -> None:
    """No text is put together, formatted or concatenated into SQL anywhere in the program."""
    found = find_built_sql()
    assert {line.partition(":")[0] for line in found} == set(REASONED), found
    text = (ROOT / "graph" / "sqlite" / "schema.py").read_text("utf-8")
    assert 'joinpath("schema.sql")' in text


def test_no_text_gets_into_a_composed_statement() -> None:
    """The module that puts statements together knows only yes, no and closed lists: its texts are a finite set."""
    assert find_openings(parse(ROOT / "graph" / "sqlite" / f"{STATEMENTS}.py")) == []
    assert len(composing_functions()) > 5


@pytest.mark.parametrize("text", [
    "def ask(name: str) -> str:\n    return f'SELECT {name}'",
    "def ask(name) -> str:\n    return f'SELECT {name}'",
    "def ask(*names: bool) -> str:\n    return ''",
    "def ask(many: tuple[str, ...]) -> str:\n    return ''.join(many)",
    "def ask(many: Any) -> str:\n    return many",
    "@dataclass\nclass Shape:\n    name: str\ndef ask(shape: Shape) -> str:\n    return shape.name",
    "from graph.names import sort_name\ndef ask() -> str:\n    return sort_name",
    "import os\ndef ask() -> str:\n    return os.environ['x']",
    "def ask() -> str:\n    return input()",
    "def ask() -> str:\n    return open('x').read()",
    "class Kind(Enum):\n    A = make()\ndef ask(kind: Kind) -> str:\n    return kind.value",
    "def ask() -> str:\n    return ''.__class__.__name__",
])  # fmt: skip
def test_an_opening_would_be_seen(text: str) -> None:
    """The check can fail: each of these lets something in that is no constant."""
    assert find_openings(ast.parse(text))


@pytest.mark.parametrize("text", [
    "c.execute(record_statements.ask(x))",
    "from graph.sqlite import record_statements\nc.execute(record_statements.none(x))",
    "from graph.sqlite import record_statements\nc.execute(record_statements.ask(x) + x)",
    "from graph.sqlite import record_statements\nrecord_statements = x\nc.execute(record_statements.ask(x))",
    "from graph.sqlite import other as record_statements\nc.execute(record_statements.ask(x))",
])  # fmt: skip
def test_only_a_function_of_the_module_composes(text: str) -> None:
    """A call counts as composed by the imported module alone, and only as it comes back from there."""
    tree = ast.parse(text)
    (call,) = [call for _, method, call in iter_calls(tree) if method == "execute"]
    assert not is_composed(call.args[0], tree, {"ask"})
    right = ast.parse("from graph.sqlite import record_statements\nc.execute(record_statements.ask(x))")
    (call,) = [call for _, method, call in iter_calls(right) if method == "execute"]
    assert is_composed(call.args[0], right, {"ask"})


def test_every_cypher_text_comes_from_a_file() -> None:
    """Text reaches the driver as a literal or by load_cypher, which reads a .cypher file by a constant name."""
    found = []
    for path in sorted((ROOT / "graph" / "neo4j").rglob("*.py")):
        tree = parse(path)
        names = constants(tree)
        for function, method, call in iter_calls(tree):
            first = call.args[0]
            if method in CYPHER_CALLS and not is_constant(first, names):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
            if (
                method in CYPHER_NAMED
                and not is_constant(first, names)
                and not passes_on(function, first, CYPHER_NAMED)
            ):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
    assert found == []


def drives(tree: ast.Module) -> bool:
    """True when a module imports the driver, in whatever form."""
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            modules = [node.module or ""]
        if any(module.partition(".")[0] == "neo4j" for module in modules):
            return True
    return False


def test_only_the_store_talks_to_the_driver() -> None:
    """Outside graph/neo4j/ nobody imports it; inside somebody does, in the form that the check must see."""
    driving = {path.relative_to(ROOT).as_posix() for path in iter_files() if drives(parse(path))}
    assert "graph/neo4j/connection.py" in driving
    assert {path for path in driving if not path.startswith("graph/neo4j/")} == set()
    for text in ("import neo4j", "import neo4j.exceptions as e", "from neo4j import GraphDatabase"):
        assert drives(ast.parse(text)), text
    assert not drives(ast.parse("from graph.neo4j.store import Neo4jStore"))


def test_cypher_files_take_values_as_parameters() -> None:
    """No statement calls a procedure that runs text, and none builds one."""
    names = [name for folder in FOLDERS for name in list_cypher(folder)]
    assert len(names) > 20
    for name in names:
        text = load_cypher(name).lower()
        assert not any(
            word in text for word in ("apoc.", "cypher.run", "load csv", "$$", "db.index.fulltext.create")
        ), name


def test_the_lint_sees_a_built_query(tmp_path: Path) -> None:
    """The check can fail: formatted, concatenated and joined texts are no constants."""
    for text in ('c.execute(f"SELECT {x}")', 'c.execute("SELECT " + x)', 'c.execute("%s" % x)', 'c.execute(x)',
                 'c.execute("{}".format(x))', "c.execute(make())", "Q = 'a'\nQ = x\nc.execute(Q)",
                 "P = x\nQ = f'SELECT {P}'\nc.execute(Q)", "for q in (a, b):\n    c.execute(q)"):  # fmt: skip
        tree = ast.parse(text)
        (call,) = [call for _, method, call in iter_calls(tree) if method == "execute"]
        assert not is_constant(call.args[0], constants(tree)), text


FOLDERS = ("read", "work", "schema", "upgrade", "copy")
"""Where statements of Neo4j are kept."""

MODULES = (naming, officials, record_queries, retraction_queries)
"""Modules whose constants are put together of other constants."""

Ask = Callable[[str], None]


def ask_everything(store: Store, desk: Access, client: TestClient, person: EntityView, body: EntityView) -> Ask:
    """Return what sends words wherever a name, id, date or query can be sent, to store, desk and service."""
    day = {"valid_at": "", "at": "", "known_at": ""}

    def send(words: str) -> None:
        path = quote(words, safe="")
        for ask in (
            lambda: desk.search(words),
            lambda: desk.search("陆怀谷", (words,), words),
            lambda: desk.choose(words),
            lambda: desk.choose(entity_id=words),
            lambda: desk.choose_end(words),
            lambda: desk.passages(words),
            lambda: desk.portrait(person, known_at=words),
            lambda: desk.portrait(replace(person, id=words)),
            lambda: desk.organisation(body, known_at=words),
            lambda: desk.organisation(replace(body, id=words)),
            lambda: desk.holders(body, words, known_at=words),
            lambda: desk.paths(person, replace(body, id=words), known_at=words),
            lambda: desk.adjacent(replace(person, id=words), words),
            lambda: desk.coverage(replace(body, id=words), words, words),
            lambda: desk.document(words),
            lambda: desk.statement(words),
            lambda: desk.undo(words),
            lambda: desk.judge(Judgement(words, Verdict.SAME, words, by=words, why=words)),
            lambda: desk.judge(Judgement(words, Verdict.MISREAD, by=words, why=words)),
            lambda: store.find_by_code(words),
            lambda: store.service_use(words, words, words),
            lambda: store.statements_about(words, (words,), (words,), words),
            lambda: store.neighbourhood([words], 2, 50, words),
            lambda: store.judgements_on(words),
            lambda: store.source_arrivals(words),
            lambda: desk.sources((Passport(words, words, words, every=words),)),
            lambda: store.find_versions([words]),
            lambda: store.find_names([words]),
            lambda: client.post("/search", json={"name": words, "organisation": words}),
            lambda: client.post("/passages", json={"text": words}),
            lambda: client.post("/paths", json={"source": words, "target": person.id}),
            lambda: client.post("/coverage", json={"area": words, "service": words}),
            lambda: desk.records.coverage(body, (ALL_TIME,), words, words, words, by_care=True, by_grid=True),
            lambda: desk.records.cases(
                body, ALL_TIME, words, (words,), ("area",), listed=True, after=words, known=words
            ),
            lambda: desk.records.case(words, words),
            lambda: desk.records.grids(body, 1, words, 10, words),
            lambda: desk.records.gap_list(body, words),
            lambda: desk.records.gap_list(body, words, by_grid=True),
            lambda: desk.records.entitlements(body, ALL_TIME, words, words, (words,), words, 10, words),
            lambda: desk.records.evaluations(replace(body, id=words), ALL_TIME, words, 10, words),
            lambda: desk.records.services(replace(body, id=words), words, words),
            lambda: store.count_rows(RowQuery(words, *((words,),) * 6, words, words, words), ("area", "month")),
            lambda: store.find_rows(RowQuery(words, *((words,),) * 6, words, words, words), words),
            lambda: store.count_cases(CaseQuery(*((words,),) * 5, words, words, words, cases=(words,)), ("state",)),
            lambda: store.count_rows(RowQuery("USED"), (words,)),
            lambda: client.get("/coverage", params={"area": words, "periods": "2024"}),
            lambda: client.get("/cases", params={"place": words, "by": words, "after": words}),
            lambda: client.get(f"/cases/{path}"),
            lambda: client.get(f"/entities/{path}/portrait", params=day),
            lambda: client.get(f"/entities/{person.id}/portrait", params={"valid_at": words, "known_at": words}),
            lambda: client.get(f"/organisations/{path}"),
            lambda: client.get(f"/organisations/{body.id}", params={"at": words}),
            lambda: client.get(f"/documents/{path}"),
            lambda: client.get(f"/statements/{path}/evidence"),
            lambda: client.post("/corrections", json={"statement": words, "verdict": "misread", "why": words}),
            lambda: client.delete(f"/corrections/{path}", params={"statement": words}),
        ):
            with suppress(QunxiangError, ValueError):
                ask()

    return send


def literals(*folders: str) -> set[str]:
    """Return every literal text in the modules of these folders."""
    return {
        node.value
        for path in iter_files(*folders)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def constant_statements() -> set[str]:
    """Return all texts that may reach an engine: literals, the .cypher files, the parts of schema.sql."""
    files = {load_cypher(name) for folder in FOLDERS for name in list_cypher(folder)}
    bound = [value for module in MODULES for value in vars(module).values()]
    parts = [part for value in bound for part in (value if isinstance(value, tuple) else (value,))]
    return files | set(read_schema()) | literals("graph", "ingest") | {part for part in parts if isinstance(part, str)}


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that SQLite or the Neo4j driver is asked to execute from now on, as it is handed over."""
    texts: list[str] = []

    class Recording:
        def execute(self, sql: str, *values: Any) -> Any:
            texts.append(sql)
            return super().execute(sql, *values)  # type: ignore[misc]

        def executemany(self, sql: str, *values: Any) -> Any:
            texts.append(sql)
            return super().executemany(sql, *values)  # type: ignore[misc]

        def executescript(self, sql: str) -> Any:
            texts.append(sql)
            return super().executescript(sql)  # type: ignore[misc]

    class Cursor(Recording, sqlite3.Cursor):
        pass

    class Connection(Recording, sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return original(*arguments, **options | {"factory": Connection})

    original = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    for kind in (neo4j.Session, neo4j.ManagedTransaction, neo4j.Transaction):
        monkeypatch.setattr(kind, "run", _recording(kind.run, texts))
    return texts


def _recording(run: Callable[..., Any], texts: list[str]) -> Callable[..., Any]:
    def record(self: Any, query: Any, *values: Any, **more: Any) -> Any:
        texts.append(str(getattr(query, "text", query)))
        return run(self, query, *values, **more)

    return record


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text that graph/sqlite/record_statements.py puts together from now on."""
    texts: set[str] = set()

    def recording(compose: Callable[..., str]) -> Callable[..., str]:
        def record(*shape: Any) -> str:
            texts.add(text := compose(*shape))
            return text

        return record

    for name in composing_functions():
        monkeypatch.setattr(record_statements, name, recording(getattr(record_statements, name)))
    return texts


@pytest.mark.slow
def test_whatever_is_asked_only_constants_are_executed(
    project: Project, executed: list[str], composed: set[str]
) -> None:
    """Injected words reach both engines as values: each executed text is a constant, and the store is as it was.

    What is composed for the first words is all that is ever composed: other words make no other statement.
    """
    commit = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit()
    with project.open() as (store, desk), asking(desk) as client:
        store.put_document(commit)
        person, body = desk.choose("陆怀谷"), desk.choose(EDUCATION)
        before = snapshot(store)
        send = ask_everything(store, desk, client, person, body)
        send("甲")
        first = frozenset(composed)
        assert bool(first) is not bool(project.address)
        sent = [words for words in INJECTIONS if not project.address or any(mark in words for mark in OF_CYPHER)]
        for words in sent:
            send(words)
            assert set(executed) - constant_statements() - composed == set(), words
            assert composed == first, words
        assert snapshot(store) == before
    assert len(executed) > 20 * len(sent)
    with sqlite3.connect(project.folder / "audit.db") as audit:
        assert audit.execute("SELECT count(*) FROM entry").fetchone()[0] > 10 * len(sent)
        told = "".join(map(str, audit.execute("SELECT subjects FROM entry").fetchall()))
    assert "陆怀谷" not in told
    assert "DELETE" not in told


def test_a_built_statement_would_be_seen(executed: list[str]) -> None:
    """The record can fail: a text that is no constant is in it, executed on a connection or on a cursor."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"SELECT {1}")
        connection.cursor().execute(f"SELECT {2}")
    assert executed == ["SELECT 1", "SELECT 2"]
    assert not set(executed) & constant_statements()


@pytest.mark.parametrize("words", INJECTIONS)
def test_injected_words_are_stored_as_words(tmp_path: Path, words: str) -> None:
    """As text, title and path of a document and as somebody's words they come back as they went in."""
    page = Page(f"{EDUCATION}局长陆怀谷说：{words}。", "2024-01-05", path=words, headline=words)
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("SPOKE", speaker=page.person("陆怀谷"), quote=page.value(words))
    commit = page.commit()
    with open_desk(tmp_path) as (store, _):
        assert store.put_document(commit)
        view = store.find_document(commit.document.id)
        assert view is not None
        assert (view.document.text, view.arrivals, view.articles) == (page.text, commit.arrivals, commit.articles)
        quotes = [v.text_of("quote") for v in store.statements_about(person_of(commit), ("SPOKE",))]
        assert quotes == [words]
        assert store.count().documents == 1
