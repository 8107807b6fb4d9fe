// How many documents, articles, open statements and failures there are.
// parameters:
RETURN COUNT { (:Document) } AS documents, COUNT { (:Article) } AS articles,
  COUNT { MATCH ()-[r:SAYS]->() WHERE r.known_until = '' } AS statements,
  COUNT { (:Stage {state: 'failed'}) } AS failures
