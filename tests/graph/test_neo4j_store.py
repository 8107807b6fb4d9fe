"""What is special to the Neo4j store: its errors, its lock, and what it draws for people who browse."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from neo4j import Driver, ManagedTransaction

from domain.errors import StoreUnavailable
from domain.judgement import Judgement, Verdict
from domain.officials import OfficialsQuery
from graph.neo4j.store import Neo4jStore
from tests.graph.commits import EDUCATION, WATER, entity_of, judge_same, person_of, write_post
from tests.neo4j_server import TestedNeo4j

pytestmark = pytest.mark.neo4j

INJECTIONS = (
    "王'}) DETACH DELETE n //",
    '王" OR *:*',
    "$name",
    "王(英",
    "王*",
    "a:b AND (c",
    "`x`]->() SET n.x = 1",
    "\\u0027\\",
)
"""What would change a query if a value were ever pasted into it, in Cypher or in the syntax of the full-text index."""


@pytest.fixture
def store(neo4j_clean: Driver, neo4j_server: TestedNeo4j) -> Iterator[Neo4jStore]:
    """An empty store."""
    opened = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    yield opened
    opened.close()


def ask(driver: Driver, query: str, **values: object) -> list[list[object]]:
    """Rows of a question that people would ask in the browser."""
    with driver.session() as session:
        return session.run(query, values).values()


def test_a_wrong_password_is_refused_with_the_remedy(neo4j_server: TestedNeo4j) -> None:
    """The error names the variable to set and never the password."""
    with pytest.raises(StoreUnavailable, match="QUNXIANG_NEO4J_PASSWORD") as caught:
        Neo4jStore(neo4j_server.url, "neo4j", "not-the-password")
    assert "not-the-password" not in str(caught.value)


def test_a_server_that_is_absent_is_named_with_the_remedy() -> None:
    """Nothing listens on the discard port: the error says how to start a server."""
    with pytest.raises(StoreUnavailable, match="make neo4j-up"):
        Neo4jStore("bolt://127.0.0.1:9", "neo4j", "any")


def test_an_unknown_database_is_named(neo4j_server: TestedNeo4j) -> None:
    """A database that the server does not have is an error of opening, not of the first question."""
    with pytest.raises(StoreUnavailable, match="没有数据库 elsewhere"):
        Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password, "elsewhere")


def test_the_address_has_the_user_and_no_password(store: Neo4jStore, neo4j_server: TestedNeo4j) -> None:
    """The address is what --store takes."""
    assert store.address == neo4j_server.url
    assert neo4j_server.password not in store.address


@pytest.mark.parametrize("words", INJECTIONS)
def test_query_syntax_is_only_a_value(store: Neo4jStore, words: str) -> None:
    """Syntax of Cypher or of the full-text index finds nothing, breaks nothing and is kept as written."""
    page = write_post("白朗", "局长", WATER, "2024-03-01", note=f"（{words}）")
    commit = page.commit()
    store.put_document(commit)
    mark = Judgement(commit.statements[0].id, Verdict.PREFERRED, by=words, why=words)
    store.put_judgement(mark)
    assert [(j.by, j.why) for j in store.judgements_on(mark.subject)] == [(words, words)]
    for search in (store.find_by_name, store.find_passages):
        search(words)
    store.find_by_name(words, kinds=[words])
    assert store.find_entity(words) is None
    assert store.statements_about(words, [words], [words], words) == []
    found = store.find_document(commit.document.id)
    assert found is not None
    assert words in found.document.text
    assert store.count().documents == 1


def test_a_writer_waits_for_the_writer_before(store: Neo4jStore, neo4j_driver: Driver) -> None:
    """While somebody holds the clock a commit waits, and goes on as soon as it is free."""
    store.put_document(write_post("白朗", "局长", WATER, "2024-03-01").commit())
    commit = write_post("柳青原", "局长", EDUCATION, "2024-03-01").commit()
    with neo4j_driver.session() as session, ThreadPoolExecutor(1) as pool:
        transaction = session.begin_transaction()
        transaction.run("MATCH (clock:Meta {name: 'clock'}) SET clock.taken = true").consume()
        waiting = pool.submit(store.put_document, commit)
        time.sleep(0.5)
        assert not waiting.done()
        transaction.commit()
        assert waiting.result(timeout=30)


def test_two_writers_take_turns(neo4j_server: TestedNeo4j, store: Neo4jStore) -> None:
    """Two stores that attach people to the same post lose nothing, and every moment is used once."""
    pages = [write_post("白朗", "局长", WATER, f"2024-0{n % 6 + 1}-01", note=f"第{n}次") for n in range(24)]
    commits = [page.commit() for page in pages]
    other = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    start = threading.Barrier(2)

    def put(writer: Neo4jStore, part: int) -> list[bool]:
        start.wait(timeout=30)
        return [writer.put_document(commit) for commit in commits[part::2]]

    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(put, writer, part) for part, writer in enumerate((store, other))]
        assert all(all(result.result(timeout=120)) for result in results)
    other.close()
    assert store.count().documents == 24
    assert [match.entity.id for match in store.find_by_name("白朗")] == [min(map(person_of, commits))]
    moments = [view.known_from for view in store.iter_statements()]
    assert len(set(moments)) == len(moments) == 24


def test_a_change_runs_again_when_the_server_asks(store: Neo4jStore, neo4j_driver: Driver) -> None:
    """A deadlock that the server ends leaves nothing of the first try, and the second one is committed."""
    store.put_document(write_post("白朗", "局长", WATER, "2024-03-01").commit())
    ask(neo4j_driver, "CREATE (:Arrival {id: 'left'}), (:Arrival {id: 'right'})")
    both = threading.Barrier(2)
    tries: list[str] = []

    def cross(first: str, second: str) -> None:
        def change(transaction: ManagedTransaction) -> None:
            tries.append(first)
            _touch(transaction, first)
            if len(tries) <= 2:
                both.wait(timeout=30)
            _touch(transaction, second)

        store._connection.write(change)

    with ThreadPoolExecutor(2) as pool:
        for result in [pool.submit(cross, "left", "right"), pool.submit(cross, "right", "left")]:
            result.result(timeout=60)
    assert len(tries) == 3
    assert ask(neo4j_driver, "MATCH (a:Arrival) WHERE a.touched IS NOT NULL RETURN a.touched") == [[2], [2]]


def _touch(transaction: ManagedTransaction, arrival_id: str) -> None:
    query = "MATCH (a:Arrival {id: $id}) SET a.touched = coalesce(a.touched, 0) + 1"
    transaction.run(query, id=arrival_id).consume()


def test_holdings_are_drawn_for_browsing(store: Neo4jStore, neo4j_driver: Driver) -> None:
    """(:Person)-[:HOLDS_POST]->(:Post)-[:OF]->(:Organisation) follows merges, their undoing and newer readings."""
    first = write_post("白朗", "局长", WATER, "2024-03-01").commit()
    second = write_post("白朗", "局长", EDUCATION, "2024-03-02").commit()
    for commit in (first, second):
        store.put_document(commit)
    query = (
        "MATCH (p:Person)-[h:HOLDS_POST]->(post:Post)-[:OF]->(o:Organisation)"
        " RETURN p.id, post.name, o.name, h.statement_id ORDER BY o.name"
    )
    apart = [
        [person_of(second), "局长", EDUCATION, second.statements[0].id],
        [person_of(first), "局长", WATER, first.statements[0].id],
    ]
    assert ask(neo4j_driver, query) == sorted(apart, key=lambda row: row[2])
    merged = store.put_judgement(judge_same(person_of(first), person_of(second)))
    assert {row[0] for row in ask(neo4j_driver, query)} == {min(person_of(first), person_of(second))}
    store.undo_judgement(merged.id)
    assert ask(neo4j_driver, query) == sorted(apart, key=lambda row: row[2])
    bodies = store.put_judgement(judge_same(entity_of(first, "Organisation").id, entity_of(second, "Organisation").id))
    assert len({(row[1], row[2]) for row in ask(neo4j_driver, query)}) == 1
    store.undo_judgement(bodies.id)
    assert ask(neo4j_driver, query) == sorted(apart, key=lambda row: row[2])


def test_what_mentions_are_judged_to_be_is_drawn(store: Neo4jStore, neo4j_driver: Driver) -> None:
    """(:Mention)-[:IS]->(:Entity) stands for each open judgement and goes with it."""
    commit = write_post("白朗", "局长", WATER, "2024-03-01").commit()
    other = write_post("柳青原", "局长", EDUCATION, "2024-03-01").commit()
    for each in (commit, other):
        store.put_document(each)
    reference = next(m.reference_id for m in commit.mentions if m.mention.text == "白朗")
    query = "MATCH (m:Mention {reference_id: $id})-[i:IS]->(e:Entity) RETURN e.id, i.by ORDER BY i.by"
    before = ask(neo4j_driver, query, id=reference)
    assert [row[0] for row in before] == [person_of(commit)]
    judgement = store.put_judgement(Judgement(reference, Verdict.IS, person_of(other), by="馆员甲"))
    assert [person_of(other), "馆员甲"] in ask(neo4j_driver, query, id=reference)
    store.undo_judgement(judgement.id)
    assert ask(neo4j_driver, query, id=reference) == before


def test_a_missing_index_is_made_when_the_store_is_opened(
    store: Neo4jStore, neo4j_server: TestedNeo4j, neo4j_driver: Driver
) -> None:
    """Opening repairs the schema: a name search works after somebody dropped the full-text index."""
    store.put_document(write_post("白朗", "局长", WATER, "2024-03-01").commit())
    ask(neo4j_driver, "DROP INDEX entity_names")
    again = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    assert [match.matched_by for match in again.find_by_name("水务")] == ["part"]
    again.close()


def test_a_store_without_keys_of_names_gets_them(
    store: Neo4jStore, neo4j_server: TestedNeo4j, neo4j_driver: Driver
) -> None:
    """An earlier version kept none; opened again the store finds as before, also where the upgrade was stopped."""
    for name in ("白朗", "覃行", "艾力·买买提"):
        store.put_document(write_post(name, "局长", WATER, "2024-03-01").commit())
    asked = ("Bai Lang", "朗", "Xing Qin", "艾力maimaiti", "艾力买买提")
    before = {words: store.find_by_name(words) for words in asked}
    assert all(before.values())
    ask(neo4j_driver, "DROP INDEX entity_keys")
    ask(neo4j_driver, "MATCH (e:Entity) WHERE e.name <> '白朗' REMOVE e.name_keys")
    opened = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    assert {words: opened.find_by_name(words) for words in asked} == before
    opened.close()
    assert ask(neo4j_driver, "MATCH (e:Entity {kind: 'Person'}) WHERE e.name_keys IS NULL RETURN e.name") == []


def test_a_store_without_facets_is_brought_up(
    store: Neo4jStore, neo4j_driver: Driver, neo4j_server: TestedNeo4j
) -> None:
    """Posts and bodies that an earlier version stored are found by line and area once it is opened."""
    store.put_document(write_post("白朗", "局长", "内蒙古自治区赤峰市教育局", "2024-03-01").commit())
    store.put_document(write_post("江望潮", "院长", "内蒙古自治区赤峰市中级人民法院", "2024-03-05").commit())
    query = OfficialsQuery(line="government", area="1504")
    before = store.find_officials(query)
    assert [match.name for match in before] == ["白朗"]
    judges = store.find_officials(OfficialsQuery(line="court"))
    assert [match.name for match in judges] == ["江望潮"]
    ask(neo4j_driver, "DROP INDEX entity_by_line")
    ask(neo4j_driver, "MATCH (e:Entity) REMOVE e.line, e.area")
    assert store.find_officials(query) == []
    opened = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    assert opened.find_officials(query) == before
    assert opened.find_officials(OfficialsQuery(line="court")) == judges
    opened.close()
