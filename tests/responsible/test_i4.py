"""I4: every executed query is a constant; what people type is only ever a value."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from domain.errors import QunxiangError
from domain.judgement import Judgement, Verdict
from graph.access import Access
from graph.neo4j.cypher import list_cypher, load_cypher
from tests.conftest import ROOT
from tests.graph.commits import EDUCATION, Page, person_of, write_post
from tests.graph.contract.names import SYNTAX
from tests.graph.snapshot import snapshot
from tests.responsible.record import open_desk
from tests.responsible.source import iter_files, parse, place

SQL_CALLS = {"execute", "executemany", "executescript"}
SQL_PASSED_ON = {"_rows", "_write"}
"""Methods of ours that hand their first argument to the engine; what they are given must be constant too."""

CYPHER_CALLS = {"run", "execute_query"}
CYPHER_NAMED = {"_rows", "_ask", "read"}
"""Methods of the Neo4j store that take the name of a .cypher file."""

REASONED = {"graph/sqlite/connection.py": "the statements of schema.sql, cut at the semicolon"}

INJECTIONS = (
    *SYNTAX, "' OR '1'='1", "x'); DELETE FROM statement; --", "\"}) DETACH DELETE n RETURN {a: \"",
    "`) MATCH (m) SET m.name = 1 //",
    "$name", ":name", "?1", "{{7*7}}", "${jndi:ldap://x}", "../../etc/passwd", "陆怀谷\n\rBEGIN", "%00", "\u202e谷怀陆",
)  # fmt: skip


def constants(tree: ast.Module) -> set[str]:
    """Return the names that are bound to literal texts or loaded .cypher files wherever this module binds them."""
    texts = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
        and all(isinstance(part, ast.Constant) for part in node.value.elts)
        for target in node.targets
        if isinstance(target, ast.Name)
    }  # fmt: skip
    bound: dict[str, list[bool]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                names, literal = targets, is_text(value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                names, literal = [target], is_text(value)
            case ast.AugAssign(target=target) | ast.NamedExpr(target=target) | ast.comprehension(target=target):
                names, literal = [target], False
            case ast.For(target=target, iter=values):
                names, literal = [target], isinstance(values, ast.Name) and values.id in texts
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


def is_text(node: ast.expr) -> bool:
    """True for a literal text or a call of load_cypher."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "load_cypher"
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_constant(node: ast.expr, names: set[str], queries: set[str]) -> bool:
    """True for a literal, a name bound to one, `queries.NAME`, or a choice between such."""
    match node:
        case ast.Constant(value=str()) | ast.Call(func=ast.Name(id="load_cypher")):
            return True
        case ast.Name(id=name):
            return name in names
        case ast.Attribute(value=ast.Name(id="queries"), attr=name):
            return name in queries
        case ast.IfExp(body=body, orelse=other):
            return is_constant(body, names, queries) and is_constant(other, names, queries)
    return False


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
    queries = constants(parse(ROOT / "graph" / "sqlite" / "queries.py"))
    found = []
    for path in iter_files():
        tree = parse(path)
        relative = path.relative_to(ROOT).as_posix()
        names = constants(tree)
        passing = SQL_PASSED_ON if relative.startswith("graph/sqlite/") else set()
        for function, method, call in iter_calls(tree):
            if method not in SQL_CALLS | passing or isinstance(call.args[0], ast.Lambda):
                continue
            first = call.args[0]
            if not is_constant(first, names, queries) and not passes_on(function, first, passing | {"one"}):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
    return found


def test_every_sql_text_is_a_constant() -> None:
    """No text is put together, formatted or concatenated into SQL anywhere in the program."""
    found = find_built_sql()
    assert [line for line in found if line.partition(":")[0] not in REASONED] == []
    assert {line.partition(":")[0] for line in found} <= set(REASONED)
    text = (ROOT / "graph" / "sqlite" / "connection.py").read_text("utf-8")
    assert 'joinpath("schema.sql")' in text


def test_every_cypher_text_comes_from_a_file() -> None:
    """Text reaches the driver as a literal or by load_cypher, which reads a .cypher file by a constant name."""
    found = []
    for path in sorted((ROOT / "graph" / "neo4j").rglob("*.py")):
        tree = parse(path)
        names = constants(tree)
        for function, method, call in iter_calls(tree):
            first = call.args[0]
            if method in CYPHER_CALLS and not is_constant(first, names, set()):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
            if (
                method in CYPHER_NAMED
                and not is_constant(first, names, set())
                and not passes_on(function, first, CYPHER_NAMED)
            ):
                found.append(f"{place(path, call)} {ast.unparse(first)}")
    assert found == []
    for path in iter_files():
        if "neo4j" in path.as_posix():
            continue
        imported = [n for n in ast.walk(parse(path)) if isinstance(n, ast.Import) for a in n.names if a.name == "neo4j"]
        assert not imported, f"{path} talks to the driver itself"


def test_cypher_files_take_values_as_parameters() -> None:
    """No statement calls a procedure that runs text, and none builds one."""
    names = [name for folder in ("read", "work", "schema") for name in list_cypher(folder)]
    assert len(names) > 20
    for name in names:
        text = load_cypher(name).lower()
        assert not any(
            word in text for word in ("apoc.", "cypher.run", "load csv", "$$", "db.index.fulltext.create")
        ), name


def test_the_lint_sees_a_built_query(tmp_path: Path) -> None:
    """The check can fail: formatted, concatenated and joined texts are no constants."""
    for text in ('c.execute(f"SELECT {x}")', 'c.execute("SELECT " + x)', 'c.execute("%s" % x)', 'c.execute(x)',
                 'c.execute("{}".format(x))', "c.execute(make())", "Q = 'a'\nQ = x\nc.execute(Q)"):  # fmt: skip
        tree = ast.parse(text)
        (call,) = [call for _, method, call in iter_calls(tree) if method == "execute"]
        assert not is_constant(call.args[0], constants(tree), set()), text


def ask_everything(desk: Access, words: str) -> None:
    """Send the words wherever a name, id, date or query can be sent."""
    for ask in (
        lambda: desk.search(words),
        lambda: desk.search("陆怀谷", (words,), words),
        lambda: desk.choose(words),
        lambda: desk.choose(entity_id=words),
        lambda: desk.passages(words),
        lambda: desk.document(words),
        lambda: desk.statement(words),
        lambda: desk.undo(words),
        lambda: desk.judge(Judgement(words, Verdict.SAME, words, by=words, why=words)),
        lambda: desk.judge(Judgement(words, Verdict.MISREAD, by=words, why=words)),
        lambda: desk.store.find_by_code(words),
        lambda: desk.store.service_use(words, words, words),
        lambda: desk.store.statements_about(words, (words,), (words,), words),
        lambda: desk.store.neighbourhood([words], 2, 50, words),
        lambda: desk.store.judgements_on(words),
        lambda: desk.store.find_versions([words]),
    ):
        with suppress(QunxiangError):
            ask()


@pytest.mark.parametrize("words", INJECTIONS)
def test_injected_words_change_nothing(tmp_path: Path, words: str) -> None:
    """Whatever is asked with them, the store is as it was and the audit log is whole."""
    with open_desk(tmp_path) as desk:
        desk.store.put_document(write_post("陆怀谷", "局长", EDUCATION, "2024-01-05").commit())
        before = snapshot(desk.store)
        ask_everything(desk, words)
        assert snapshot(desk.store) == before
    with sqlite3.connect(tmp_path / "audit.db") as audit:
        assert audit.execute("SELECT count(*) FROM entry").fetchone()[0] > 0


@pytest.mark.parametrize("words", INJECTIONS)
def test_injected_words_are_stored_as_words(tmp_path: Path, words: str) -> None:
    """As text, title and path of a document and as somebody's words they come back as they went in."""
    page = Page(f"{EDUCATION}局长陆怀谷说：{words}。", "2024-01-05", path=words, headline=words)
    page.hold("陆怀谷", "局长", page.organisation(EDUCATION))
    page.say("SPOKE", speaker=page.person("陆怀谷"), quote=page.value(words))
    commit = page.commit()
    with open_desk(tmp_path) as desk:
        assert desk.store.put_document(commit)
        view = desk.store.find_document(commit.document.id)
        assert view is not None
        assert (view.document.text, view.arrivals, view.articles) == (page.text, commit.arrivals, commit.articles)
        quotes = [v.text_of("quote") for v in desk.store.statements_about(person_of(commit), ("SPOKE",))]
        assert quotes == [words]
        assert desk.store.count().documents == 1
