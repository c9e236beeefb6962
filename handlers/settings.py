"""The server's configuration: every field is a variable `LEANVIBE_<NAME>` of the environment."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handlers.environment import without_passwords

PREFIX = "LEANVIBE_"

Texts = Annotated[tuple[str, ...], NoDecode]
Paths = Annotated[tuple[Path, ...], NoDecode]


class SettingsError(Exception):
    """One line for each bad value: which variable, what it holds, what it should hold."""


def default_data_dir() -> Path:
    """`~/Library/Application Support/LeanVibe` on macOS, else `leanvibe` in `$XDG_DATA_HOME` or `~/.local/share`."""
    return user_data_path("LeanVibe" if sys.platform == "darwin" else "leanvibe", appauthor=False)


class Settings(BaseSettings):
    """What a person may set. Lists of paths are separated as in PATH, other lists by commas."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    data_dir: Path = Field(default_factory=default_data_dir, description="Folder of the database, index and key.")
    host: str = Field("127.0.0.1", description="Address to listen on; other than loopback only with TLS.")
    port: int = Field(8765, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one.")
    tls_certificate: Path | None = Field(None, description="PEM file of the certificate chain; needs `tls_key` too.")
    tls_key: Path | None = Field(None, description="PEM file of the certificate's private key.")
    allowed_hosts: Texts = Field(("localhost", "127.0.0.1", "[::1]"), description="Host names that requests may use.")
    allowed_origins: Texts = Field(
        (), description="Origins of web pages besides the server's own, scheme and port included."
    )
    allowed_roots: Paths = Field(
        default_factory=lambda: (Path.home(), Path.cwd()), description="Folders that projects may lie in."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto: console on a terminal, else JSON lines."
    )

    model: str | None = Field(None, description="Name of the language model; none: the one that suits this machine.")
    embedder: str | None = Field(None, description="Name of the embedding model; none: the packaged MiniLM.")
    context_tokens: int = Field(
        2048, ge=256, le=131_072, description="Tokens of project context that a question may take with it."
    )
    answer_tokens: int = Field(
        512, ge=1, le=32_768, description="Tokens that an answer may have unless the request says."
    )

    graph_url: str | None = Field(
        None, description="Address of a Neo4j server (neo4j:// or bolt://); none: embedded graph."
    )
    graph_user: str = Field("neo4j", description="User name at that server.")
    graph_password: SecretStr | None = Field(None, description="Password at that server; none: it asks for none.")

    check_answers: Literal["full", "sampled", "off"] = Field(
        "full", description="Which answers are held against the contract's schemas: all, one in 16, or none."
    )
    max_body: int = Field(1024 * 1024, ge=1024, description="Bytes that the body of a request may have.")
    max_depth: int = Field(64, ge=8, le=500, description="Levels that the JSON of a request may nest.")
    head_timeout: float = Field(10, gt=0, description="Seconds within which the head of a request must have arrived.")
    idle_timeout: float = Field(5, gt=0, description="Seconds that a connection may be idle between two requests.")
    write_timeout: float = Field(30, gt=0, description="Seconds within which a client must take more of an answer.")
    connections: int = Field(1000, ge=32, description="Connections that may be open at a time.")
    keyless_connections: int = Field(
        256, ge=8, description="Connections of one address that may be open at a time without a valid key."
    )
    body_timeout: float = Field(20, gt=0, description="Seconds within which the body of a request must have arrived.")
    rate_ios: float = Field(5, gt=0, description="Commands a second for keys of class ios; a burst may be twice that.")
    rate_web: float = Field(10, gt=0, description="Commands a second for keys of class web.")
    rate_cli: float = Field(20, gt=0, description="Commands a second for keys of class cli.")
    sessions_per_client: int = Field(10, ge=1, description="Sessions that one client may have at a time.")
    session_idle_hours: float = Field(24, gt=0, description="Hours without use after which a session ends.")
    retained_events: int = Field(1000, ge=10, description="Events of a session that stay replayable.")
    retained_hours: float = Field(24, gt=0, description="Hours that an event stays replayable.")

    @field_validator("allowed_roots", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("allowed_hosts", "allowed_origins", mode="before")
    @classmethod
    def _split_texts(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("data_dir", "tls_certificate", "tls_key")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value and value.expanduser().absolute()

    @field_validator("allowed_roots")
    @classmethod
    def _roots(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        if not value:
            raise ValueError("name at least one folder")
        return tuple(dict.fromkeys(root.expanduser().absolute() for root in value))

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, found, rest = origin.partition("://")
            if scheme not in {"http", "https"} or not found or not rest or set(rest) & set("/*?#@ "):
                raise ValueError(f"{origin!r} is no origin; write it like http://localhost:5173")
        return value

    @field_validator("graph_url")
    @classmethod
    def _graph_url(cls, value: str | None) -> str | None:
        schemes = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
        if value is None:
            return None
        if "@" in value or ("?" in value and not value.startswith("neo4j")):  # of which Neo4j knows routing contexts
            raise ValueError("an address has no user or password: set LEANVIBE_GRAPH_USER and LEANVIBE_GRAPH_PASSWORD")
        if not value.startswith(schemes) or not _is_address(value):
            raise ValueError("write it like neo4j://localhost:7687 or bolt://localhost:7687")
        return value

    @model_validator(mode="after")
    def _tls(self) -> Self:
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key come together: set both, or neither")
        for file in (self.tls_certificate, self.tls_key):
            if file is not None and not file.is_file():
                raise ValueError(f"there is no file {file}")
        if self.tls_certificate is None and not is_loopback(self.host):
            raise ValueError(
                f"host {self.host} would open the server to the network without TLS: "
                "keep 127.0.0.1, or set tls_certificate and tls_key"
            )
        return self

    @property
    def url(self) -> str:
        """Where a person on this machine reaches the server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_certificate else 'http'}://{host}:{self.port}"

    @property
    def graph_auth(self) -> tuple[str, str] | None:
        """User and password for `graph_url`."""
        return (self.graph_user, self.graph_password.get_secret_value()) if self.graph_password else None

    @property
    def checking(self) -> bool | Literal["sampled"]:
        """`check_answers` as `create_app` takes it."""
        return self.check_answers if self.check_answers == "sampled" else self.check_answers == "full"

    @property
    def rates(self) -> Mapping[str, float]:
        """Commands a second by the class in a key's claim."""
        return {"ios": self.rate_ios, "web": self.rate_web, "cli": self.rate_cli}


def load_settings(**given: Any) -> Settings:
    """The settings of the environment; a command's options that are not None win. Raises `SettingsError`."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("\n".join(_line(problem, given) for problem in error.errors())) from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address. A name other than localhost could resolve to anything."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _line(problem: Any, given: Mapping[str, Any]) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else ""
    what = problem["msg"].removeprefix("Value error, ")
    if not name:
        return str(what)
    if given.get(name) is None:
        name = PREFIX + name.upper()
    if problem["type"] == "extra_forbidden":
        return f"{name}: there is no such setting"
    secret = "PASSWORD" in name.upper() or name.upper().endswith("GRAPH_URL")
    return without_passwords(f"{name}: {what}" + ("" if secret else f" (it is {problem['input']!r})"))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
