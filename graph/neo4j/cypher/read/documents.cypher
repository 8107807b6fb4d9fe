// Documents with arrivals, articles and mentions.
// parameters: ids
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN d {.id, .text_sha256, .text, .media, .encoding, .reader, .locator, .version, .stated} AS document,
  COLLECT {
    MATCH (d)-[:ARRIVED]->(a:Arrival)
    RETURN [d.id, a.path, a.source, a.url, a.title, a.author, a.edition, a.published, a.accessed]
    ORDER BY a.published, a.id
  } AS arrivals,
  COLLECT {
    MATCH (d)-[:HAS_ARTICLE]->(a:Article)
    RETURN [a.headline, a.byline, a.segments, a.headline_span, a.byline_span] ORDER BY a.number
  } AS articles,
  COLLECT {
    MATCH (d)-[:MENTIONS]->(m:Mention)
    RETURN [m.start, m.end, m.kind, m.text, m.full_name, m.code, m.reference_id, m.private, m.honoured] ORDER BY m.start, m.end, m.kind
  } AS mentions
