// The order in which mentions are walked through.
CREATE INDEX document_by_text IF NOT EXISTS FOR (d:Document) ON (d.text_sha256)
