// When a document was read and by which version; a store of an earlier version tells of the first reading only.
// parameters: id
MATCH (d:Document {id: $id})
WITH coalesce(d.read_by, [d.version]) AS versions, coalesce(d.read_at, [d.known_from]) AS moments
UNWIND range(0, size(versions) - 1) AS number
RETURN versions[number] AS version, moments[number] AS known_from ORDER BY known_from
