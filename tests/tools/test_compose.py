"""What docker-compose.yml and Dockerfile promise their users; no Docker engine is needed to check it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.errors import SettingsError
from qunxiang.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the compose file."""
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return found


def check_schema(path: Path) -> subprocess.CompletedProcess[str]:
    """Runs the compose schema that check-jsonschema brings along over a file."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_compose_file_fits_the_compose_schema() -> None:
    done = check_schema(COMPOSE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_check_would_see_a_mistyped_key(tmp_path: Path) -> None:
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(COMPOSE.read_text(encoding="utf-8").replace("healthcheck:", "healthchek:"), "utf-8")
    assert check_schema(broken).returncode != 0


def test_every_port_is_published_on_this_machine_alone(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert len(published) == 2
    assert all(isinstance(port, str) and port.startswith("127.0.0.1:") for port in published)
    assert not any("network_mode" in service for service in services.values())


def test_there_is_no_default_password_and_a_missing_one_names_itself() -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    uses = re.findall(r"\$\{(\w*PASSWORD\w*)([^}]*)\}", text)
    assert len(uses) == 2
    for name, rest in uses:
        assert name == "QUNXIANG_NEO4J_PASSWORD"
        assert rest.startswith(":?"), "an empty or absent password must stop compose"
        assert name in rest, "the message must name the variable"


def read_in_image(monkeypatch: pytest.MonkeyPatch, services: dict[str, Any], without: str = "") -> Settings:
    """Read the settings as the app's container does: what the image sets, what compose sets, the image's command."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    given = dict(re.findall(r"\b(QUNXIANG_\w+)=(\S+)", dockerfile)) | services["app"]["environment"]
    for name in [name for name in os.environ if name.startswith("QUNXIANG_")]:
        monkeypatch.delenv(name)
    for name, value in given.items():
        if name != without:
            monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?[^}]*\}", "a-secret-of-your-own", value))
    command = re.search(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)
    assert command is not None
    words: list[str] = yaml.safe_load(command[1])
    assert words[0] == "serve"
    settings = read_settings(**{words[n].removeprefix("--"): words[n + 1] for n in range(1, len(words), 2)})
    settings.find_neo4j_password()
    return settings


def test_what_compose_gives_the_app_is_enough_to_start(
    monkeypatch: pytest.MonkeyPatch, services: dict[str, Any]
) -> None:
    settings = read_in_image(monkeypatch, services)
    assert settings.token is not None
    assert settings.store_address == "neo4j://neo4j@neo4j:7687"
    port = services["app"]["ports"][0].rpartition(":")[2]
    assert (settings.host, str(settings.port)) == ("0.0.0.0", port)


@pytest.mark.parametrize("name", ["QUNXIANG_TOKEN", "QUNXIANG_NEO4J_PASSWORD", "QUNXIANG_IN_CONTAINER"])
def test_the_app_refuses_to_start_without_one_of_them(
    monkeypatch: pytest.MonkeyPatch, services: dict[str, Any], name: str
) -> None:
    with pytest.raises(SettingsError):
        read_in_image(monkeypatch, services, without=name)


def test_a_missing_token_stops_compose_and_names_itself(services: dict[str, Any]) -> None:
    value = services["app"]["environment"]["QUNXIANG_TOKEN"]
    assert re.fullmatch(r"\$\{QUNXIANG_TOKEN:\?[^}]*QUNXIANG_TOKEN[^}]*openssl[^}]*\}", value)
    head = COMPOSE.read_text(encoding="utf-8").partition("\nname:")[0]
    for name in set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text(encoding="utf-8"))):
        assert name in head, "the head says all that has to be set"


def test_the_app_waits_for_a_healthy_neo4j(services: dict[str, Any]) -> None:
    assert services["app"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all("healthcheck" in service for service in services.values())


def test_the_health_check_keeps_the_password_out_of_the_process_list(services: dict[str, Any]) -> None:
    command = services["neo4j"]["healthcheck"]["test"][-1]
    assert "cypher-shell" in command
    assert not re.search(r"cypher-shell.*(-p|--password|NEO4J_AUTH)", command)


def test_image_and_jars_are_of_one_release_line(services: dict[str, Any]) -> None:
    pom = (ROOT / "tools/neo4j/pom.xml").read_text(encoding="utf-8")
    version = re.search(r"<neo4j.version>(\d+\.\d+)\.\d+<", pom)
    assert version is not None
    assert services["neo4j"]["image"] == f"neo4j:{version[1]}-community"


def test_data_outlives_the_containers(services: dict[str, Any]) -> None:
    mounts = {name: services[name]["volumes"] for name in services}
    assert "neo4j-data:/data" in mounts["neo4j"]
    assert "project:/project" in mounts["app"]


def test_the_program_does_not_run_as_root() -> None:
    steps = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    user = steps.index("USER qunxiang")
    assert not any(step.startswith(("USER", "RUN", "COPY")) for step in steps[user + 1 :])
    assert any(step.startswith(("ENTRYPOINT", "CMD")) for step in steps[user + 1 :])
