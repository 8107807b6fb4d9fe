"""The questions in hand-written Cypher on the store's own graph, and a bare transaction of one document's rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, LiteralString

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity

from bench.questions import LIMIT, PERIOD
from graph.commit import DocumentCommit
from graph.fulltext import phrase
from graph.hub import HUB
from graph.neo4j.rows import Values, pack_commit
from graph.provenance import earliest_date

PORTRAIT: LiteralString = """
MATCH (:Entity {id: $id})<-[p:SAYS_OF {known_until: ''}]-(s:Statement)<-[r:SAYS {known_until: ''}]-(d:Document)
RETURN s.id, s.predicate, s.document_id, s.start, s.end, s.quote, s.arguments, r.valid_from, r.valid_to, d.stated
ORDER BY s.document_id, s.start, s.id
"""
ORGANISATION: LiteralString = """
MATCH (:Entity {id: $id})<-[p:SAYS_OF {known_until: ''}]-(s:Statement)<-[r:SAYS {known_until: ''}]-(d:Document)
WHERE [p.predicate, p.role] IN [['HOLDS_POST', 'org'], ['HOLDS_POST', 'body'], ['LOCATED_IN', 'place'],
  ['PROVIDES', 'provider'], ['HELD_ACTIVITY', 'organiser'], ['RECEIVED_AWARD', 'recipient'], ['COUNT', 'subject']]
RETURN s.id, s.predicate, s.document_id, s.start, s.end, s.quote, s.arguments, r.valid_from, r.valid_to, d.stated
"""
SOURCES: LiteralString = """
MATCH (:Entity {id: $id})<-[:SAYS_OF {known_until: ''}]-(s:Statement)<-[:SAYS]-(d:Document)-[:ARRIVED]->(a:Arrival)
RETURN DISTINCT d.id, a.title, a.source, a.published, a.url
"""
NAME_EXACT: LiteralString = """
MATCH (e:Entity {sort_name: $name}) WHERE e.cluster_id IS NOT NULL
RETURN e.cluster_id AS id, min(e.sort_name) AS name, e.kind ORDER BY name, id LIMIT $limit
"""
NAME_PREFIX: LiteralString = """
MATCH (e:Entity) WHERE e.sort_name STARTS WITH $name AND e.cluster_id IS NOT NULL
RETURN e.cluster_id AS id, min(e.sort_name) AS name, e.kind ORDER BY name, id LIMIT $limit
"""
NAME_PART: LiteralString = """
CALL db.index.fulltext.queryNodes('entity_names', $phrase) YIELD node AS e WHERE e.cluster_id IS NOT NULL
RETURN e.cluster_id AS id, min(e.sort_name) AS name, e.kind ORDER BY name, id LIMIT $limit
"""
TEXT: LiteralString = """
CALL db.index.fulltext.queryNodes('article_passages', $phrase) YIELD node AS a
RETURN a.document_id AS id, a.number AS number, a.headline ORDER BY id, number LIMIT $limit
"""
NEIGHBOURHOOD: LiteralString = """
MATCH (c:Entity {id: $id})
OPTIONAL MATCH (c)<-[:SAYS_OF {known_until: ''}]-(:Statement)-[:SAYS_OF {known_until: ''}]->(o:Entity)
WITH c, collect(DISTINCT o) AS first
CALL (first) {
  UNWIND first AS o
  WITH o WHERE COUNT { (o)<-[:SAYS_OF {known_until: ''}]-(:Statement) } <= $hub
  MATCH (o)<-[:SAYS_OF {known_until: ''}]-(:Statement)-[:SAYS_OF {known_until: ''}]->(far:Entity)
  RETURN collect(DISTINCT far) AS second
}
UNWIND [c] + first + second AS node
WITH collect(DISTINCT node) AS nodes
UNWIND nodes AS a
MATCH (a)<-[p:SAYS_OF {known_until: ''}]-(s:Statement)-[:SAYS_OF {known_until: ''}]->(b:Entity)
WHERE b.id > a.id AND b IN nodes
RETURN DISTINCT a.id AS source, b.id AS target, s.id AS statement, p.predicate ORDER BY source, target, statement
"""
USES: LiteralString = """
MATCH (:Entity {id: $id})<-[:SAYS_OF {predicate: 'USED', role: 'area', known_until: ''}]-(s:Statement)
MATCH (s)<-[r:SAYS {known_until: ''}]-(:Document) WHERE r.valid_from STARTS WITH $period
MATCH (s)-[:SAYS_OF {role: 'service', known_until: ''}]->(v:Entity)
OPTIONAL MATCH (s)-[:SAYS_OF {role: 'household', known_until: ''}]->(h:Entity)
RETURN DISTINCT v.id, h.id
"""
REGISTER: LiteralString = """
MATCH (:Entity {id: $id})<-[:SAYS_OF {predicate: 'LIVES_IN', role: 'area', known_until: ''}]-(s:Statement)
MATCH (s)-[:SAYS_OF {role: 'household', known_until: ''}]->(h:Entity)
RETURN DISTINCT h.id, h.name
"""
INSERT: LiteralString = """
CALL () { UNWIND $batch.documents AS row CREATE (d:Document) SET d = row }
CALL () { UNWIND $batch.entities AS row MERGE (e:Entity {id: row.id}) ON CREATE SET e = row, e:$(row.kind) }
CALL () {
  UNWIND $batch.arrivals AS row MATCH (d:Document {id: row.document_id}) CREATE (d)-[:ARRIVED]->(a:Arrival) SET a = row
}
CALL () {
  UNWIND $batch.articles AS row MATCH (d:Document {id: row.document_id}) CREATE (d)-[:HAS_ARTICLE]->(a:Article)
  SET a = row
}
CALL () {
  UNWIND $batch.statements AS row MATCH (d:Document {id: row.statement.document_id})
  CREATE (d)-[r:SAYS]->(s:Statement) SET s = row.statement, r = row.reading
}
CALL () { UNWIND $batch.judgements AS row CREATE (j:Judgement) SET j = row }
CALL () {
  UNWIND $batch.mentions AS row
  MATCH (d:Document {id: row.document_id}) CREATE (d)-[:MENTIONS]->(m:Mention) SET m = row
  WITH m, $batch.links[m.reference_id] AS id WHERE id IS NOT NULL
  MATCH (e:Entity {id: id}) CREATE (m)-[:IS]->(e)
}
CALL () {
  UNWIND $batch.memberships AS row
  MATCH (m:Entity {id: row[0]}) MATCH (c:Entity {id: row[1]})
  CREATE (m)-[:MEMBER_OF_CLUSTER {known_from: row[2], known_until: row[3]}]->(c) SET m.cluster_id = c.id
}
CALL () {
  UNWIND $batch.participations AS row
  MATCH (s:Statement {id: row[0]}) MATCH (c:Entity {id: row[3]})
  CREATE (s)-[p:SAYS_OF]->(c)
  SET p = {role: row[1], member_id: row[2], predicate: row[4], known_from: row[5], known_until: row[6]}
}
CALL () { UNWIND $batch.stages AS row CREATE (l:Stage) SET l = row }
"""
"""Rows of one document, or of many: what it is given is inserted, nothing is looked up but the ends of ties."""

MEMBERSHIPS = "SELECT * FROM membership WHERE known_from = ?"
PARTICIPATIONS = """
SELECT s.id, p.role, p.member_id, p.cluster_id, p.predicate, p.known_from, p.known_until
FROM participation p JOIN statement s ON s.number = p.statement WHERE p.known_from = ?
"""

PARTS = ("documents", "entities", "arrivals", "articles", "statements", "judgements", "mentions", "memberships",
         "participations", "stages")  # fmt: skip


def pack_batch(commits: Iterable[DocumentCommit], moment: str, **derived: list[Any]) -> Values:
    """Return the parameter of INSERT for these documents, the rows that derivation adds given beside them."""
    batch: Values = {part: [] for part in PARTS} | {"links": {}} | derived
    for commit in commits:
        values = pack_commit(commit, earliest_date(commit.arrivals), moment)
        batch["documents"].append(values["document"] | values["first"])
        for part in ("entities", "arrivals", "articles", "statements", "judgements", "mentions", "stages"):
            batch[part] += values[part]
        batch["links"] |= {judgement.subject: judgement.object for judgement in commit.judgements}
    return batch


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of one document as a store has written them, ready to be inserted again."""

    batch: Values

    @classmethod
    def read(cls, connection: sqlite3.Connection, commit: DocumentCommit) -> Written:
        """Take what is derived from the embedded store that has written it just now."""
        moment = connection.execute("SELECT known_from FROM document WHERE id = ?", (commit.document.id,)).fetchone()[0]

        def derived(query: str) -> list[list[object]]:
            return [list(row) for row in connection.execute(query, (moment,))]

        memberships, participations = derived(MEMBERSHIPS), derived(PARTICIPATIONS)
        return cls(pack_batch([commit], moment, memberships=memberships, participations=participations))


class Neo4jBare:
    """Fulfils bench.questions.Bare with the official driver, a session for each question as the store does."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.driver = GraphDatabase.driver(
            uri, auth=(user, password), notifications_min_severity=NotificationMinimumSeverity.OFF
        )

    def ask(self, query: LiteralString, **values: Any) -> list[Any]:
        """Return the rows of a hand-written query."""
        with self.driver.session(database="neo4j", default_access_mode="READ", fetch_size=10_000) as session:
            return session.run(query, values).values()

    def portrait(self, person: str) -> list[Any]:
        return self.ask(PORTRAIT, id=person)

    def portrait_page(self, person: str) -> tuple[list[Any], list[Any]]:
        return self.ask(PORTRAIT, id=person), self.ask(SOURCES, id=person)

    def organisation_page(self, organisation: str) -> list[Any]:
        return self.ask(ORGANISATION, id=organisation)

    def name_exact(self, name: str) -> list[Any]:
        return self.ask(NAME_EXACT, name=name, limit=LIMIT)

    def name_prefix(self, name: str) -> list[Any]:
        return self.ask(NAME_PREFIX, name=name, limit=LIMIT)

    def name_part(self, name: str) -> list[Any]:
        return self.ask(NAME_PART, phrase=f'"{phrase(name)}"', limit=LIMIT)

    def text(self, words: str) -> list[Any]:
        return self.ask(TEXT, phrase=f'"{wanted}"', limit=LIMIT) if (wanted := phrase(words)) else []

    def neighbourhood(self, person: str) -> list[Any]:
        return self.ask(NEIGHBOURHOOD, id=person, hub=HUB)

    def coverage(self, area: str) -> tuple[list[Any], list[Any]]:
        return self.ask(USES, id=area, period=PERIOD), self.ask(REGISTER, id=area)

    def insert(self, written: Written) -> None:
        """Insert one document in one transaction of one statement: no question asked, nothing derived or drawn."""

        def run(transaction: ManagedTransaction) -> None:
            transaction.run(INSERT, batch=written.batch).consume()

        with self.driver.session(database="neo4j") as session:
            session.execute_write(run)

    def close(self) -> None:
        """Release the connections."""
        self.driver.close()
