"""What is written and asked of the rows of records in the embedded store: constants only, values are parameters.

Texts with names in braces are completed in graph/sqlite/record_statements.py, from pieces that are constants as well.
"""

ROW_COLUMNS = """
SELECT r.statement_id, s.document_id, r.predicate, s.record, a.name AS area, g.name AS grid, v.name AS service,
  b.name AS body, u.name AS subject, r.word, r.detail, r.number, r.second, r.date, r.due, r.known_from, r.known_until
"""

ROW_NAMES = """
JOIN statement s ON s.id = r.statement_id
LEFT JOIN record_key a ON a.number = r.area LEFT JOIN record_key g ON g.number = r.grid
LEFT JOIN record_key v ON v.number = r.service LEFT JOIN record_key b ON b.number = r.body
LEFT JOIN record_key u ON u.number = r.subject
"""

RECORDS = """
SELECT record FROM statement WHERE id IN (SELECT value FROM json_each(?1)) AND record <> ''
UNION SELECT record FROM statement WHERE document_id = ?2 AND ?2 <> '' AND record <> ''
"""

CONTESTED = """
SELECT DISTINCT s.record FROM statement s WHERE s.document_id = ?1 AND s.record <> '' AND EXISTS (
  SELECT 1 FROM statement t WHERE substr(t.record, 8, 10) = substr(s.record, 8, 10) AND t.record = s.record
  AND t.record <> '' AND t.document_id <> ?1)
"""

TELLINGS = """
SELECT s.record, s.id, s.document_id, d.stated, d.known_from, r.known_from, r.known_until
FROM json_each(?1) j CROSS JOIN statement s
  ON substr(s.record, 8, 10) = substr(j.value, 8, 10) AND s.record = j.value AND s.record <> ''
CROSS JOIN reading r ON r.statement = s.number JOIN document d ON d.id = s.document_id
WHERE s.predicate IN (SELECT value FROM json_each(?2)) ORDER BY s.id, r.known_from
"""

ROW_SOURCES = """
SELECT s.id, s.document_id, s.predicate, s.arguments, r.valid_from, s.masks FROM statement s
JOIN reading r ON r.statement = s.number AND r.known_from = (
  SELECT max(q.known_from) FROM reading q WHERE q.statement = s.number)
WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id
"""

PARTICIPANTS = """
SELECT s.id, p.role, p.member_id FROM statement s JOIN participation p ON p.statement = s.number
WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id, p.known_from, p.known_until = ''
"""

KEYS = "SELECT name, number FROM record_key WHERE name IN (SELECT value FROM json_each(?))"

OPEN_ROWS = (
    ROW_COLUMNS
    + "FROM json_each(?) j JOIN statement t ON t.id = j.value JOIN record_key d ON d.name = t.document_id"
    + " JOIN record_row r ON r.document = d.number AND r.statement_id = t.id AND r.known_until = ''"
    + ROW_NAMES
    + "ORDER BY r.statement_id"
)

DELETE_UNSEEN_ROWS = "DELETE FROM record_row WHERE document = ?2 AND statement_id = ?3 AND known_from = ?1"

CLOSE_ROWS = "UPDATE record_row SET known_until = ?1 WHERE document = ?2 AND statement_id = ?3 AND known_until = ''"

MASK_ROWS = """
UPDATE record_row SET word = ?1, detail = ?2 WHERE word = ?4 AND detail = ?5 AND statement_id = ?3
AND document = (SELECT d.number FROM statement s JOIN record_key d ON d.name = s.document_id WHERE s.id = ?3)
"""

DELETE_ROWS = """
DELETE FROM record_row WHERE rowid IN (
  SELECT r.rowid FROM json_each(?) j JOIN statement s ON s.id = j.value JOIN record_key d ON d.name = s.document_id
  JOIN record_row r ON r.document = d.number AND r.statement_id = s.id)
"""

DELETE_ROWS_OF_DOCUMENT = """
DELETE FROM record_row WHERE document = (SELECT number FROM record_key WHERE name = ?1)
"""

_EVENTS = (
    "FROM json_each(?1) j JOIN record_key c ON c.name = j.value"
    " JOIN record_row r ON r.predicate = 'CASE_EVENT' AND r.subject = c.number AND r.known_until "
)

CASE_EVENTS = f"{ROW_COLUMNS}{_EVENTS}= ''{ROW_NAMES}UNION ALL{ROW_COLUMNS}{_EVENTS}<> ''{ROW_NAMES}ORDER BY 9, 13, 1"

TOLD_CASES = """
SELECT DISTINCT u.name FROM record_key d JOIN record_row r ON r.document = d.number AND r.predicate = 'CASE_EVENT'
JOIN record_key u ON u.number = r.subject WHERE d.name = ?
"""

DELETE_CASES = """
DELETE FROM case_row WHERE case_key IN (
  SELECT k.number FROM json_each(?) j JOIN record_key k ON k.name = j.value)
"""

MERGED = """
SELECT k.number, m.cluster_id FROM membership m JOIN record_key k ON k.name = m.member_id
WHERE m.known_from <= :known AND (m.known_until = '' OR m.known_until > :known) AND m.cluster_id IN (
  SELECT x.cluster_id FROM membership x
  WHERE x.cluster_id <> x.member_id AND x.known_from <= :known AND (x.known_until = '' OR x.known_until > :known)
  UNION SELECT value FROM json_each(:ids))
"""

NUMBERS_OF = """
SELECT k.number FROM membership m JOIN record_key k ON k.name = m.member_id
WHERE m.cluster_id IN (SELECT value FROM json_each(:ids)) AND m.known_from <= :known
AND (m.known_until = '' OR m.known_until > :known)
UNION SELECT number FROM record_key WHERE name IN (SELECT value FROM json_each(:ids))
  AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.member_id = name)
"""

CLUSTERS_OF = """
SELECT member_id, cluster_id FROM membership WHERE member_id IN (SELECT value FROM json_each(:ids))
AND cluster_id <> member_id AND known_from <= :known AND (known_until = '' OR known_until > :known)
"""

NAMES_OF_NUMBERS = "SELECT number, name FROM record_key WHERE number IN (SELECT value FROM json_each(:numbers))"

COVERAGE = """
SELECT place, service, sum(subject IS NOT NULL {care}) AS served, sum(listed) AS listed,
  CAST(sum(CASE WHEN 1 {care} THEN number END) AS INTEGER) AS uses,
  sum(CASE WHEN subject IS NULL THEN uses ELSE 0 END) AS unknown
FROM (
  SELECT x.*, {listed} AS listed FROM (
    SELECT {place} AS place, {service} AS service, r.subject, sum(r.number) AS number, count(*) AS uses
    FROM record_row r WHERE {where} GROUP BY 1, 2, 3) x)
GROUP BY place, service
"""

GAPS = """
SELECT DISTINCT k.name FROM record_row h JOIN record_key k ON k.number = h.subject
WHERE {register} AND k.name > :after AND NOT EXISTS (
  SELECT 1 FROM record_row r WHERE r.predicate = 'USED' AND r.subject = h.subject
  AND r.service IN (SELECT value FROM json_each(:service)) AND {used})
ORDER BY k.name LIMIT :limit
"""

GRID_OF_USE = """coalesce(r.grid, (SELECT h.grid FROM record_row h
  WHERE h.predicate = 'LIVES_IN' AND h.subject = r.subject AND h.grid IS NOT NULL AND {standing} LIMIT 1))"""
"""A log that names no grid counts in the grid of the household's register."""

IN_GRIDS = """r.rowid IN (
  SELECT w.rowid FROM record_row w WHERE w.predicate = 'USED' AND {used}
  AND w.grid IN (SELECT value FROM json_each(:grids))
  UNION SELECT w.rowid FROM record_row h JOIN record_row w ON w.predicate = 'USED' AND w.subject = h.subject
    AND w.grid IS NULL AND {used}
  WHERE h.predicate = 'LIVES_IN' AND {standing} AND h.grid IN (SELECT value FROM json_each(:grids)))"""

UNVISITED = """
SELECT g.name, k.name, x.visits, x.last FROM (
  SELECT max(h.grid) AS grid, h.subject, (
    SELECT count(*) FROM record_row v WHERE v.predicate = 'VISITED' AND v.subject = h.subject AND {visited}) AS visits,
    coalesce((SELECT max(v.date) FROM record_row v
      WHERE v.predicate = 'VISITED' AND v.subject = h.subject AND {visited}), '') AS last
  FROM record_row h WHERE {register} GROUP BY h.subject) x
JOIN record_key k ON k.number = x.subject LEFT JOIN record_key g ON g.number = x.grid
WHERE x.last < :day AND k.name > :after ORDER BY k.name LIMIT :limit
"""

LAST_PLANS = """(
  SELECT r.*, row_number() OVER (
    PARTITION BY r.subject, r.word ORDER BY r.date DESC, r.due DESC, r.statement_id DESC) AS place
  FROM record_row r WHERE {where}) r"""

_PROMISED = """
promise AS (
  SELECT service, answer, closure FROM (
    SELECT {promise_service} AS service, p.second AS answer, p.number AS closure,
      row_number() OVER (PARTITION BY {promise_service} ORDER BY p.date DESC, p.statement_id DESC) AS place
    FROM record_row p WHERE p.predicate = 'PROMISED' AND {promises} AND p.service IS NOT NULL) WHERE place = 1
), asked AS (
  SELECT {wanted}CAST(p.answer AS INTEGER) AS answer_promise,
    coalesce(c.promised, CAST(p.closure AS INTEGER)) AS closure_promise,
    CASE WHEN c.answer_minutes IS NULL OR c.closure_minutes IS NULL THEN CAST((
      julianday(CASE WHEN c.paused_since <> '' THEN c.paused_since ELSE :now END) - julianday(c.raised)) * 1440
      + 0.001 AS INTEGER) - c.paused END AS run
  FROM case_row c LEFT JOIN promise p ON p.service = {service} WHERE {where}
), timed AS (
  SELECT *, coalesce(coalesce(answer_minutes, run) > answer_promise, 0) AS answer_late,
    coalesce(coalesce(closure_minutes, run) > closure_promise, 0) AS closure_late FROM asked
)
"""

CASE_TIMES = (
    "WITH"
    + _PROMISED
    + """
, keyed AS (
  SELECT {names}answer_minutes, closure_minutes, closure_promise, answer_late, closure_late,
    row_number() OVER ({partition} ORDER BY answer_minutes) AS answer_place,
    row_number() OVER ({partition} ORDER BY closure_minutes) AS closure_place,
    count(*) OVER ({partition}) AS cases, count(answer_minutes) OVER ({partition}) AS answers,
    count(closure_minutes) OVER ({partition}) AS closures
  FROM timed {late}
)
SELECT {names}count(*), count(closure_minutes), count(answer_minutes),
  max(CASE WHEN answer_place - (cases - answers) = (answers + 1) / 2 THEN answer_minutes END),
  max(CASE WHEN answer_place - (cases - answers) = (answers * 9 + 9) / 10 THEN answer_minutes END),
  max(CASE WHEN closure_place - (cases - closures) = (closures + 1) / 2 THEN closure_minutes END),
  max(CASE WHEN closure_place - (cases - closures) = (closures * 9 + 9) / 10 THEN closure_minutes END),
  count(closure_promise), sum(answer_late), sum(closure_late)
FROM keyed {grouped}
"""
)
"""Nulls come first in an order, so that the places of what has a time begin behind them; ranks are nearest ranks."""

CASE_LIST = (
    "WITH"
    + _PROMISED
    + """
SELECT k.name AS case_id, a.name AS area, g.name AS grid, v.name AS service, b.name AS body, t.state, t.raised,
  t.answered, t.closed, t.answer_minutes, t.closure_minutes, t.promised, t.paused, t.paused_since, t.answer_promise,
  t.closure_promise, t.answer_late, t.closure_late
FROM timed t JOIN record_key k ON k.number = t.case_key
LEFT JOIN record_key a ON a.number = t.area LEFT JOIN record_key g ON g.number = t.grid
LEFT JOIN record_key v ON v.number = t.service LEFT JOIN record_key b ON b.number = t.body
WHERE k.name > :after {late} ORDER BY k.name LIMIT :limit
"""
)

ALL_AREAS = """
WITH RECURSIVE logged (place) AS (
  SELECT min(area) FROM record_row WHERE predicate = 'USED' AND known_until = ''
  UNION ALL
  SELECT (SELECT min(r.area) FROM record_row r
    WHERE r.predicate = 'USED' AND r.known_until = '' AND r.area > logged.place)
  FROM logged WHERE place IS NOT NULL
), registered (place) AS (
  SELECT min(area) FROM record_row WHERE predicate = 'LIVES_IN' AND known_until = ''
  UNION ALL
  SELECT (SELECT min(r.area) FROM record_row r
    WHERE r.predicate = 'LIVES_IN' AND r.known_until = '' AND r.area > registered.place)
  FROM registered WHERE place IS NOT NULL
)
SELECT place FROM logged UNION SELECT place FROM registered
"""
"""From one area to the next by the index: the rows of an area are not read."""

AREA_MEMBERS = """
SELECT m.cluster_id, e.* FROM record_key k JOIN entity e ON e.id = k.name
JOIN membership m ON m.member_id = e.id AND m.known_from <= :known AND (m.known_until = '' OR m.known_until > :known)
WHERE k.number IN (SELECT value FROM json_each(:numbers)) ORDER BY e.id
"""

TELLERS = """
SELECT DISTINCT s.document_id FROM statement s JOIN reading r ON r.statement = s.number AND r.known_until = ''
WHERE s.record <> '' AND substr(s.record, 8, 10) = substr(:record, 8, 10) AND s.record = :record ORDER BY s.document_id
"""

HOUSEHOLDS = """
SELECT e.id FROM entity e JOIN membership m ON m.member_id = e.id AND m.known_until = ''
WHERE e.sort_name = :name AND e.kind = 'Household' ORDER BY e.id
"""
