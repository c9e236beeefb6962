"""Final names for inline declarations: by position, settled all at once, so that order and chance decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from codegen.contract import Declaration, ObjectType, Ref
from codegen.naming import pascal
from codegen.resolve.walk import map_parts, map_type


def settle(declarations: Mapping[str, Declaration]) -> tuple[dict[str, Declaration], dict[str, str]]:
    """Declarations under their final names, sorted, and what each provisional name has become.

    The same words at several places that mean the same shape are one declaration; a name that is taken gets a number,
    in the order of the places.
    """
    taken = {name.lower() for name in declarations if not name.startswith("@")}
    final: dict[str, str] = {}
    for old in sorted(
        (name for name in declarations if name.startswith("@")), key=lambda n: _place(declarations[n], n)
    ):
        plain = pascal(declarations[old].words)
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain}{'_' if plain[-1].isdigit() else ''}{number}", number + 1
        taken.add(name.lower())
        final[old] = name
    result = {}
    for old, declaration in declarations.items():
        name = final.get(old, old)
        changed = map_parts(declaration, lambda kind: map_type(kind, lambda ref: Ref(final.get(ref.name, ref.name))))
        if isinstance(changed, ObjectType):
            changed = replace(changed, parents=tuple(final.get(parent, parent) for parent in changed.parents))
        result[name] = replace(changed, name=name)
    return dict(sorted(result.items())), final


def _place(declaration: Declaration, old: str) -> tuple[int, str, str]:
    return len(declaration.words), declaration.position.pointer, old.rsplit("/", 1)[-1]
