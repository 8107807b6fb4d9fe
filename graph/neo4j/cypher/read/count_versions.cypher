// How many documents each version has read.
// parameters:
MATCH (d:Document)
WHERE d.version IS NOT NULL
RETURN d.version AS version, count(*) AS number ORDER BY version
