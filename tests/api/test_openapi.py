"""The OpenAPI document: valid, and true of what the service does."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app

FORBIDDEN = ("score", "rank", "risk", "rating", "grade", "loyal", "influence", "credit", "评分", "积分", "忠诚", "排名")


def test_document_is_valid_openapi_3_1(stranger: TestClient) -> None:
    """Checked against the specification's own schema."""
    validator = pytest.importorskip("openapi_spec_validator", reason="openapi-spec-validator is not installed")
    document = stranger.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1.")
    validator.validate(document)


def test_every_operation_names_its_problems(stranger: TestClient) -> None:
    """Each operation says that errors are problem+json, and has a summary and an id of its own."""
    document = stranger.get("/openapi.json").json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert "application/problem+json" in operation["responses"]["4XX"]["content"]
        assert "422" not in operation["responses"]
        assert operation["description"]


def test_no_field_judges_anybody(stranger: TestClient) -> None:
    """No name in the document scores, ranks or rates (R2)."""

    def names(node: Any) -> list[str]:
        if isinstance(node, dict):
            return [*node, *(name for value in node.values() for name in names(value))]
        return [name for value in node for name in names(value)] if isinstance(node, list) else []

    found = [
        name for name in names(stranger.get("/openapi.json").json()) if any(word in name.lower() for word in FORBIDDEN)
    ]
    assert found == []


@pytest.mark.slow
def test_service_does_what_its_document_says(app: FastAPI) -> None:
    """Generated requests, right and wrong, get documented answers and never a 500."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    service = create_app(app.state.access, token="link", standing_token="standing")
    headers = {"host": "127.0.0.1:8000", "authorization": "Bearer standing"}
    schema = schemathesis.openapi.from_asgi("/openapi.json", service, headers=headers)
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    asked: set[str] = set()
    statuses: set[int] = set()
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=12, deadline=None, database=None, phases=[Phase.generate], derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def send(case: Any) -> None:
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=checks)
            statuses.add(answer.status_code)

        send()
        asked.add(operation.label)
    assert len(asked) >= 15
    assert {200, 404, 422} <= statuses
    assert 401 not in statuses
