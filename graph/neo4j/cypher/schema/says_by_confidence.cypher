// Readings by confidence: what waits for review.
CREATE INDEX says_by_confidence IF NOT EXISTS FOR ()-[r:SAYS]-() ON (r.confidence)
