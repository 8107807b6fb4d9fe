"""Every Cypher statement finds what it needs by an index, whatever the store holds besides.

Each file is profiled once, with values that hit, on a small store that was filled through the contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver

from domain.officials import OfficialsQuery
from domain.ontology.catalogue import load_kinds
from graph.commit import DocumentCommit
from graph.facet import pack_query
from graph.names import ask_name
from graph.neo4j.cypher import list_cypher, load_cypher, read_parameters
from graph.neo4j.naming import pack_key
from graph.neo4j.rows import pack_commit, pack_stage
from graph.neo4j.store import Neo4jStore
from graph.source import SourceRun, pack_run
from tests.graph.commits import entity_of, write_location, write_post
from tests.graph.sheets import CODES, event, home, use, write_sheet
from tests.neo4j_server import TestedNeo4j, empty_database

pytestmark = pytest.mark.neo4j

STATEMENTS = [*list_cypher("read"), *list_cypher("work")]
MOMENT = "2024-01-01T00:00:00.000000+00:00"

AREAS = sorted(CODES)
OF_RECORDS = {name for name in STATEMENTS if name.startswith(("read/record", "read/case"))}

GROWING = ("Scan", "CartesianProduct")
"""Parts of the operators that read a whole label, type or index, or multiply two results."""

REASONED = {
    ("read/counts", "DirectedRelationshipTypeScan"): "a count of all open readings",
    ("read/count_entities", "NodeIndexScan"): "a count of all entities by kind",
    ("read/count_versions", "NodeIndexScan"): "a count of all documents by version",
    ("work/insert_participations", "CartesianProduct"): "of one statement and one entity, both found by id",
    ("work/groups_of_people", "CartesianProduct"): "of the posts of one person and the person, found by id",
    ("work/move", "CartesianProduct"): "of one member and one cluster, both found by id",
    ("work/remember_named", "CartesianProduct"): "of one document and one entity, both found by id",
    ("work/replace_history", "CartesianProduct"): "of one member or statement and one cluster, both found by id",
    (
        "read/documents_like",
        "NodeByLabelScan",
    ): "a path or url by which somebody asks for a document, before he retracts it",
    ("read/source_arrivals", "NodeByLabelScan"): "an overview of all sources counts all arrivals",
    ("read/case_counts", "CartesianProduct"): "of the one list of promises and the asked cases",
    ("read/cases", "CartesianProduct"): "of the one list of promises and the asked cases",
    ("read/recorded_areas", "NodeByLabelScan"): "which of all communities and places have rows",
    ("read/source_runs", "NodeByLabelScan"): "an overview of all sources looks at all runs, some a month",
    ("work/write_judgements", "CartesianProduct"): "of one reference's mention and one entity found by id",
}
"""What may read everything, and why."""


@pytest.fixture(scope="module")
def filled(neo4j_server: TestedNeo4j, neo4j_driver: Driver) -> Iterator[DocumentCommit]:
    """A store of people in posts, communities with a code, and tables of records; gives one document of a post."""
    empty_database(neo4j_driver)
    store = Neo4jStore(neo4j_server.url, "neo4j", neo4j_server.password)
    commits = [
        write_post(
            f"丁{'一二三四五六七'[number % 7]}",
            "镇长",
            f"青海省云岫县试{'甲乙丙丁戊'[number % 5]}镇人民政府",
            f"2024-{number % 12 + 1:02d}-01",
            note=f"第{number}次",
        ).commit()
        for number in range(80)
    ]
    places = [
        write_location(f"试{number}村", "云岫县", code=f"6399990000{number:02d}").commit() for number in range(10)
    ]
    tables = [
        write_sheet([
            *(use(f"{table}用{n}", "2024-03-05", AREAS[n % 3], "助餐", f"户{n}", "1", f"格{n % 5}") for n in range(20)),
            *(home(f"户{table}之{n}", AREAS[n % 3], f"格{n % 5}", "独居", "2024-01-01") for n in range(20)),
            *(event(f"件{table}之{n}", "raised", "2024-01-01", AREAS[n % 3]) for n in range(20)),
            *({"predicate": "PROMISED", "record": f"诺{table}之{n}", "from": "", "service": f"修{n}", "closure": "120",
               "provider": f"云岫县试{'甲乙丙丁戊'[n % 5]}镇人民政府"} for n in range(20)),
        ]).commit()
        for table in range(3)
    ]  # fmt: skip
    for commit in (*commits, *places, *tables):
        store.put_document(commit)
    neo4j_driver.execute_query("CALL db.prepareForReplanning()")
    yield commits[3]
    store.close()
    empty_database(neo4j_driver)


def sample(name: str, commit: DocumentCommit) -> dict[str, Any]:
    """Values for the parameters of a statement, such that it finds something."""
    post, person = entity_of(commit, "Post"), entity_of(commit, "Person")
    statement, judgement = commit.statements[0], commit.judgements[0]
    ids = {
        "read/statements_in": commit.document.id,
        "work/version": commit.document.id,
        "work/open_judgement": judgement.id,
        "work/statement_document": statement.id,
        "work/uses_of": commit.mentions[0].reference_id,
        "work/carried": commit.document.id,
        "read/runs": commit.document.id,
    }
    many = {
        "read/versions": [commit.document.id],
        "read/documents": [commit.document.id],
        "read/statements_in_each": [commit.document.id],
        "read/statements": [statement.id],
        "work/participations_of": [statement.id],
        "work/arguments_of": [statement.id],
        "work/posts_of": [post.body],
        "work/grounded": [commit.document.id],
        "work/words": [statement.id],
        "work/meant": [m.reference_id for m in commit.mentions],
        "work/delete_words": [statement.id, *(m.reference_id for m in commit.mentions)],
        "work/links_of": [m.reference_id for m in commit.mentions],
    }
    batches: dict[str, dict[str, Any]] = {
        "work/insert_participations": {
            "rows": [
                {
                    "statement_id": statement.id,
                    "role": "giver",
                    "member_id": post.id,
                    "cluster_id": post.id,
                    "predicate": "RECEIVED_AWARD",
                }
            ]
        },
        "work/close_participations": {"rows": [{"statement_id": statement.id, "role": "giver"}]},
        "work/insert_arrivals": {"rows": pack_commit(commit, "", MOMENT)["arrivals"]},
        "work/write_judgements": {"closed": [judgement.id], "opened": pack_commit(commit, "", MOMENT)["judgements"]},
        "work/move": {"rows": [{"member_id": person.id, "cluster_id": person.id}]},
        "work/close_dead": {"ids": [person.id]},
        "work/remember_named": {"rows": [{"document_id": commit.document.id, "entity_id": post.body}]},
        "work/rename": {
            "rows": [
                {"id": person.id, "name": "丁", "sort_name": "丁", "characters": "丁", "founding": f"kept:{person.id}"}
            ]
        },
        "work/put_tombstones": {
            "rows": [{"id": person.id, "document_id": commit.document.id, "ground": "error", "day": "2024-01-01"}]
        },
        "work/replace_history": {
            "ids": [person.id],
            "memberships": [{"member_id": person.id, "cluster_id": person.id, "known_from": MOMENT, "known_until": ""}],
            "parts": [
                {
                    "statement_id": statement.id,
                    "role": "person",
                    "member_id": person.id,
                    "cluster_id": person.id,
                    "predicate": "HOLDS_POST",
                    "known_from": MOMENT,
                    "known_until": "",
                }
            ],
        },
        "work/mask_rows": {
            "rows": [{"statement_id": statement.id, "word": "", "detail": "", "masked_word": "", "masked_detail": ""}]
        },
        "work/mask_statements": {"rows": [{"id": statement.id, "quote": "", "arguments": "[]", "masks": "[]"}]},
        "work/reopen_readings": {"rows": [{"id": statement.id}]},
        "work/close_readings": {"rows": [{"id": statement.id}]},
        "work/draw": {"statements": [statement.id], "entities": [post.id, post.body]},
    }
    values: dict[str, Any] = {
        "id": ids.get(name, person.id),
        "ids": many.get(name, [person.id, post.id]),
        "known": "9999",
        "below": 0.95,
        "classes": ["REF", "PUB"],
        "predicates": [],
        "roles": [],
        "limit": 20,
        "after": "",
        "after_text": "",
        "words": commit.document.id[:12],
        "tails": ["/甲.txt#"],
        "since": MOMENT,
        "name": "丁",
        "phrase": '"丁"',
        "loose": "试甲",
        "keys": [pack_key(key) for key in asked.keys] if (asked := ask_name("ding一")) else [],
        "kinds": [],
        "front_line": False,
        "hub": 50,
        "area": post.body,
        "period": "2024",
        "service": "",
        "code": "639999000003",
        "after_name": "",
        "query": pack_records() if name in OF_RECORDS else pack_query(OfficialsQuery(line="government"), ""),
        "by": ["area", "month"],
        "services": [post.body],
        "document": commit.document.id,
        "record": "一",
        "now": 0,
        "moment": MOMENT,
        "commit": pack_commit(commit, "2024-01-01", MOMENT),
        "row": pack_stage(commit.stages[0], MOMENT),
        "groups": [{"post_id": post.id, "name": person.name}],
        "day": "2024-12-31",
        "run": pack_run(SourceRun("试甲", MOMENT)),
        "batch": {"moment": MOMENT, **batches.get(name, {})},
    }
    return {parameter: values[parameter] for parameter in read_parameters(name)}


def pack_records() -> dict[str, Any]:
    """The filters of a question about rows and cases of an area, as graph/neo4j/record_reader.py packs them."""
    area = entity_of(write_sheet([use("一", "2024-03-05", AREAS[0], "助餐")]).commit(), "Community").id
    empty: dict[str, Any] = {
        name: [] for name in ("grids", "services", "bodies", "subjects", "words", "cases", "states")
    }
    return {
        **empty, "predicate": "USED", "seek": "area", "areas": [area], "since": "", "until": "", "known": "",
        "care": "", "minute": 0, "overdue": False, "roots": {},
    }  # fmt: skip


def walk(plan: dict[str, Any]) -> Iterator[str]:
    """The operators of a plan, without the name of the runtime."""
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", ()):
        yield from walk(child)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_reads_no_whole_label(name: str, filled: DocumentCommit, neo4j_driver: Driver) -> None:
    """No operator's work grows with what the store holds besides, but for the reasoned exceptions."""
    with neo4j_driver.session() as session, session.begin_transaction() as transaction:
        result = transaction.run(f"PROFILE {load_cypher(name)}", sample(name, filled))
        list(result)
        profile = result.consume().profile
        transaction.rollback()
    assert profile is not None
    wide = {operator for operator in walk(profile) if any(part in operator for part in GROWING)}
    assert {operator for operator in wide if (name, operator) not in REASONED} == set()


def test_each_kind_of_the_ontology_is_a_label() -> None:
    """An entity of every kind can be found by its label; labels come from the statement's text alone."""
    text = load_cypher("work/insert_document")
    assert [kind for kind in load_kinds() if f"WHEN '{kind}' THEN [1] ELSE [] END | SET e:{kind})" not in text] == []
