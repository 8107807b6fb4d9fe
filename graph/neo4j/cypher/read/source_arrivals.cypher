// Each source that an arrival names: documents, the last publication up to a day, when something new came.
// parameters: day
MATCH (d:Document)-[:ARRIVED]->(a:Arrival)
WITH a.source AS source, d.id AS id, d.known_from AS known,
  CASE WHEN left(a.published, 10) <= $day THEN left(a.published, 10) END AS published,
  CASE WHEN a.published = '' THEN d.known_from END AS undated
RETURN source, count(DISTINCT id) AS documents, coalesce(max(published), '') AS published, max(known) AS arrived,
  coalesce(max(undated), '') AS undated
ORDER BY source
