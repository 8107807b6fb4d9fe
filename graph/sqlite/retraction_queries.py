"""What a retraction asks and deletes in the embedded store: constants only, values are always parameters.

`IDS` is the one JSON parameter of a set of ids. What is deleted goes whatever its clocks say.
"""

IDS = "(SELECT value FROM json_each(?1))"

TOMBSTONES = f"SELECT id, document_id, ground, day FROM tombstone WHERE id IN {IDS}"

KEEP_JUDGED = """
INSERT OR IGNORE INTO judged_reference SELECT m.document_id, m.reference_id FROM mention m
WHERE m.document_id = ? AND EXISTS (
  SELECT 1 FROM judgement j WHERE j.subject = m.reference_id)
"""

NAMED = """
SELECT p.member_id FROM participation p JOIN statement s ON s.number = p.statement WHERE s.document_id = ?
UNION SELECT entity_id FROM named WHERE document_id = ?
UNION SELECT j.object FROM mention m JOIN judgement j ON j.subject = m.reference_id AND j.verdict = 'is'
WHERE m.document_id = ?
"""

MEANT = f"SELECT object FROM judgement WHERE subject IN {IDS} AND verdict = 'is'"

REFERENCES = """
SELECT reference_id FROM mention WHERE document_id = ?
UNION SELECT reference_id FROM judged_reference WHERE document_id = ?
"""

SHARED = """
SELECT count(*) FROM statement s WHERE s.document_id = ?1 AND EXISTS (
  SELECT 1 FROM participation p
  JOIN participation q ON q.cluster_id = p.cluster_id AND q.predicate = p.predicate AND q.role = p.role
    AND q.known_until = ''
  JOIN statement t ON t.number = q.statement AND t.document_id <> ?1
  WHERE p.statement = s.number AND p.known_until = '' GROUP BY t.id
  HAVING count(*) = (SELECT count(*) FROM participation x WHERE x.statement = s.number AND x.known_until = ''))
"""

COUNT_PARTS = (
    "SELECT count(*) FROM arrival WHERE document_id = ?",
    "SELECT count(*) FROM article WHERE document_id = ?",
    "SELECT count(*) FROM mention WHERE document_id = ?",
    "SELECT count(*) FROM statement s WHERE document_id = ? AND EXISTS ("
    "SELECT 1 FROM reading r WHERE r.statement = s.number AND r.known_until = '')",
)
"""Arrivals, articles, mentions, statements as they are told now."""

_OWN = "(SELECT number FROM statement WHERE document_id = ?1)"

DELETE_DOCUMENT = (
    "DELETE FROM passage_index WHERE rowid IN (SELECT passage_rowid FROM passage WHERE document_id = ?1)",
    "DELETE FROM passage WHERE document_id = ?1",
    f"DELETE FROM participation WHERE statement IN {_OWN}",
    "DELETE FROM record_row WHERE document = (SELECT number FROM record_key WHERE name = ?1)",
    f"DELETE FROM reading WHERE statement IN {_OWN}",
    "DELETE FROM statement WHERE document_id = ?1",
    "DELETE FROM mention WHERE document_id = ?1",
    "DELETE FROM article WHERE document_id = ?1",
    "DELETE FROM arrival WHERE document_id = ?1",
    "DELETE FROM run WHERE document_id = ?1",
    "DELETE FROM named WHERE document_id = ?1",
    "DELETE FROM judged_reference WHERE document_id = ?1",
    "DELETE FROM ledger WHERE item = ?1",
    "DELETE FROM document WHERE id = ?1",
)

DELETE_STAGES = """
DELETE FROM ledger WHERE EXISTS (
  SELECT 1 FROM json_each(?1) WHERE length(item) >= length(value) AND substr(item, -length(value)) = value)
"""

_WORDS = f"""
FROM judgement WHERE subject IN {IDS} OR (object <> '' AND object IN {IDS} AND verdict = 'corrected') OR ground = ?2
"""

COUNT_WORDS = f"SELECT count(*) FROM (SELECT * {_WORDS}) WHERE known_until = '' AND \"by\" NOT LIKE ?3"

DELETE_WORDS = f"DELETE {_WORDS}"

_SIDES = f"FROM judgement WHERE subject IN {IDS} OR (object <> '' AND object IN {IDS})"

JUDGED_SIDES = f"SELECT subject, verdict, object, \"by\", known_until = '' AS is_open {_SIDES}"

DELETE_SIDES = f"DELETE {_SIDES}"

DELETE_PASSED = f"""
DELETE FROM judgement WHERE verdict = 'same' AND known_until <> '' AND known_from >= ?2 AND "by" LIKE ?3
AND (subject IN {IDS} OR (object <> '' AND object IN {IDS}))
"""

LINKED = """
SELECT value FROM json_each(?1) WHERE EXISTS (
  SELECT 1 FROM membership m JOIN participation p ON p.cluster_id = m.cluster_id AND p.member_id = m.member_id
  WHERE m.member_id = value)
OR EXISTS (SELECT 1 FROM judgement j WHERE j.object = value AND j.object <> '' AND j.verdict = 'is'
  AND (j."by" LIKE ?2 OR EXISTS (SELECT 1 FROM mention o WHERE o.reference_id = j.subject)))
"""

NAMED_ELSEWHERE = f"SELECT DISTINCT entity_id FROM named WHERE entity_id IN {IDS}"

SPELLINGS = f"""
SELECT j.object AS id, d.known_from, m.start, m.text, m.full_name FROM judgement j
JOIN mention m ON m.reference_id = j.subject JOIN document d ON d.id = m.document_id
WHERE j.verdict = 'is' AND j.object <> '' AND j.object IN {IDS} AND j.known_until = ''
UNION ALL
SELECT p.member_id, d.known_from, json_extract(a.value, '$[2]'), json_extract(a.value, '$[1]'), ''
FROM membership c JOIN participation p ON p.cluster_id = c.cluster_id AND p.member_id = c.member_id
JOIN statement s ON s.number = p.statement JOIN document d ON d.id = s.document_id
JOIN json_each(s.arguments) a ON json_extract(a.value, '$[0]') = p.role
WHERE c.member_id IN {IDS}
ORDER BY 2, 3, 4
"""

GROUPS_OF_PEOPLE = f"""
SELECT DISTINCT p.cluster_id, e.sort_name FROM participation q
JOIN participation p ON p.statement = q.statement AND p.role = 'post' AND p.known_until = ''
JOIN entity e ON e.id = q.member_id
WHERE q.cluster_id IN (SELECT cluster_id FROM membership WHERE member_id IN {IDS}) AND q.member_id IN {IDS}
AND q.role = 'person' AND q.predicate = 'HOLDS_POST' AND q.known_until = ''
"""

DELETE_ENTITIES = (
    f"DELETE FROM entity WHERE id IN {IDS}",
    f"DELETE FROM membership WHERE member_id IN {IDS}",
    f"DELETE FROM named WHERE entity_id IN {IDS}",
)

HISTORY = """
WITH RECURSIVE reach (id) AS (
  SELECT value FROM json_each(?1)
  UNION
  SELECT b.member_id FROM reach JOIN membership a ON a.member_id = reach.id
  JOIN membership b ON b.cluster_id = a.cluster_id
)
SELECT member_id, cluster_id, known_from, known_until FROM membership WHERE member_id IN (SELECT id FROM reach)
"""

MEMBERSHIPS = f"SELECT member_id, cluster_id, known_from, known_until FROM membership WHERE member_id IN {IDS}"

VERDICTS = f"""
SELECT * FROM judgement WHERE verdict IN ('same', 'different', 'unsure')
AND (subject IN {IDS} OR (object <> '' AND object IN {IDS}))
"""

_OF_HISTORY = f"""
WHERE member_id IN {IDS} AND cluster_id IN (SELECT cluster_id FROM membership WHERE member_id IN {IDS})
"""

PARTS = f"""
SELECT s.id, p.role, p.member_id, p.cluster_id, p.predicate, p.known_from, p.known_until
FROM participation p JOIN statement s ON s.number = p.statement {_OF_HISTORY}
"""

DELETE_HISTORY = (f"DELETE FROM participation {_OF_HISTORY}", f"DELETE FROM membership WHERE member_id IN {IDS}")
