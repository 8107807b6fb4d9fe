// How many entities there are of each kind, merged ones once.
// parameters:
MATCH (e:Entity)
WHERE e.cluster_id = e.id
RETURN e.kind AS kind, count(*) AS number ORDER BY kind
