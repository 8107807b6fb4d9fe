// How many documents each reader version has read.
CREATE INDEX document_by_version IF NOT EXISTS FOR (d:Document) ON (d.version)
