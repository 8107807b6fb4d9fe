-- Truth: documents, mentions, statements, readings, judgements. Derived, by the same code as in Neo4j:
-- membership (entity -> cluster) and participation (cluster <- role - statement). Nothing is updated but clocks.
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Not without row numbers, and the text last: an index reads the whole text of every row that it passes on its way.
CREATE TABLE IF NOT EXISTS document (
  id TEXT PRIMARY KEY, stated TEXT NOT NULL, known_from TEXT NOT NULL, version TEXT NOT NULL, text_sha256 TEXT NOT NULL,
  media TEXT NOT NULL, encoding TEXT NOT NULL, reader TEXT NOT NULL, locator TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS document_by_text ON document (text_sha256, id);
CREATE TABLE IF NOT EXISTS run (
  document_id TEXT NOT NULL, known_from TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (document_id, known_from)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS arrival (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL, path TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
  title TEXT NOT NULL, author TEXT NOT NULL, edition TEXT NOT NULL, published TEXT NOT NULL, accessed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS arrival_of_document ON arrival (document_id);
CREATE TABLE IF NOT EXISTS article (
  document_id TEXT NOT NULL, number INTEGER NOT NULL, headline TEXT NOT NULL, byline TEXT NOT NULL, segments TEXT NOT NULL,
  headline_start INTEGER, headline_end INTEGER, byline_start INTEGER, byline_end INTEGER,
  PRIMARY KEY (document_id, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mention (
  document_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  full_name TEXT NOT NULL, code TEXT NOT NULL, private INTEGER NOT NULL, honoured INTEGER NOT NULL,
  reference_id TEXT NOT NULL,
  PRIMARY KEY (document_id, start, "end", kind)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_by_reference ON mention (reference_id);
-- `number` is what readings and participations know a statement by: a table of them grows at its end, and an index of
-- numbers is small.
CREATE TABLE IF NOT EXISTS statement (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, predicate TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quote TEXT NOT NULL, arguments TEXT NOT NULL, masks TEXT NOT NULL, data_class TEXT NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS statement_of_document ON statement (document_id);
-- Ten hexadecimal digits of the record's hash tell nearly all records apart, in a third of the index.
CREATE INDEX IF NOT EXISTS statement_by_record ON statement (substr(record, 8, 10)) WHERE record <> '';
CREATE TABLE IF NOT EXISTS reading (
  statement INTEGER NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL, extractor TEXT NOT NULL,
  version TEXT NOT NULL, confidence REAL NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
  PRIMARY KEY (statement, known_from)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reading_by_confidence ON reading (confidence) WHERE known_until = '' AND confidence < 1;
CREATE TABLE IF NOT EXISTS entity (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, sort_name TEXT NOT NULL, founding TEXT NOT NULL,
  code TEXT NOT NULL, body TEXT NOT NULL, front_line INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entity_by_name ON entity (sort_name, kind);
CREATE INDEX IF NOT EXISTS entity_by_code ON entity (code) WHERE code <> '';
CREATE INDEX IF NOT EXISTS entity_by_body ON entity (body) WHERE body <> '';
-- The line of a post and the area of a body, which follow from the entity alone (graph/facet.py).
CREATE TABLE IF NOT EXISTS facet (entity_id TEXT PRIMARY KEY, line TEXT NOT NULL, area TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS facet_by_line ON facet (line) WHERE line <> '';
CREATE INDEX IF NOT EXISTS facet_by_area ON facet (area) WHERE area <> '';
CREATE TABLE IF NOT EXISTS judgement (
  id TEXT NOT NULL, subject TEXT NOT NULL, verdict TEXT NOT NULL, object TEXT NOT NULL, "by" TEXT NOT NULL,
  why TEXT NOT NULL, ground TEXT NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL,
  PRIMARY KEY (id, known_from)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS judgement_by_subject ON judgement (subject);
CREATE INDEX IF NOT EXISTS judgement_by_object ON judgement (object) WHERE object <> '';
CREATE INDEX IF NOT EXISTS judgement_by_ground ON judgement (ground) WHERE known_until = '' AND ground <> '';
-- What is said of statements, which is little: a statement of which nothing is said is found out in a small index.
CREATE INDEX IF NOT EXISTS judgement_of_statements ON judgement (subject)
  WHERE verdict IN ('misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted');
CREATE INDEX IF NOT EXISTS judgement_of_people ON judgement (known_from) WHERE known_until = '' AND substr("by", 1, 5) <> 'rule:';
CREATE TABLE IF NOT EXISTS membership (
  member_id TEXT NOT NULL, cluster_id TEXT NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL,
  PRIMARY KEY (member_id, known_from)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS membership_by_cluster ON membership (cluster_id, known_until);
CREATE TABLE IF NOT EXISTS participation (
  statement INTEGER NOT NULL, role TEXT NOT NULL, member_id TEXT NOT NULL, cluster_id TEXT NOT NULL,
  predicate TEXT NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL,
  PRIMARY KEY (statement, role, known_from)
);
CREATE INDEX IF NOT EXISTS participation_by_cluster ON participation (cluster_id, predicate, role);
CREATE TABLE IF NOT EXISTS ledger (
  item TEXT NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT NOT NULL,
  version TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (item, stage)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ledger_by_state ON ledger (state);
-- What each import of a source with a passport found (docs/sources.md); counts as one JSON text.
CREATE TABLE IF NOT EXISTS source_run (
  source TEXT NOT NULL, at TEXT NOT NULL, counts TEXT NOT NULL, fresh INTEGER NOT NULL, published TEXT NOT NULL,
  accepted INTEGER NOT NULL, passport TEXT NOT NULL, PRIMARY KEY (source, at)
) WITHOUT ROWID;
-- Who bears a name, in the order of a search, and by what else a name of a person is found (graph/names.py): its given
-- name, its sounds, its parts; once a name, however many bear it.
CREATE TABLE IF NOT EXISTS name_bearer (
  kind TEXT NOT NULL, front_line INTEGER NOT NULL, sort_name TEXT NOT NULL, known_from TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (kind, front_line, sort_name, known_from, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name_key (
  key TEXT NOT NULL, sort_name TEXT NOT NULL, tones TEXT NOT NULL, PRIMARY KEY (key, sort_name)
) WITHOUT ROWID;
-- Full text: characters separated by spaces, punctuation replaced by a letter no text has, so that one and two
-- characters are found and a phrase never crosses a punctuation mark (docs/decisions/0003-full-text.md).
CREATE VIRTUAL TABLE IF NOT EXISTS name_index USING fts5 (characters, id UNINDEXED, tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE IF NOT EXISTS passage (passage_rowid INTEGER PRIMARY KEY, document_id TEXT NOT NULL, number INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS passage_of_document ON passage (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS passage_index USING fts5 (characters, tokenize = "unicode61 remove_diacritics 0");
-- What is left of what was withdrawn: no word of it. `named` holds what a document brings beside what its rules link,
-- `judged_reference` the judged mentions that a newer reading
-- may find no more.
CREATE TABLE IF NOT EXISTS tombstone (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL, ground TEXT NOT NULL, day TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tombstone_of_document ON tombstone (document_id);
CREATE TABLE IF NOT EXISTS named (
  document_id TEXT NOT NULL, entity_id TEXT NOT NULL, PRIMARY KEY (document_id, entity_id)
);
CREATE INDEX IF NOT EXISTS named_by_entity ON named (entity_id);
CREATE TABLE IF NOT EXISTS judged_reference (
  document_id TEXT NOT NULL, reference_id TEXT NOT NULL, PRIMARY KEY (document_id, reference_id)
) WITHOUT ROWID;
-- Rows of records as they are counted (graph/recording.py): of several documents that hold a record the newest has open
-- rows. Entities are members, as numbers of record_key; case_row is what the events of a case add up to.
CREATE TABLE IF NOT EXISTS record_key (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS record_row (
  statement_id TEXT NOT NULL, document INTEGER NOT NULL, predicate TEXT NOT NULL, area INTEGER, grid INTEGER,
  service INTEGER, body INTEGER, subject INTEGER, word TEXT NOT NULL, detail TEXT NOT NULL, number REAL, second REAL,
  date TEXT NOT NULL, due TEXT NOT NULL, known_from TEXT NOT NULL, known_until TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS record_row_of_statement ON record_row (document, statement_id);
CREATE INDEX IF NOT EXISTS record_row_by_area ON record_row (predicate, area, service, subject, date, number)
  WHERE known_until = '';
DROP INDEX IF EXISTS record_row_by_subject;
CREATE INDEX IF NOT EXISTS record_row_by_household ON record_row (predicate, subject, service, date)
  WHERE known_until = '' AND subject IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_row_by_grid ON record_row (predicate, grid, subject)
  WHERE known_until = '' AND grid IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_row_by_body ON record_row (predicate, body, date)
  WHERE known_until = '' AND body IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_row_closed ON record_row (predicate, subject) WHERE known_until <> '';
CREATE TABLE IF NOT EXISTS case_row (
  case_key INTEGER NOT NULL, area INTEGER, grid INTEGER, service INTEGER, body INTEGER, state TEXT NOT NULL,
  raised TEXT NOT NULL, answered TEXT NOT NULL, closed TEXT NOT NULL, answer_minutes INTEGER, closure_minutes INTEGER,
  promised INTEGER, paused INTEGER NOT NULL, paused_since TEXT NOT NULL, known_from TEXT NOT NULL,
  known_until TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS case_row_of_case ON case_row (case_key);
CREATE INDEX IF NOT EXISTS case_row_by_area ON case_row (area, service, raised) WHERE known_until = '';
CREATE INDEX IF NOT EXISTS membership_merged ON membership (member_id) WHERE cluster_id <> member_id;
