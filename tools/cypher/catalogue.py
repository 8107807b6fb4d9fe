"""Writes catalogue.json: the functions and procedures that a running Neo4j has, for check.mjs to know them.

The checker's own list names what the paid edition and its plug-ins offer; ours comes from the very
server the project runs on, so a call that would fail there fails in the check.
Usage: `QUNXIANG_NEO4J_PASSWORD_FILE=… python tools/cypher/catalogue.py neo4j://neo4j@127.0.0.1:PORT`.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase

CATALOGUE = Path(__file__).with_name("catalogue.json")
FUNCTIONS: LiteralString = (
    "SHOW FUNCTIONS YIELD name, isBuiltIn, signature, argumentDescription, returnDescription, "
    "aggregating, isDeprecated, deprecatedBy ORDER BY name"
)
PROCEDURES: LiteralString = (
    "SHOW PROCEDURES YIELD name, mode, worksOnSystem, signature, argumentDescription, returnDescription, "
    "admin, isDeprecated, deprecatedBy, option ORDER BY name"
)


def read_catalogue(driver: Driver) -> dict[str, Any]:
    """What the server can be called for, by name, without the prose of its manual."""
    version = driver.execute_query("CALL dbms.components() YIELD versions RETURN versions[0] AS version")
    return {
        "neo4j": version.records[0]["version"],
        "functions": read_callables(driver, FUNCTIONS),
        "procedures": read_callables(driver, PROCEDURES),
    }


def read_callables(driver: Driver, query: LiteralString) -> dict[str, Any]:
    """The rows of one SHOW command by name."""
    rows = [without_prose(record.data()) for record in driver.execute_query(query).records]
    return {row["name"]: row for row in rows}


def without_prose(value: Any) -> Any:
    """The same value with every `description` taken out, at any depth."""
    if isinstance(value, dict):
        return {key: without_prose(inner) for key, inner in value.items() if key != "description"}
    if isinstance(value, list):
        return [without_prose(inner) for inner in value]
    return value


def write_catalogue(catalogue: dict[str, Any], target: Path = CATALOGUE) -> None:
    """Writes one callable a line, so that a change of server version shows as changed lines."""
    lines = [f'"neo4j": {json.dumps(catalogue["neo4j"])}']
    for kind in ("functions", "procedures"):
        rows = [f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in catalogue[kind].items()]
        lines.append(f'"{kind}": {{\n' + ",\n".join(rows) + "\n  }")
    target.write_text("{\n  " + ",\n  ".join(lines) + "\n}\n", encoding="utf-8")


def main(url: str) -> None:
    """Reads the catalogue of the server at this address and writes it beside this file."""
    address = urlsplit(url)
    password = Path(os.environ["QUNXIANG_NEO4J_PASSWORD_FILE"]).read_text(encoding="utf-8").strip()
    bare = address._replace(netloc=address.netloc.rpartition("@")[2]).geturl()
    with GraphDatabase.driver(bare, auth=(address.username or "neo4j", password)) as driver:
        catalogue = read_catalogue(driver)
    write_catalogue(catalogue)
    counts = f"{len(catalogue['functions'])} functions, {len(catalogue['procedures'])} procedures"
    print(f"Neo4j {catalogue['neo4j']}: {counts}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
