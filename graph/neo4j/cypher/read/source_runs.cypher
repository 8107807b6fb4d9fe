// The last run of each source.
// parameters:
MATCH (s:SourceRun)
WITH s ORDER BY s.at DESC
WITH s.source AS source, head(collect(s)) AS last
RETURN properties(last) AS run ORDER BY source
