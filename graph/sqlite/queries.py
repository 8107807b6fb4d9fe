"""The reading queries of the embedded store: constants only, values are always parameters.

`:known` is a moment; graph.view.LATEST asks for what is known now. A row counts when it was opened by then and not
closed.
"""

ENTITY = """
SELECT e.*, m.cluster_id FROM membership a
JOIN membership m ON m.cluster_id = a.cluster_id AND m.known_from <= :known
  AND (m.known_until = '' OR m.known_until > :known)
JOIN entity e ON e.id = m.member_id
WHERE a.member_id = :id AND a.known_from <= :known AND (a.known_until = '' OR a.known_until > :known)
ORDER BY e.id
"""

CLUSTERS_AT = """
SELECT e.*, m.cluster_id FROM (
  SELECT DISTINCT cluster_id FROM membership WHERE member_id IN (SELECT value FROM json_each(:ids))
  AND known_from <= :known AND (known_until = '' OR known_until > :known)
) a JOIN membership m ON m.cluster_id = a.cluster_id AND m.known_from <= :known
  AND (m.known_until = '' OR m.known_until > :known)
JOIN entity e ON e.id = m.member_id ORDER BY m.cluster_id, e.id
"""

ENTITIES_OF_CLUSTERS = """
SELECT e.*, m.cluster_id FROM membership m JOIN entity e ON e.id = m.member_id
WHERE m.known_until = '' AND m.cluster_id IN (SELECT value FROM json_each(:ids)) ORDER BY m.cluster_id, e.id
"""

NAMES_OF = """
SELECT id, name FROM entity WHERE id IN (SELECT value FROM json_each(:ids))
"""

CLUSTERS_AFTER = """
SELECT DISTINCT cluster_id FROM membership WHERE known_until = '' AND cluster_id > :after
ORDER BY cluster_id LIMIT :limit
"""

CLUSTER_BY_CODE = """
SELECT m.cluster_id FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE e.sort_name = :name AND e.code = :code ORDER BY m.cluster_id LIMIT 1
"""

SHARED_NAMES = """
SELECT e.sort_name AS name, json_group_array(DISTINCT m.cluster_id) AS ids
FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE e.kind = 'Person' AND NOT e.front_line AND e.sort_name > :after
GROUP BY e.sort_name HAVING count(DISTINCT m.cluster_id) > 1 ORDER BY e.sort_name LIMIT :limit
"""

COMPANIONS = """
SELECT about, other FROM (
  SELECT p.cluster_id AS about, o.cluster_id AS other,
    row_number() OVER (PARTITION BY p.cluster_id ORDER BY o.cluster_id) AS place
  FROM participation p
  JOIN statement s ON s.number = p.statement
  JOIN statement t ON t.document_id = s.document_id
  JOIN participation o ON o.statement = t.number AND o.known_until = '' AND o.cluster_id <> p.cluster_id
  JOIN entity e ON e.id = o.member_id AND e.kind = 'Person'
  WHERE p.cluster_id IN (SELECT value FROM json_each(:ids)) AND p.known_until = ''
  GROUP BY p.cluster_id, o.cluster_id
) WHERE place <= :limit ORDER BY about, other
"""

CLUSTER_OF_CODE = """
SELECT m.cluster_id FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE e.code = :code AND e.code <> '' ORDER BY m.cluster_id LIMIT 1
"""

STATEMENTS_ABOUT = """
WITH hit AS (
  SELECT DISTINCT cluster_id, statement FROM participation
  WHERE cluster_id IN (SELECT value FROM json_each(:ids)) AND known_from <= :known
  AND (known_until = '' OR known_until > :known)
  AND (:predicates = '[]' OR predicate IN (SELECT value FROM json_each(:predicates)))
  AND (:roles = '[]' OR role IN (SELECT value FROM json_each(:roles)))
), found AS (
  SELECT hit.cluster_id AS about, s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from,
    d.stated, row_number() OVER (PARTITION BY hit.cluster_id ORDER BY s.document_id, s.start, s.id) AS place
  FROM hit JOIN statement s ON s.number = hit.statement
  JOIN reading r ON r.statement = s.number AND r.known_from <= :known AND (r.known_until = '' OR r.known_until > :known)
  JOIN document d ON d.id = s.document_id
)
SELECT * FROM found WHERE place <= :limit ORDER BY about, place
"""

SAID_OF = """
SELECT DISTINCT s.id FROM participation p JOIN statement s ON s.number = p.statement
WHERE p.cluster_id IN (SELECT value FROM json_each(:ids))
AND p.predicate = :predicate AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
"""

STATEMENTS_ABOUT_ONE = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated FROM (
  SELECT DISTINCT statement FROM participation
  WHERE cluster_id = :id AND known_from <= :known AND (known_until = '' OR known_until > :known)
) hit JOIN statement s ON s.number = hit.statement
JOIN reading r ON r.statement = s.number AND r.known_from <= :known AND (r.known_until = '' OR r.known_until > :known)
JOIN document d ON d.id = s.document_id
ORDER BY s.document_id, s.start, s.id LIMIT :limit
"""

STATEMENTS = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated
FROM statement s JOIN reading r ON r.statement = s.number
AND r.known_from = (SELECT max(q.known_from) FROM reading q WHERE q.statement = s.number)
JOIN document d ON d.id = s.document_id
WHERE s.id IN (SELECT value FROM json_each(:ids)) ORDER BY s.id
"""

STATEMENTS_IN = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated
FROM statement s JOIN reading r ON r.statement = s.number AND r.known_from <= :known
AND (r.known_until = '' OR r.known_until > :known)
JOIN document d ON d.id = s.document_id WHERE s.document_id = :id ORDER BY s.start, s.id
"""

STATEMENTS_IN_EACH = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated
FROM statement s JOIN reading r ON r.statement = s.number AND r.known_from <= :known
AND (r.known_until = '' OR r.known_until > :known)
JOIN document d ON d.id = s.document_id WHERE s.document_id IN (SELECT value FROM json_each(:ids))
AND (:predicates = '[]' OR s.predicate IN (SELECT value FROM json_each(:predicates)))
ORDER BY s.document_id, s.start, s.id
"""

WAITING = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated
FROM reading r JOIN statement s ON s.number = r.statement JOIN document d ON d.id = s.document_id
WHERE r.known_until = '' AND r.confidence < 1 AND r.confidence < :below
AND s.data_class IN (SELECT value FROM json_each(:classes))
AND (:predicates = '[]' OR s.predicate IN (SELECT value FROM json_each(:predicates)))
AND (:document = '' OR s.document_id = :document)
AND (:after = '' OR (s.document_id, s.start, s.id) > (
  SELECT a.document_id, a.start, a.id FROM statement a WHERE a.id = :after))
AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = s.id AND j.known_until = ''
AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted'))
ORDER BY s.document_id, s.start, s.id LIMIT :limit
"""

WORDS_OF_PEOPLE = """
SELECT j.*, CASE
  WHEN j.verdict = 'is' THEN EXISTS (SELECT 1 FROM mention m WHERE m.reference_id = j.subject) OR EXISTS (
    SELECT 1 FROM participation p JOIN statement s ON s.number = p.statement
    WHERE p.cluster_id IN (SELECT m.cluster_id FROM membership m WHERE m.member_id = j.object AND m.known_until = '')
    AND p.member_id = j.object AND p.known_until = '' AND instr(s.arguments, j.subject) > 0)
  WHEN j.verdict IN ('same', 'different', 'unsure') THEN 2 = (
    SELECT count(*) FROM membership m WHERE m.member_id IN (j.subject, j.object) AND m.known_until = '')
  ELSE EXISTS (SELECT 1 FROM statement s JOIN reading r ON r.statement = s.number AND r.known_until = ''
    WHERE s.id IN (j.subject, j.object))
END AS applies
FROM judgement j WHERE j.known_until = '' AND substr(j."by", 1, 5) <> 'rule:'
"""

RUNS = """
SELECT version, known_from FROM run WHERE document_id = :id ORDER BY known_from
"""

TOLD = """
SELECT s.id, s.predicate, s.start, s."end", s.quote, s.arguments, s.masks, r.extractor, r.known_until
FROM statement s JOIN reading r ON r.statement = s.number
AND r.known_from = (SELECT max(q.known_from) FROM reading q WHERE q.statement = s.number)
WHERE s.document_id = ? ORDER BY s.start, s.id
"""

STATEMENTS_AFTER = """
SELECT s.*, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to, r.known_from, d.stated
FROM statement s JOIN reading r ON r.statement = s.number AND r.known_until = ''
JOIN document d ON d.id = s.document_id WHERE s.id > :after ORDER BY s.id LIMIT :limit
"""

PARTIES = """
SELECT p.statement, p.role, p.cluster_id, e.kind, e.name FROM participation p JOIN entity e ON e.id = p.cluster_id
WHERE p.statement IN (SELECT value FROM json_each(:numbers))
AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
"""

MARKS = """
SELECT subject, verdict, by, why, known_from, id FROM judgement
WHERE subject IN (SELECT value FROM json_each(:ids)) AND known_from <= :known
AND (known_until = '' OR known_until > :known)
AND verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted')
ORDER BY subject, verdict, by, id
"""

PASSAGES = """
SELECT p.document_id, p.number, a.headline FROM passage_index x
JOIN passage p ON p.passage_rowid = x.rowid
JOIN article a ON a.document_id = p.document_id AND a.number = p.number
WHERE x.characters MATCH :phrase ORDER BY p.document_id, p.number LIMIT :limit
"""

NEIGHBOURHOOD = """
WITH RECURSIVE reach (id, depth) AS (
  SELECT value, 0 FROM json_each(:ends)
  UNION
  SELECT q.cluster_id, reach.depth + 1 FROM reach
  JOIN participation p ON p.cluster_id = reach.id AND p.known_from <= :known
    AND (p.known_until = '' OR p.known_until > :known)
  JOIN statement s ON s.number = p.statement AND s.data_class <> 'CASE'
    AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = s.id
    AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')
    AND j.known_from <= :known AND (j.known_until = '' OR j.known_until > :known))
  JOIN participation q ON q.statement = p.statement AND q.cluster_id <> p.cluster_id
    AND q.known_from <= :known AND (q.known_until = '' OR q.known_until > :known)
  WHERE reach.depth < :steps AND (reach.depth = 0 OR :hub >= (
    SELECT count(*) FROM participation x WHERE x.cluster_id = reach.id AND x.known_from <= :known
    AND (x.known_until = '' OR x.known_until > :known)))
), node AS (SELECT DISTINCT id FROM reach)
SELECT DISTINCT p.cluster_id AS source, q.cluster_id AS target, s.id AS statement_id, p.predicate
FROM node CROSS JOIN participation p ON p.cluster_id = node.id AND p.known_from <= :known
  AND (p.known_until = '' OR p.known_until > :known)
JOIN statement s ON s.number = p.statement AND s.data_class <> 'CASE'
    AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = s.id
    AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')
    AND j.known_from <= :known AND (j.known_until = '' OR j.known_until > :known))
JOIN participation q ON q.statement = p.statement AND q.cluster_id > p.cluster_id
  AND q.known_from <= :known AND (q.known_until = '' OR q.known_until > :known)
WHERE q.cluster_id IN (SELECT id FROM node)
ORDER BY source, target, s.id LIMIT :limit
"""

ADJACENT = """
SELECT p.cluster_id AS source, q.cluster_id AS target, s.id AS statement_id, p.predicate FROM participation p
JOIN statement s ON s.number = p.statement AND s.data_class <> 'CASE'
    AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.subject = s.id
    AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')
    AND j.known_from <= :known AND (j.known_until = '' OR j.known_until > :known))
JOIN participation q ON q.statement = p.statement AND q.cluster_id <> p.cluster_id
  AND q.known_from <= :known AND (q.known_until = '' OR q.known_until > :known)
WHERE p.cluster_id = :id AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
GROUP BY p.cluster_id, q.cluster_id, s.id, p.predicate
ORDER BY coalesce((
  SELECT min((SELECT min(f.known_from) FROM membership f WHERE f.member_id = m.member_id) || ' ' || m.member_id)
  FROM membership m WHERE m.cluster_id = q.cluster_id AND m.known_until = ''), ''), target, s.id LIMIT :limit
"""

DEGREES = """
SELECT cluster_id, count(*) FROM participation WHERE cluster_id IN (SELECT value FROM json_each(:ids))
AND known_from <= :known AND (known_until = '' OR known_until > :known) GROUP BY cluster_id
"""

DOCUMENTS = """
SELECT * FROM document WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""

ARRIVALS_OF = """
SELECT * FROM arrival WHERE document_id IN (SELECT value FROM json_each(:ids)) ORDER BY document_id, published, id
"""

ARTICLES_OF = """
SELECT * FROM article WHERE document_id IN (SELECT value FROM json_each(:ids)) ORDER BY document_id, number
"""

MENTIONS_OF = """
SELECT * FROM mention WHERE document_id IN (SELECT value FROM json_each(:ids))
ORDER BY document_id, start, "end", kind
"""

MENTIONS_AFTER = """
SELECT d.text_sha256, m.*, (
  SELECT c.cluster_id FROM judgement j JOIN membership c ON c.member_id = j.object AND c.known_until = ''
  WHERE j.subject = m.reference_id AND j.verdict = 'is' AND j.known_until = ''
  ORDER BY j.by LIKE 'rule:%', j.known_from DESC, j.object DESC LIMIT 1) AS entity_id
FROM mention m JOIN document d ON d.id = m.document_id WHERE m.document_id = :id ORDER BY m.start, m."end", m.kind
"""

DOCUMENTS_AFTER = """
SELECT text_sha256, id FROM document WHERE (text_sha256, id) > (:text_sha256, :after)
ORDER BY text_sha256, id LIMIT :limit
"""

JUDGEMENTS_ON = """
SELECT * FROM judgement WHERE subject = :id
OR (object = :id AND object <> '' AND verdict IN ('same', 'different', 'unsure'))
ORDER BY known_from, id
"""

RULINGS_ON = """
WITH asked AS MATERIALIZED (SELECT value FROM json_each(:ids))
SELECT * FROM (
  SELECT * FROM judgement WHERE known_until = '' AND verdict IN ('same', 'different', 'unsure') AND subject IN asked
  UNION SELECT * FROM judgement WHERE known_until = '' AND verdict IN ('same', 'different', 'unsure')
  AND object <> '' AND object IN asked
) ORDER BY known_from, id
"""

CLOSE_READINGS = """
UPDATE reading SET known_until = ? WHERE known_until = ''
AND statement IN (SELECT number FROM statement WHERE document_id = ?)
"""

CLOSE_PARTICIPATIONS = """
UPDATE participation SET known_until = ? WHERE known_until = ''
AND statement IN (SELECT number FROM statement WHERE document_id = ?)
"""

_OF_MEMBERS = """
WHERE known_until = '' AND member_id IN (SELECT value FROM json_each(?1)) AND cluster_id IN (
  SELECT cluster_id FROM membership WHERE member_id IN (SELECT value FROM json_each(?1)))
"""
"""The open participations of entities: by the clusters that they are or were in, for those are indexed."""

PARTS_OF_MEMBERS = f"SELECT statement, role, member_id, predicate FROM participation {_OF_MEMBERS}"

DELETE_UNSEEN_PARTS = f"DELETE FROM participation {_OF_MEMBERS} AND known_from = ?2"

CLOSE_PARTS_OF_MEMBERS = f"UPDATE participation SET known_until = ?2 {_OF_MEMBERS}"

GROUPS_OF_DOCUMENT = """
SELECT DISTINCT p.cluster_id, e.sort_name FROM statement s
JOIN participation p ON p.statement = s.number AND p.role = 'post' AND p.known_until = ''
JOIN participation q ON q.statement = s.number AND q.role = 'person' AND q.known_until = ''
JOIN entity e ON e.id = q.member_id
WHERE s.document_id = ? AND s.predicate = 'HOLDS_POST'
"""

GROUPS_OF_POSTS = """
SELECT DISTINCT p.cluster_id, e.sort_name FROM participation p
JOIN participation q ON q.statement = p.statement AND q.role = 'person' AND q.known_until = ''
JOIN entity e ON e.id = q.member_id
WHERE p.cluster_id IN (
  SELECT cluster_id FROM membership WHERE known_until = '' AND member_id IN (SELECT value FROM json_each(?1)))
AND p.member_id IN (SELECT value FROM json_each(?1))
AND p.role = 'post' AND p.predicate = 'HOLDS_POST' AND p.known_until = ''
"""

TENURES = """
SELECT q.member_id, s.id, s.arguments, r.valid_from, r.valid_to, d.stated, EXISTS (
  SELECT 1 FROM participation x
  JOIN participation y ON y.statement = x.statement AND y.role = 'post' AND y.known_until = ''
  JOIN statement t ON t.number = x.statement AND t.document_id = s.document_id
  WHERE x.cluster_id = q.cluster_id AND x.member_id = q.member_id AND x.role = 'person'
  AND x.predicate = 'HOLDS_POST' AND x.known_until = ''
  AND y.member_id <> p.member_id
  AND NOT EXISTS (SELECT 1 FROM judgement k WHERE k.subject = t.id AND k.known_until = ''
  AND k.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected'))) AS other_posts
FROM participation p
JOIN participation q ON q.statement = p.statement AND q.role = 'person' AND q.known_until = ''
JOIN entity e ON e.id = q.member_id AND e.sort_name = ?
JOIN statement s ON s.number = p.statement
JOIN reading r ON r.statement = s.number AND r.known_until = ''
JOIN document d ON d.id = s.document_id
WHERE p.cluster_id = ? AND p.predicate = 'HOLDS_POST' AND p.role = 'post' AND p.known_until = ''
AND NOT EXISTS (SELECT 1 FROM judgement j
WHERE j.subject = s.id AND j.known_until = ''
AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected')) ORDER BY s.id
"""

LIVES = """
SELECT p.member_id, p.predicate, r.valid_from, s.arguments FROM participation p
JOIN statement s ON s.number = p.statement
JOIN reading r ON r.statement = s.number AND r.known_until = ''
WHERE p.cluster_id IN (
  SELECT cluster_id FROM membership WHERE known_until = '' AND member_id IN (SELECT value FROM json_each(?1)))
AND p.member_id IN (SELECT value FROM json_each(?1)) AND p.role = 'person' AND p.known_until = ''
AND p.predicate IN ('BORN', 'GENDER')
AND NOT EXISTS (SELECT 1 FROM judgement j
WHERE j.subject = s.id AND j.known_until = ''
AND j.verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected'))
"""

SOURCE_ARRIVALS = """
SELECT a.source, count(DISTINCT a.document_id) AS documents,
  coalesce(max(CASE WHEN substr(a.published, 1, 10) <= :day THEN substr(a.published, 1, 10) END), '') AS published,
  max(d.known_from) AS arrived, coalesce(max(CASE WHEN a.published = '' THEN d.known_from END), '') AS undated
FROM arrival a JOIN document d ON d.id = a.document_id GROUP BY a.source ORDER BY a.source
"""

LAST_SOURCE_RUNS = """
SELECT * FROM source_run r WHERE at = (SELECT max(at) FROM source_run WHERE source = r.source) ORDER BY source
"""

TOMBSTONES = """
SELECT id, document_id, ground, day FROM tombstone WHERE id IN (SELECT value FROM json_each(:ids))
"""

DOCUMENTS_LIKE = """
SELECT id FROM document WHERE id = :words
OR (length(:words) >= 12 AND id >= :words AND id < :words || '~')
UNION SELECT document_id FROM arrival WHERE :words <> '' AND (path = :words OR url = :words)
ORDER BY id LIMIT :limit
"""
