"""Every feature that docs/features.md claims: the Contract has it as the row says, every target is rendered from it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from codegen.contract import Channel, Contract, Media, Operation, Parameter
from codegen.diagnostics import Diagnostics
from codegen.pipeline import ContractError, load_contract
from codegen.plan.registry import SHIPPED, find_target
from codegen.render import Renderer, template_folders
from tests.codegen.features import FEATURES, Feature
from tests.support.contracts import show

INFO = "info: {title: T, version: '1'}\n"
HEADS = {
    "schema": f"openapi: 3.1.0\n{INFO}components:\n  schemas:\n",
    "schema 3.0": f"openapi: 3.0.3\n{INFO}paths: {{}}\ncomponents:\n  schemas:\n",
    "path": f"openapi: 3.2.0\n{INFO}paths:\n  /x:\n",
    "openapi": f"openapi: 3.1.0\n{INFO}",
    "asyncapi": f"asyncapi: 3.0.0\n{INFO}",
}


@pytest.mark.parametrize("feature", FEATURES, ids=[f"{f.object}: {f.name}" for f in FEATURES])
def test_feature(tmp_path: Path, feature: Feature) -> None:
    file = tmp_path / "contract.yaml"
    file.write_text(document(feature))
    contract, diagnostics = read(file)
    if feature.want.startswith("reported: "):
        assert feature.want in {f"reported: {d.rule}" for d in diagnostics}
    else:
        assert contract is not None, [str(d) for d in diagnostics]
        alone = [d for d in diagnostics if d.rule == "openapi/types-only"]
        assert [str(d) for d in diagnostics if d not in alone] == []
        assert shown(contract, feature) + (" (types alone)" if alone else "") == feature.want
    if contract is None:
        return
    for target in SHIPPED:
        renderer = Renderer(template_folders(target))
        for planned in find_target(target).plan(contract, {}):
            assert renderer.text(planned.template, planned.view) is not None


def document(feature: Feature) -> str:
    if feature.text.startswith("asyncapi:"):
        return f"{feature.text}\n{INFO}channels: {{}}\n"
    head, text = HEADS[feature.kind], feature.text
    if feature.kind == "path" and "in: path" in text:
        head = head.replace("/x:", "'/x/{p}/{q}':")
    return head + (text if feature.kind in ("openapi", "asyncapi") else textwrap.indent(text, "    ")) + "\n"


def read(file: Path) -> tuple[Contract | None, Diagnostics]:
    """None where the document cannot be used at all."""
    try:
        return load_contract([file])
    except ContractError as error:
        return None, error.diagnostics


def shown(contract: Contract, feature: Feature) -> str:
    if feature.kind.startswith("schema"):
        return show(contract.types["T"])
    found = [_operation(contract, o) for o in (*contract.operations, *contract.webhooks)]
    found += [_channel(c) for c in contract.channels]
    tags = [tag.name for tag in contract.tags]
    return "; ".join(found) + (f" tags {', '.join(tags)}" if len(tags) > 1 else "")


def _operation(contract: Contract, o: Operation) -> str:
    text = f"webhook {o.webhook} {o.method}" if o.webhook else f"{o.method} {o.path}"
    if o.parameters:
        text += f" ({', '.join(map(_parameter, o.parameters))})"
    if o.body:
        text += f" <-{'' if o.body.required else '~'} {_content(o.body.content)}"
    answers = [
        r.status
        + (f" {_content(r.content)}" if r.content else "")
        + "".join(f" ({h.wire}{'' if h.required else '~'}: {show(h.payload.type)})" for h in r.headers)
        for r in o.responses
    ]
    text += f" -> {', '.join(answers)}" if answers else ""
    used = [
        " and ".join(_scheme(contract, use.scheme, use.scopes) for use in option) or "nothing" for option in o.security
    ]
    text += f" by {' or '.join(used)}" if used else ""
    called = [c.method for c in contract.callbacks if c.callback_of == o.id]
    return text + (f" calls back {', '.join(called)}" if called else "")


def _parameter(p: Parameter) -> str:
    how = f"{p.style}{'*' if p.explode else ''}" + (f" as {p.content_type}" if p.content_type else "")
    return f"{p.place} {p.wire}{'' if p.required else '~'}: {show(p.payload.type)} {how}"


def _content(content: tuple[Media, ...]) -> str:
    return " | ".join(
        f"{m.kind.value}: {show(m.payload.type)}"
        + (f"{{{', '.join(f'{part.wire} {part.content_type}' for part in m.parts)}}}" if m.parts else "")
        for m in content
    )


def _scheme(contract: Contract, key: str, scopes: tuple[str, ...]) -> str:
    s = contract.security_schemes[key]
    words = " ".join(filter(None, [s.kind, s.place, s.wire, s.http_scheme]))
    return f"{key}({words})" + (f"[{', '.join(scopes)}]" if scopes else "")


def _channel(c: Channel) -> str:
    parameters = f" ({', '.join(f'{p.place} {p.wire}' for p in c.parameters)})" if c.parameters else ""
    text = f"{c.key} {c.address}{parameters}"
    for word, payload in (("receives", c.receives_type), ("sends", c.sends_type)):
        if payload:
            text += f" {word} {show(payload.type)}" + (f" by {c.discriminator}" if c.discriminator else "")
    return text
