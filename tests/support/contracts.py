"""Contracts from a few lines of YAML, and types in one line of text, for tables of given and want."""

from __future__ import annotations

import textwrap
from pathlib import Path

from codegen.contract import (
    AliasType,
    AnyJson,
    Const,
    Contract,
    Declaration,
    EnumType,
    Extra,
    ListOf,
    MapOf,
    Never,
    Nullable,
    ObjectType,
    Ref,
    Scalar,
    TupleType,
    Type,
    UnionType,
)
from codegen.diagnostics import Diagnostics
from codegen.pipeline import load_contract


def contract_of(folder: Path, text: str, name: str = "openapi.yaml") -> tuple[Contract, Diagnostics]:
    """The contract of a document written into `folder`."""
    file = folder / name
    file.write_text(textwrap.dedent(text))
    return load_contract([file])


def schemas(folder: Path, text: str, version: str = "3.1.0") -> Contract:
    """The contract whose components.schemas are `text`."""
    head = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n"
    return contract_of(folder, head + textwrap.indent(textwrap.dedent(text), "    "))[0]


def show(kind: Type | Declaration) -> str:
    """`User?`, `[string]`, `{*: int64}`, `'circle'`; a declaration with its members."""
    match kind:
        case Scalar(scalar):
            return scalar.value
        case AnyJson():
            return "any"
        case Never():
            return "never"
        case Const(value):
            return repr(value)
        case ListOf(item):
            return f"[{show(item)}]"
        case MapOf(value):
            return f"{{*: {show(value)}}}"
        case Nullable(inner):
            return f"{show(inner)}?"
        case Ref(name):
            return name
        case AliasType():
            return f"= {show(kind.type)}"
        case EnumType():
            return "enum " + " ".join(repr(v.value) for v in kind.values)
        case TupleType():
            rest = "" if kind.rest is None else f", *{show(kind.rest)}"
            return f"({', '.join(map(show, kind.items))}{rest})"
        case UnionType():
            cases = (f"{'-'.join(c.words)}{list(c.tags) if c.tags else ''}: {show(c.type)}" for c in kind.cases)
            return f"union{f' by {kind.discriminator}' if kind.discriminator else ''} " + " | ".join(cases)
        case ObjectType():
            members = [
                f"{p.wire}{'' if p.required else '~'}: {show(p.type)}{'^' if p.boxed else ''}" for p in kind.properties
            ]
            if kind.extra is not Extra.OPEN:
                members.append("closed" if kind.extra_type is None else f"*: {show(kind.extra_type)}")
            return f"{{{', '.join(members)}}}"


def shown(contract: Contract) -> dict[str, str]:
    return {name: show(declaration) for name, declaration in contract.types.items()}
