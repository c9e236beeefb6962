"""When an unused function is certain to be unused: nothing in the project, code or not, can name it."""

from __future__ import annotations

import shutil
from pathlib import Path

from handlers.index.service import CodeIndex
from tests.support.vectors import HashEmbedder

ROOT = Path(__file__).resolve().parents[3]
CLASS = "class A:\n    def {}(self): ...\n"
PLAIN = "class Cart:\n    def ship(self): ...\n"
# Files of a project, and whether `ship` (or `_ship`) in shop/cart.py is certainly unused.
PROJECTS: dict[str, tuple[dict[str, str], bool]] = {
    "nothing names it": ({"shop/cart.py": PLAIN}, True),
    "a function that nothing names": ({"shop/cart.py": "def ship(): ...\n"}, True),
    "a plain decorator of its class": ({"shop/cart.py": "@dataclass\n" + PLAIN}, True),
    "an empty list of bases": ({"shop/cart.py": "class Cart():\n    def ship(self): ...\n"}, True),
    "a private function of a package": ({"pyproject.toml": "[project]\n", "shop/cart.py": "def _ship(): ...\n"}, True),
    "defined in a function": (
        {"pyproject.toml": "[project]\n", "shop/cart.py": "def outer():\n    def ship(): ...\nouter()\n"}, True,
    ),
    "words that only contain it": ({"shop/cart.py": PLAIN, "README.md": "shipping, flagship, ship_it\n"}, True),
    "a protocol has the name": (
        {"shop/cart.py": PLAIN, "api.py": "class Ships(Protocol):\n    def ship(self) -> None: ...\n"}, False,
    ),
    "a base class in another file has the name": (
        {"shop/cart.py": "from base import Base\nclass Cart(Base):\n    def ship(self): ...\n",
         "base.py": "class Base:\n    def ship(self): ...\n"}, False,
    ),
    "a base that is not in the project": (
        {"shop/cart.py": "import lib\nclass Cart(lib.View):\n    def ship(self): ...\n"}, False,
    ),
    "a base over several lines": (
        {"shop/cart.py": "class Cart(\n    View,\n):\n    x = 1\n\n    def ship(self): ...\n"}, False,
    ),
    "a metaclass": ({"shop/cart.py": "class Cart(metaclass=Registry):\n    def ship(self): ...\n"}, False),
    "an unknown decorator of its class": ({"shop/cart.py": "@register\n" + PLAIN}, False),
    "a route": ({"shop/cart.py": "@app.get('/x')\ndef ship(): ...\n"}, False),
    "a fixture": ({"tests/conftest.py": "@pytest.fixture\ndef ship(): ...\n"}, False),
    "listed in __all__": ({"shop/cart.py": "__all__ = ['ship']\ndef ship(): ...\n"}, False),
    "its class in __all__": ({"shop/cart.py": "__all__ = ['Cart']\n" + PLAIN}, False),
    "its class exported": ({"shop/cart.py": PLAIN, "shop/__init__.py": "from .cart import Cart\n"}, False),
    "its module exported by the package": ({"shop/cart.py": PLAIN, "shop/__init__.py": "from . import cart\n"}, False),
    "exported with a star": ({"shop/cart.py": PLAIN, "shop/__init__.py": "from .cart import *\n"}, False),
    "defined in the package itself": ({"shop/__init__.py": "def ship(): ...\n"}, False),
    "a public function of a package": ({"pyproject.toml": "[project]\nname = 'x'\n", "shop/cart.py": PLAIN}, False),
    "the same with setup.py": ({"setup.py": "setup()\n", "shop/cart.py": PLAIN}, False),
    "the root is a package": ({"__init__.py": "", "cart.py": PLAIN}, False),
    "an entry point": ({"shop/cart.py": PLAIN, "app.toml": "run = 'shop.cart:ship'\n"}, False),
    "configuration": ({"shop/cart.py": PLAIN, "conf/jobs.yaml": "- call: ship\n"}, False),
    "a document": ({"shop/cart.py": PLAIN, "docs/use.md": "Call `ship()`.\n"}, False),
    "a template": ({"shop/cart.py": PLAIN, "templates/cart.html": "{{ cart.ship }}\n"}, False),
    "another language": ({"shop/cart.py": PLAIN, "app.js": "py.ship();\n"}, False),
    "a string in the same file": ({"shop/cart.py": PLAIN + "HOOKS = ['ship']\n"}, False),
    "getattr with its name": ({"shop/cart.py": PLAIN, "run.py": "getattr(cart, 'ship')()\n"}, False),
    "getattr with a prefix": ({"shop/cart.py": CLASS.format("do_ship"), "run.py": "getattr(a, 'do_' + x)\n"}, False),
    "a name put together before": (
        {"shop/cart.py": CLASS.format("do_ship"), "run.py": "n = f'do_{x}'\ngetattr(a, n)\n"}, False,
    ),
    "getattr with a suffix": ({"shop/cart.py": CLASS.format("ship_it"), "run.py": "getattr(a, x + '_it')\n"}, False),
    "getattr with %": ({"shop/cart.py": CLASS.format("do_ship"), "run.py": "getattr(a, 'do_%s' % x)\n"}, False),
    "getattr with a short prefix": ({"shop/cart.py": CLASS.format("xship"), "run.py": "getattr(a, f'x{x}')\n"}, False),
    "getattr with anything": ({"shop/cart.py": PLAIN, "run.py": "getattr(a, f'{x}{y}')\n"}, False),
    "a private name by an underscore": (
        {"shop/cart.py": CLASS.format("_ship") + "    def of(self, n): return getattr(self, '_' + n)\nA().of('x')\n"},
        False,
    ),
    "called by the library": ({"shop/cart.py": "class Log:\n    def flush(self): ...\n"}, False),
    "native code that was not read": ({"shop/cart.py": PLAIN, "shop/fast.so": "\0"}, False),
    "source that is too large to read": ({"shop/cart.py": PLAIN, "shop/big.py": "#" * 1_000_001}, False),
}  # fmt: skip


def _write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


async def test_a_function_is_certain_only_where_nothing_can_name_it(tmp_path: Path) -> None:
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder())
    got = {}
    for number, (name, (files, _)) in enumerate(PROJECTS.items()):
        root = _write(tmp_path / str(number) / "root", files)
        await index.index(str(number), root)
        unused = (await index.analysis(str(number))).unused
        got[name] = [
            function.certain for function in unused if "ship" in function.node.name or "flush" in function.node.name
        ]
    await index.close()
    assert {name: True in certain for name, certain in got.items()} == {n: want for n, (_, want) in PROJECTS.items()}


async def test_nothing_is_certain_in_a_part_of_a_package_and_without_its_folder(tmp_path: Path) -> None:
    root = _write(tmp_path / "big", {"__init__.py": "", "part/__init__.py": "", "part/a.py": "def _ship(): ...\n"})
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder())
    await index.index("part", root / "part")
    await index.index("big", root)
    assert [function.certain for function in (await index.analysis("part")).unused] == [False]
    assert [function.certain for function in (await index.analysis("big")).unused] == [True]
    root.rename(tmp_path / "moved")
    assert [function.certain for function in (await index.analysis("big")).unused] == [False]
    await index.close()


async def test_no_handler_of_this_server_is_certainly_unused(tmp_path: Path) -> None:
    """They are called through generated protocols, by names that a table of the contract has."""
    root = tmp_path / "leanvibe"
    for folder in ("handlers/api", "generated/server"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "handlers/__init__.py", root / "handlers")
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder())
    await index.index("whole", root)
    await index.index("handlers", root / "handlers")
    for project in ("whole", "handlers"):
        unused = (await index.analysis(project, limit=100)).unused
        handlers = [function for function in unused if "Handlers." in function.node.qname]
        assert len(handlers) > 20
        assert [function.node.qname for function in handlers if function.certain] == []
    await index.close()
