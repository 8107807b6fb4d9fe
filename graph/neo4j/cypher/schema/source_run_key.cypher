// One run of a source a moment.
CREATE CONSTRAINT source_run_key IF NOT EXISTS FOR (s:SourceRun) REQUIRE (s.source, s.at) IS UNIQUE
