// A judgement may be made again after it was undone: its id and the moment are the key.
CREATE CONSTRAINT judgement_moment IF NOT EXISTS FOR (j:Judgement) REQUIRE (j.id, j.known_from) IS UNIQUE
