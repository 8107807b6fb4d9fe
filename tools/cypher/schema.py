"""Writes graph/neo4j/cypher/schema.json: the names that check.mjs lets a statement read.

Labels are those of the constraints and indexes and the kinds of the ontology; relationship types those that some
statement creates; property keys those that a statement or a row of graph/neo4j writes. A name that is read and
written nowhere is a slip. Run it from the root of the checkout: python -m tools.cypher.schema
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from domain.document import Arrival
from domain.ontology.catalogue import load_kinds
from graph.case_row import CaseRow
from graph.commit import Stage
from graph.record_row import RecordRow
from graph.work import Span

NEO4J = Path(__file__).resolve().parents[2] / "graph" / "neo4j"
SCHEMA = NEO4J / "cypher" / "schema.json"

_DECLARED = re.compile(r"\bFOR\s+\((?:\w+):(\w+)\)|\bFOR\s+\(\)-\[\w+:(\w+)\]")
_INDEXED = re.compile(r"\b(?:REQUIRE|ON(?: EACH)?)\b\s*[(\[]*([^)\]]+)")
_KEY = re.compile(r"\b[a-z]\w*\.(\w+)")
# What a writing clause covers: up to the next clause or the end.
_CLAUSE = r"\b(?:CREATE|MERGE|SET|MATCH|WITH|CALL|UNWIND|RETURN|WHERE|DELETE)\b"
_WRITING = re.compile(rf"\b(?:CREATE|MERGE|SET)\b(.*?)(?={_CLAUSE}|\Z)", re.DOTALL)
_TYPE = re.compile(r"\[\w*:(\w+)")
_MAP_KEY = re.compile(r"[{,]\s*(\w+):")
_ASSIGNED = re.compile(r"\b\w+\.(\w+)\s*=(?!=)")


def make_schema(folder: Path = NEO4J / "cypher") -> dict[str, list[str]]:
    """Return the three lists in the form that check.mjs takes."""
    declared = [_strip(path) for path in sorted((folder / "schema").glob("*.cypher"))]
    written = [_strip(path) for path in sorted(folder.rglob("*.cypher"))]
    writing = [clause for text in written for clause in _WRITING.findall(text)]
    labels = {label for text in declared for label, _ in _DECLARED.findall(text) if label}
    keys = {key for text in declared for group in _INDEXED.findall(text) for key in _KEY.findall(group)}
    keys |= {key for clause in writing for key in (*_MAP_KEY.findall(clause), *_ASSIGNED.findall(clause))}
    return {
        "labels": sorted(labels | set(load_kinds())),
        "relationshipTypes": sorted({name for clause in writing for name in _TYPE.findall(clause)}),
        "propertyKeys": sorted(keys | set(_iter_row_keys())),
    }


def _strip(path: Path) -> str:
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("//"))


def _iter_row_keys() -> Iterator[str]:
    """Yield the keys of the rows and parameters that graph/neo4j hands to a statement."""
    for path in (NEO4J / name for name in ("rows.py", "work.py", "retraction.py", "record_work.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            yield from (key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
    for row in (Arrival, Stage, RecordRow, CaseRow, Span):
        yield from (field.name for field in fields(row))


def main() -> None:
    """Write the file."""
    SCHEMA.write_text(json.dumps(make_schema(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
