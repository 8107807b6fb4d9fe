"""Settings, read once at the front door from QUNXIANG_… variables and refused when unsafe."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.errors import SettingsError
from graph.review import REVIEW_BELOW
from qunxiang.language import say


class Settings(BaseSettings):
    """Everything that can be set; docs/settings.md has a line for each."""

    model_config = SettingsConfigDict(env_prefix="QUNXIANG_", extra="ignore", frozen=True)

    project: Path = Path(".qunxiang")
    store: str = ""
    neo4j_password: SecretStr | None = None
    neo4j_password_file: Path | None = None
    profile: Literal["local"] = "local"
    purpose: Literal["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"] = "P1"
    tagger: Literal["rules", "neural"] = "neural"
    review_below: float = Field(default=REVIEW_BELOW, ge=0, le=1)
    person_file: Path | None = None
    language: Literal["zh", "en"] | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    token: SecretStr | None = None
    in_container: bool = False

    @field_validator("purpose", mode="before")
    @classmethod
    def _refuse_unknown_purpose(cls, value: object) -> object:
        # It is written into the audit as it stands, so no word of anybody's own may come in here.
        if value not in get_args(cls.model_fields["purpose"].annotation):
            raise ValueError(say("purpose：QUNXIANG_PURPOSE 只能是 P1 至 P9 之一，含义见 docs/settings.md"))
        return value

    @field_validator("store")
    @classmethod
    def _refuse_password_in_address(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            raise ValueError(say("store：地址里的主机或端口写错了；应写成 neo4j://用户@主机:7687")) from None
        if parts.password:
            raise ValueError(
                say("store：地址里不能写密码，请用 QUNXIANG_NEO4J_PASSWORD 或 QUNXIANG_NEO4J_PASSWORD_FILE")
            )
        if value and parts.scheme not in ("sqlite", "neo4j", "neo4j+s", "bolt", "bolt+s"):
            raise ValueError(say("store：写成 sqlite:///文件.db 或 neo4j://用户@主机:7687"))
        return value

    @model_validator(mode="after")
    def _refuse_open_address(self) -> Settings:
        if not is_loopback(self.host) and not self.in_container:
            raise ValueError(say("host：本机模式只接受 127.0.0.1、localhost 或 ::1，不对外服务"))
        if self.in_container and self.token is None and not is_loopback(self.host):
            raise ValueError(say("token：在容器里运行时必须设置 QUNXIANG_TOKEN"))
        return self

    @property
    def store_address(self) -> str:
        """The store's address; by default one file in the project folder."""
        return self.store or f"sqlite:///{self.project / 'store.db'}"

    @property
    def quarantine(self) -> Path:
        """Where the rows lie that could not be read."""
        return self.project / "quarantine"

    def find_neo4j_password(self) -> str:
        """Return the password from the environment or the file; raises SettingsError that names both."""
        if self.neo4j_password is not None:
            return self.neo4j_password.get_secret_value()
        if self.neo4j_password_file is not None:
            try:
                return self.neo4j_password_file.read_text("utf-8").strip()
            except OSError as error:
                problem = say("QUNXIANG_NEO4J_PASSWORD_FILE：读不出密码文件（{reason}）", reason=error.strerror)
                raise SettingsError(problem) from error
        raise SettingsError(
            say("没有 Neo4j 密码：请设置 QUNXIANG_NEO4J_PASSWORD，或用 QUNXIANG_NEO4J_PASSWORD_FILE 指向密码文件")
        )


def is_loopback(host: str) -> bool:
    """True for the names of this machine that the service answers to; another loopback address is none of them."""
    return host in ("127.0.0.1", "localhost", "::1")


def read_settings(**given: object) -> Settings:
    """Read the environment, with what the command line gave on top; raises SettingsError in one clear line."""
    try:
        return Settings(**{name: value for name, value in given.items() if value not in (None, "")})  # type: ignore[arg-type]
    except ValidationError as error:
        problems = say("；").join(
            str(problem["ctx"]["error"])
            if "error" in problem.get("ctx", {})
            else say("{setting}：{problem}", setting=".".join(map(str, problem["loc"])), problem=problem["msg"])
            for problem in error.errors()
        )
        raise SettingsError(say("设置有误：{problems}", problems=problems)) from error
