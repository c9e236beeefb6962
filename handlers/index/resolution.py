"""The names of a project per language, from the facts of all its files."""

from collections import defaultdict

from handlers.index.facts import Import, Symbol, language_code
from handlers.index.language import Languages
from handlers.index.names import ProjectNames
from handlers.index.store import FactStore
from handlers.index.symbols import SymbolTable


def project_names(store: FactStore, languages: Languages) -> dict[str, ProjectNames]:
    """Code of each language to its names; a language sees only its own symbols."""
    symbols: defaultdict[str, list[Symbol]] = defaultdict(list)
    for symbol in store.symbols():
        symbols[language_code(symbol.descriptor)].append(symbol)
    imports: defaultdict[str, dict[str, list[Import]]] = defaultdict(dict)
    for module, statements in store.imports_by_module().items():
        imports[language_code(module)][module] = statements
    inheritance: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for owner, chain in store.inheritance():
        inheritance[language_code(owner)].append((owner, chain))
    names: dict[str, ProjectNames] = {}
    for language in languages.all:
        code = language.code
        table = SymbolTable.of(symbols[code], imports[code], inheritance[code])
        names[code] = ProjectNames(table, language.import_rules(table))
    return names
