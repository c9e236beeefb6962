"""The same small project in every indexed language, for the behaviour suite that all of them pass."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.index.language import Language
from handlers.index.languages.python import Python
from handlers.index.languages.typescript import TypeScript


@dataclass(frozen=True)
class LanguageCase:
    """`files` hold the same program in each case; the other fields are texts of one file ending in `suffix`."""

    language: Language
    suffix: str
    standard: str
    """The package of the language itself that `main` imports."""
    files: dict[str, str]
    syntax_error: str
    """A function `before`, an error, and a function `after`."""
    circles: dict[str, str]
    """Base classes and imports that lead in circles."""
    secret: str
    """A file with the text TOKEN in documentation, a default value and a constant."""
    nested: tuple[str, str]
    """Begin and end of a function that contains another."""
    extra_edges: frozenset[tuple[str, str, str, str]] = frozenset()
    """Edges that only this language has."""


PYTHON = LanguageCase(
    language=Python(),
    suffix=".py",
    standard="json",
    files={
        "shop/models.py": '''class Base:
    """Things with a price."""

    def price(self):
        return self.tax()

    def tax(self):
        return 1


class Gift(Base):
    def price(self):
        return super().price()
''',
        "shop/tax.py": '''def rate(country):
    """The tax rate of a country."""
    if country and country != "NL":
        return 0
    return 21


def outer():
    def inner():
        return rate("NL")

    return inner()
''',
        "shop/facade.py": "from shop.tax import rate as tax_rate\n",
        "shop/extra.py": "def wrap(rate):\n    return rate()\n",
        "main.py": """import json
import requests
from shop import tax
from shop.facade import tax_rate
from shop.models import Gift


async def main(order):
    gift = Gift()
    order.price()
    tax.rate("NL")
    requests.get(json.dumps(gift))
    return tax_rate("NL")


def lazily():
    from shop.extra import wrap

    return wrap(main)
""",
    },
    syntax_error="def before():\n    return 1\n\n\ndef torn(:\n    pass\n\n\ndef after():\n    return before()\n",
    circles={
        "a.py": "from b import B\nfrom a import x\nclass A(B): pass\nclass S(S): pass\nx()\n",
        "b.py": "from a import A\nfrom a import *\nclass B(A):\n    def f(self): self.g()\n",
    },
    secret='"""TOKEN"""\ndef upload(token="TOKEN"):\n    """Uploads with TOKEN."""\n\n\nKEY = "TOKEN and more"\n',
    nested=("def f():\n{indent}", ""),
)

_TYPESCRIPT_FILES = {
    "shop/models.ts": """/** Things with a price. */
export class Base {
  price(): number {
    return this.tax();
  }

  tax(): number {
    return 1;
  }
}

export class Gift extends Base {
  price(): number {
    return super.price();
  }
}
""",
    "shop/tax.ts": """/**
 * The tax rate of a country.
 * @param country its code
 */
export const rate = (country: string): number => {
  if (country && country !== "NL") {
    return 0;
  }
  return 21;
};

export function outer(): number {
  const inner = () => rate("NL");
  return inner();
}
""",
    "shop/facade.ts": 'export { rate as tax_rate } from "./tax.js";\n',
    "shop/extra.ts": "export function wrap(rate: () => number) {\n  return rate();\n}\n",
    "main.ts": """import { readFile } from "node:fs";
import requests from "requests";
import * as tax from "./shop/tax";
import { tax_rate } from "./shop/facade";
import { Gift } from "@/shop/models";

export async function main(order: Order) {
  const gift = new Gift();
  order.price();
  tax.rate("NL");
  requests.get(readFile(gift));
  return tax_rate("NL");
}

async function lazily() {
  const { wrap } = await import("./shop/extra");
  return wrap(main);
}
""",
}
_CIRCLES = {
    "a.ts": """import { B } from "./b";
import { x } from "./a";
export class A extends B {}
class S extends S {}
x();
""",
    "b.ts": """import { A } from "./a";
export * from "./a";
export * from "./b";
export class B extends A { f() { this.g(); } }
""",
}

TYPESCRIPT = LanguageCase(
    language=TypeScript(),
    suffix=".ts",
    standard="fs",
    files=_TYPESCRIPT_FILES,
    syntax_error="function before() { return 1; }\n\nlet torn = = 1;\n\nfunction after() { return before(); }\n",
    circles=_CIRCLES,
    secret='/** TOKEN */\nfunction upload(token = "TOKEN") {}\n\nconst KEY = "TOKEN and more";\n',
    nested=("function f() {", "}"),
)

COMMONJS = LanguageCase(
    language=TypeScript(),
    suffix=".js",
    standard="fs",
    files={
        "shop/models.js": """/** Things with a price. */
class Base {
  price() {
    return this.tax();
  }

  tax() {
    return 1;
  }
}

class Gift extends Base {
  price() {
    return super.price();
  }
}

module.exports = { Base, Gift };
""",
        "shop/tax.js": """// The tax rate of a country.
// eslint-disable-next-line
exports.rate = function (country) {
  if (country && country !== "NL") {
    return 0;
  }
  return 21;
};

module.exports.outer = function outer() {
  function inner() {
    return rate("NL");
  }
  return inner();
};
""",
        "shop/facade.js": 'const { rate } = require("./tax");\nmodule.exports = { tax_rate: rate };\n',
        "shop/extra.js": "module.exports = function wrap(rate) {\n  return rate();\n};\n",
        "main.js": """const { readFile } = require("fs");
const requests = require("requests");
const tax = require("./shop/tax");
const { tax_rate } = require("./shop/facade");
const { Gift } = require("./shop/models");

async function main(order) {
  const gift = new Gift();
  order.price();
  tax.rate("NL");
  requests.get(readFile(gift));
  return tax_rate("NL");
}

function lazily() {
  const wrap = require("./shop/extra");
  return wrap(main);
}
""",
    },
    syntax_error=TYPESCRIPT.syntax_error,
    circles={path.replace(".ts", ".js"): text for path, text in _CIRCLES.items()},
    secret=TYPESCRIPT.secret,
    nested=TYPESCRIPT.nested,
    extra_edges=frozenset(  # the exported object is an expression that names them
        {
            ("shop.facade", "REFERENCES", "shop.tax.rate", "exact"),
            ("shop.models", "REFERENCES", "shop.models.Base", "exact"),
            ("shop.models", "REFERENCES", "shop.models.Gift", "exact"),
        }
    ),
)

CASES = {"python": PYTHON, "typescript": TYPESCRIPT, "commonjs": COMMONJS}
