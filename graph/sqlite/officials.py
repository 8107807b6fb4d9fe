"""The search of officials in the embedded store: how a holding is found, and what is made of all that are.

One text for the page and for the counts (`:part`): both start from the same holdings.
"""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from domain.officials import FacetCount, OfficialMatch, OfficialsQuery
from graph.facet import pack_query, unpack_statements
from graph.names import sort_name

OFFICIALS = """
WITH place AS MATERIALIZED (
  SELECT z.entity_id AS member_id, m.cluster_id FROM facet z
  JOIN membership m ON m.member_id = z.entity_id AND m.known_from <= :known
    AND (m.known_until = '' OR m.known_until > :known)
  WHERE :area <> '' AND z.area >= :area AND z.area < :area_end AND z.area <> ''
  UNION SELECT m.member_id, m.cluster_id FROM membership m
  WHERE :place <> '' AND m.cluster_id = :place AND m.known_from <= :known
    AND (m.known_until = '' OR m.known_until > :known)
), located AS MATERIALIZED (
  SELECT DISTINCT x.cluster_id FROM place
  CROSS JOIN participation y ON y.cluster_id = place.cluster_id AND y.predicate = 'LOCATED_IN' AND y.role = 'place'
    AND y.member_id = place.member_id AND y.known_from <= :known AND (y.known_until = '' OR y.known_until > :known)
  CROSS JOIN participation x ON x.statement = y.statement AND x.role = 'place_of' AND x.known_from <= :known
    AND (x.known_until = '' OR x.known_until > :known)
), office AS MATERIALIZED (
  SELECT entity_id AS id FROM facet
  WHERE :area = '' AND :place = '' AND :body = '' AND line >= :line AND line <= :line_end AND line <> ''
  UNION SELECT e.id FROM (
    SELECT member_id FROM place UNION SELECT m.member_id FROM located
    JOIN membership m ON m.cluster_id = located.cluster_id AND m.known_from <= :known
      AND (m.known_until = '' OR m.known_until > :known)
  ) b JOIN entity e ON e.body = b.member_id AND e.body <> '' WHERE :body = ''
  UNION SELECT p.member_id FROM participation o JOIN participation p ON p.statement = o.statement
    AND p.role = 'post' AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
  WHERE :body <> '' AND o.cluster_id = :body AND o.predicate = 'HOLDS_POST' AND o.role IN ('org', 'body')
    AND o.known_from <= :known AND (o.known_until = '' OR o.known_until > :known)
), post AS MATERIALIZED (
  SELECT e.id, f.line, coalesce(g.area, '') AS area, pm.cluster_id AS post_id, bm.cluster_id AS body_id
  FROM office CROSS JOIN facet f ON f.entity_id = office.id CROSS JOIN entity e ON e.id = f.entity_id
  JOIN membership pm ON pm.member_id = e.id AND pm.known_from <= :known
    AND (pm.known_until = '' OR pm.known_until > :known)
  JOIN entity b ON b.id = e.body
  JOIN membership bm ON bm.member_id = b.id AND bm.known_from <= :known
    AND (bm.known_until = '' OR bm.known_until > :known)
  LEFT JOIN facet g ON g.entity_id = b.id
  WHERE f.line >= :line AND f.line <= :line_end AND f.line <> '' AND f.line <> 'front_line'
  AND (:title = '' OR (substr(:title, -length(e.name)) = e.name
    AND substr(b.name || e.name, -length(:title)) = :title))
  AND (:area = '' OR (g.area >= :area AND g.area < :area_end) OR bm.cluster_id IN (SELECT cluster_id FROM located))
  AND (:place = '' OR bm.cluster_id = :place OR bm.cluster_id IN (SELECT cluster_id FROM located))
), said AS (
  SELECT q.cluster_id AS person, post.post_id, post.line, post.area, post.body_id, s.id AS statement_id,
    r.valid_from, r.valid_to, substr(d.stated, 1, 10) AS stated, coalesce((
      SELECT json_extract(value, '$[1]') FROM json_each(s.arguments) WHERE json_extract(value, '$[0]') = 'status'
    ), '') AS status
  FROM post CROSS JOIN participation p ON p.cluster_id = post.post_id AND p.predicate = 'HOLDS_POST' AND p.role = 'post'
    AND p.member_id = post.id AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
  CROSS JOIN statement s ON s.number = p.statement AND s.data_class IN ('REF', 'PUB')
  JOIN participation q ON q.statement = s.number AND q.role = 'person' AND q.known_from <= :known
    AND (q.known_until = '' OR q.known_until > :known)
  JOIN reading r ON r.statement = s.number AND r.known_from <= :known AND (r.known_until = '' OR r.known_until > :known)
  JOIN document d ON d.id = s.document_id
  WHERE (:body = '' OR post.body_id = :body OR EXISTS (
    SELECT 1 FROM participation o WHERE o.statement = s.number AND o.role IN ('org', 'body') AND o.cluster_id = :body
      AND o.known_from <= :known AND (o.known_until = '' OR o.known_until > :known)))
  AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = s.id
    AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')
    AND j.known_from <= :known AND (j.known_until = '' OR j.known_until > :known))
), dated AS (
  SELECT *, nullif(CASE WHEN valid_from <> '' THEN valid_from WHEN status IN ('former', 'removed') AND valid_to <> ''
      THEN valid_to WHEN status = 'former' THEN '' ELSE stated END, '') AS since,
    CASE WHEN valid_to <> '' THEN valid_to WHEN status = 'former' THEN valid_from
      ELSE max(stated, valid_from) END AS until,
    valid_to <> '' OR status = 'removed' OR (status = 'former' AND valid_from = '') AS is_end
  FROM said WHERE status NOT IN ('proposed', 'removal_proposed')
), holding AS (
  SELECT person, post_id, min(line) AS line, min(area) AS area, min(body_id) AS body_id,
    group_concat(statement_id, ' ') AS statements
  FROM dated GROUP BY person, post_id
  HAVING (:since = '' OR (max(until) <> '' AND max(until) || '~' >= :since))
  AND (:until = '' OR min(since) <= :until || '~')
  AND (max((:since = '' OR (until <> '' AND until || '~' >= :since)) AND (:until = '' OR since <= :until || '~')) = 1
    OR max(CASE WHEN until || '~' < :since AND NOT is_end THEN until END)
      > coalesce(max(CASE WHEN until || '~' < :since AND is_end THEN until || '~' END), ''))
), found AS (
  SELECT h.*, e.name, e.sort_name FROM holding h JOIN entity e ON e.id = h.person AND e.front_line = 0
  WHERE :training = '' OR EXISTS (
    SELECT 1 FROM participation t JOIN statement u ON u.number = t.statement AND instr(u.arguments, :training) > 0
    WHERE t.cluster_id = h.person AND t.predicate = 'EDUCATED' AND t.role = 'person' AND t.known_from <= :known
      AND (t.known_until = '' OR t.known_until > :known)
    AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = u.id
    AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')
    AND j.known_from <= :known AND (j.known_until = '' OR j.known_until > :known)))
)
SELECT 'person' AS facet, person AS value, 1 AS people, min(name) AS name, min(sort_name) AS place,
  group_concat(statements, ' ') AS statements FROM found
WHERE :part = 'page' AND (:after = '' OR (sort_name, person) > (:after_name, :after)) GROUP BY person
UNION ALL SELECT 'line', line, count(DISTINCT person), '', '', '' FROM found WHERE :part = 'counts' GROUP BY line
UNION ALL SELECT 'area', substr(area, 1, 6) AS county, count(DISTINCT person), '', '', '' FROM found
WHERE :part = 'counts' AND area <> '' GROUP BY county
UNION ALL SELECT 'body', body_id, count(DISTINCT person), '', '', '' FROM found WHERE :part = 'counts' GROUP BY body_id
ORDER BY facet, place, value LIMIT :limit
"""

ALL = -1


class OfficialsReader:
    """The part of graph.store.GraphReader that finds officials."""

    @abstractmethod
    def _rows(self, query: str, **values: Any) -> list[sqlite3.Row]: ...

    @abstractmethod
    def find_names(self, entity_ids: Sequence[str]) -> dict[str, str]: ...

    def find_officials(
        self, query: OfficialsQuery, known: str = "", after: str = "", limit: int = 50
    ) -> list[OfficialMatch]:
        name = sort_name(self.find_names([after]).get(after, "")) if after else ""
        asked = pack_query(query, known)
        rows = self._rows(OFFICIALS, **asked, part="page", after=after, after_name=name, limit=limit)
        return [
            OfficialMatch(row["value"], row["name"], unpack_statements([row["statements"].split()])) for row in rows
        ]

    def count_officials(self, query: OfficialsQuery, known: str = "") -> list[FacetCount]:
        asked = pack_query(query, known)
        rows = self._rows(OFFICIALS, **asked, part="counts", after="", after_name="", limit=ALL)
        return [FacetCount(row["facet"], row["value"], row["people"]) for row in rows]
