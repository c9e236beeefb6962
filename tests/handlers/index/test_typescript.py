"""JavaScript and TypeScript: forms of imports and exports, definitions, and what resolves to nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.graph.open import open_graph
from handlers.graph.store import GraphStore
from handlers.index.languages.typescript import TypeScript
from tests.support.shop import load_graph

DEFINITION = "export function f() {}\n"

# Files, and the calls that are resolved exactly.
CALLS: dict[str, tuple[dict[str, str], set[tuple[str, str]]]] = {
    "a named import": ({"a.ts": DEFINITION, "b.ts": "import { f } from './a';\nf();\n"}, {("b", "a.f")}),
    "an alias": ({"a.ts": DEFINITION, "b.ts": "import { f as g } from './a';\ng();\n"}, {("b", "a.f")}),
    "a namespace": ({"a.ts": DEFINITION, "b.ts": "import * as a from './a';\na.f();\n"}, {("b", "a.f")}),
    "import = require": ({"a.ts": DEFINITION, "b.ts": "import a = require('./a');\na.f();\n"}, {("b", "a.f")}),
    "a default function": (
        {"a.ts": "export default function f() {}\n", "b.ts": "import g from './a';\ng();\n"},
        {("b", "a.f")},
    ),
    "a default without a name": (
        {"a.ts": "export default () => 1;\n", "b.ts": "import g from './a';\ng();\n"},
        {("b", "a.default")},
    ),
    "a default of a name": (
        {"a.ts": "function f() {}\nexport default f;\n", "b.ts": "import g from './a';\ng();\n"},
        {("b", "a.f")},
    ),
    "a default with others": (
        {"a.ts": "export default class C {}\n" + DEFINITION, "b.ts": "import C, { f } from './a';\nnew C(f());\n"},
        {("b", "a.C"), ("b", "a.f")},
    ),
    "export under another name": (
        {"a.ts": "function f() {}\nexport { f as g };\n", "b.ts": "import { g } from './a';\ng();\n"},
        {("b", "a.f")},
    ),
    "re-export": (
        {"a.ts": DEFINITION, "m.ts": "export { f as g } from './a';\n", "b.ts": "import { g } from './m';\ng();\n"},
        {("b", "a.f")},
    ),
    "re-export of the default": (
        {
            "a.ts": "export default function f() {}\n",
            "m.ts": "export { default as g } from './a';\n",
            "b.ts": "import { g } from './m';\ng();\n",
        },
        {("b", "a.f")},
    ),
    "export *": (
        {"a.ts": DEFINITION, "m.ts": "export * from './a';\n", "b.ts": "import { f } from './m';\nf();\n"},
        {("b", "a.f")},
    ),
    "export * leaves the default out": (
        {
            "a.ts": "export default function f() {}\n",
            "m.ts": "export * from './a';\n",
            "b.ts": "import g from './m';\ng();\n",
        },
        set(),
    ),
    "export * brings nothing into its own file": (
        {"a.ts": DEFINITION, "m.ts": "export * from './a';\nf();\n"},
        set(),
    ),
    "export * as": (
        {"a.ts": DEFINITION, "m.ts": "export * as ns from './a';\n", "b.ts": "import { ns } from './m';\nns.f();\n"},
        {("b", "a.f")},
    ),
    "an index file": ({"lib/index.ts": DEFINITION, "b.ts": "import { f } from './lib';\nf();\n"}, {("b", "lib.f")}),
    "the index of the own folder": (
        {"lib/index.ts": DEFINITION, "lib/b.ts": "import { f } from '.';\nf();\n"},
        {("lib.b", "lib.f")},
    ),
    "the index of the folder above": (
        {"lib/index.ts": DEFINITION, "lib/in/b.ts": "import { f } from '..';\nf();\n"},
        {("lib.in.b", "lib.f")},
    ),
    "the name of the compiled file": (
        {"a.ts": DEFINITION, "b.ts": "import { f } from './a.js';\nf();\n"},
        {("b", "a.f")},
    ),
    "the source before the compiled file": (
        {"a.ts": DEFINITION, "a.js": "export function g() {}\n", "b.ts": "import { f } from './a.js';\nf();\n"},
        {("b", "a.f")},
    ),
    "JavaScript from TypeScript": (
        {"a.js": DEFINITION, "b.tsx": "import { f } from './a';\nf();\n"},
        {("b", "a.f")},
    ),
    "declarations": (
        {"a.d.ts": "export declare function f(): void;\n", "b.ts": "import { f } from './a';\nf();\n"},
        {("b", "a.f")},
    ),
    "an alias of the source folder": (
        {"web/src/lib/a.ts": DEFINITION, "web/src/b.ts": "import { f } from '@/lib/a';\nf();\n"},
        {("web.src.b", "web.src.lib.a.f")},
    ),
    "the alias of the nearest package": (
        {
            "x/src/a.ts": DEFINITION,
            "y/src/a.ts": DEFINITION,
            "y/src/in/b.ts": "import { f } from '@/a';\nf();\n",
        },
        {("y.src.in.b", "y.src.a.f")},
    ),
    "outside the project": ({"b.ts": "import { f } from '../a';\nf();\n"}, set()),
    "a package of the same name": ({"a.ts": DEFINITION, "b.ts": "import { f } from 'a';\nf();\n"}, set()),
    "require": ({"a.js": "exports.f = () => 1;\n", "b.js": "const a = require('./a');\na.f();\n"}, {("b", "a.f")}),
    "require of names": (
        {"a.js": "module.exports = { f() {} };\n", "b.js": "const { f: g } = require('./a');\ng();\n"},
        {("b", "a.f")},
    ),
    "require of a function": (
        {"a.js": "function f() {}\nmodule.exports = f;\n", "b.js": "const a = require('./a');\na();\n"},
        {("b", "a.f")},
    ),
    "a dynamic import": (
        {"a.ts": DEFINITION, "b.ts": "async function g() { const a = await import('./a'); a.f(); }\n"},
        {("b.g", "a.f")},
    ),
    "a component": (
        {"a.jsx": "export const F = () => <p/>;\n", "b.jsx": "import { F } from './a';\nconst G = () => <F x={1}/>;\n"},
        {("b.G", "a.F")},
    ),
    "this and super": (
        {"a.ts": "class A { f() {} }\nclass B extends A { f() { super.f(); } g = () => { this.f(); } }\n"},
        {("a.B.f", "a.A.f"), ("a.B.g", "a.B.f")},
    ),
    "this in a callback": ({"a.ts": "class A { f() {} g() { [1].map(() => this.f()); } }\n"}, {("a.A.g", "a.A.f")}),
    "this of another function": (
        {"a.ts": "class A { f() {} g() { function h() { this.f(); } return h; } }\n"},
        set(),
    ),
    "a static method": ({"a.ts": "class A { static f() {} }\nfunction g() { A.f(); }\n"}, {("a.g", "a.A.f")}),
    "a parameter hides an import": (
        {"a.ts": DEFINITION, "b.ts": "import { f } from './a';\nfunction g(f) { f(); }\nconst h = ({ f }) => f();\n"},
        set(),
    ),
    "a caught error hides an import": (
        {"a.ts": DEFINITION, "b.ts": "import { f } from './a';\nfunction g() { try {} catch (f) { f(); } }\n"},
        set(),
    ),
    "self is a name": ({"a.ts": "class A { f() {} g() { self.f(); } }\n"}, set()),
    "overloads are one function": (
        {"a.ts": "export function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a: any) {}\nf(1);\n"},
        {("a", "a.f")},
    ),
}


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[GraphStore]:
    store = await open_graph(tmp_path)
    yield store
    await store.close()


@pytest.mark.parametrize("name", CALLS)
async def test_calls(name: str, graph: GraphStore, tmp_path: Path) -> None:
    files, want = CALLS[name]
    root = tmp_path / "root"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    await load_graph("p", root, tmp_path / "facts.sqlite", graph)
    rows = await graph.read(
        "MATCH (n {project: 'p'})-[r:CALLS]->(m) WHERE r.conf = 'exact' RETURN n.qname AS source, m.qname AS target"
    )
    assert {(row["source"], row["target"]) for row in rows} == want


LATER = {
    "./side": "web/side.ts",
    "./side.js": "web/side.ts",
    "./lib": "web/lib/index.ts",
    "./lib/index": "web/lib/index.js",
    "./index": "web/index.tsx",
    ".": "web/index.ts",
    "..": "index.ts",
    "./in/../b": "web/b.d.ts",
    "@/deep/x": "web/src/deep/x.mts",
}


@pytest.mark.parametrize("specifier", LATER)
async def test_a_module_that_appears_later_is_linked(specifier: str, graph: GraphStore, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "web").mkdir(parents=True)
    (root / "web/main.ts").write_text(f'import "{specifier}";\n')
    await load_graph("p", root, tmp_path / "facts.sqlite", graph)
    path = root / LATER[specifier]
    path.parent.mkdir(parents=True, exist_ok=True)
    for exists in (True, False):
        path.write_text("export {};\n") if exists else path.unlink()
        await load_graph("p", root, tmp_path / "facts.sqlite", graph)
        rows = await graph.read("MATCH (n:Module {project: 'p'})-[r:IMPORTS]->(m:Module) RETURN m.path AS path")
        assert [row["path"] for row in rows] == [LATER[specifier]] * exists


DEFINITIONS = {
    "class C { #p() {} get v() { return 1 } static s() {} 'quoted name'() {} [Symbol.iterator]() {} }": {
        *("C#", "C##p().", "C#v().", "C#s().", "C#`quoted name`().", "C#`[Symbol.iterator]`()."),
    },
    "abstract class C { abstract f(): void; g(a: 1): 1; g(a: any) {} }": {"C#", "C#f().", "C#g()."},
    "interface I { f(): void }": {"I#"},
    "enum E { A = 1 }": {"E#"},
    "const f = () => 1, g = function () {}, h = class {}, x = 1;": {"f().", "g().", "h#"},
    "function* f() { const g = async () => 1; }": {"f().", "f().g()."},
    "namespace N { export function f() {} }": {"f()."},
    "declare module 'm' { function f(): void; }": {"f()."},
    "if (x) { function f() {} } else { function f() {} }": {"f().", "f(+1)."},
    "class A { 'x().y'() {} x() { function y() {} } }": {"A#", "A#`x().y`().", "A#x().", "A#x().y()."},
    "@d() export class C { @e m() {} }": {"C#", "C#m()."},
}


@pytest.mark.parametrize("text", DEFINITIONS)
def test_definitions(text: str) -> None:
    facts = TypeScript().parse("a.ts", text.encode())
    assert facts.incomplete == ""
    assert {symbol.descriptor.removeprefix("ts|a.ts/") for symbol in facts.symbols[1:]} == DEFINITIONS[text]


DOCUMENTATION = {
    "/** Adds. */\nfunction f() {}": "Adds.",
    "/**\n * @internal\n * Adds.\n */\nfunction f() {}": "Adds.",
    "// Adds\n// numbers.\nconst f = () => 1;": "Adds",
    "/** Adds. */\n@d\nexport class f {}": "Adds.",
    "// eslint-disable-next-line\nfunction f() {}": "",
    "/** Of the file. */\n\n\nfunction f() {}": "",
    "function g() {} // of g\nfunction f() {}": "",
    "const g = 1; // of g\nfunction f() {}": "",
}


@pytest.mark.parametrize("text", DOCUMENTATION)
def test_comments_in_front_are_documentation(text: str) -> None:
    facts = TypeScript().parse("a.ts", text.encode())
    symbol = next(symbol for symbol in facts.symbols if symbol.name == "f" and symbol.kind != "module")
    assert symbol.doc == DOCUMENTATION[text]


async def test_imports_and_packages(graph: GraphStore, tmp_path: Path) -> None:
    text = """import "./side.css";
import type { T } from "./types";
import { readFile } from "node:fs/promises";
import { x } from "@scope/package/deep";
import y from "lodash/get";
import z from "@/nowhere";
export * from "./gone";
const path = require("path");
"""
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.ts").write_text(text)
    (root / "types.ts").write_text("export interface T {}\n")
    await load_graph("p", root, tmp_path / "facts.sqlite", graph)
    rows = await graph.read(
        "MATCH (n:Module {project: 'p'})-[r:IMPORTS]->(m) RETURN m.qname AS name, r.lazy AS lazy, m.stdlib AS std"
    )
    assert {(row["name"], row["lazy"], row["std"]) for row in rows} == {
        ("types", True, None),
        ("fs", False, True),
        ("@scope/package", False, False),
        ("lodash", False, False),
        ("path", False, True),
    }
