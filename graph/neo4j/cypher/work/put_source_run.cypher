// Keeps what an import of a source found.
// parameters: run
WITH $run AS run
MERGE (s:SourceRun {source: run.source, at: run.at})
SET s = run
