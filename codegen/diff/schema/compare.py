"""Comparison of two terms, reference by reference: a graph of nodes, each with events that are reported once.

Each node is a pair of terms. What is referred to is a node of its own, so that recursive schemas end; a pair that is
being compared counts as equal meanwhile (a value that tells them apart would have to do so at some finite depth).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from codegen.diff.schema import scalars
from codegen.diff.schema.containers import compare_arrays, compare_objects
from codegen.diff.schema.documented import compare_documented
from codegen.diff.schema.events import Event
from codegen.diff.schema.shape import Shape
from codegen.diff.schema.terms import REF, LocatedSchema, SchemaTerms, Term, names
from codegen.diff.schema.unions import Case, apart, matched, regrouped
from codegen.diff.schema.values import admits_null, keyword_place, listed_values, refused_values
from codegen.load import At

Key = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class Node:
    label: str
    old: Term
    new: Term
    events: list[Event] = field(default_factory=list)
    edges: dict[Key, None] = field(default_factory=dict)
    unions: list[_Union] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Union:
    """A oneOf on either side, judged when everything below it is known."""

    where: str
    old: At
    new: At
    pairs: tuple[tuple[Key, frozenset[str]], ...]  # with the members that the other cases name
    added: bool
    removed: bool
    moved: bool  # two cases excluded each other on one side alone
    apart_old: bool
    apart_new: bool


class SchemaComparison:
    """Every pair of terms that has been asked for; one for two contracts."""

    def __init__(self, old: SchemaTerms, new: SchemaTerms) -> None:
        self.old, self.new = old, new
        self.nodes: dict[Key, Node] = {}
        self._queue: list[Key] = []

    def add(self, label: str, old: LocatedSchema, new: LocatedSchema) -> Key:
        """Compare two schemas and all that they reach."""
        key = self.enter(label, (old,), (new,))
        tell = self.nodes[key].events
        compare_documented(old, new, label, lambda event: tell.append(event) if event not in tell else None)
        while self._queue:
            node = self.nodes[self._queue.pop()]
            _Walk(self, node).compare(node.old, node.new, node.label, top=True)
        return key

    def enter(self, label: str, old: Term, new: Term) -> Key:
        key = (_key(old), _key(new))
        if key not in self.nodes:
            self.nodes[key] = Node(_label(old, new) or label, old, new)
            self._queue.append(key)
        return key

    def reached(self, start: Key) -> list[Key]:
        keys: dict[Key, None] = {}
        queue = [start]
        while queue:
            key = queue.pop()
            if key not in keys:
                keys[key] = None
                queue += self.nodes[key].edges
        return list(keys)

    def events(self, start: Key) -> Iterator[Event]:
        for key in self.reached(start):
            yield from self.nodes[key].events

    def settle(self) -> None:
        """Judge every oneOf: where a case changed, a value may satisfy two cases now, which refuses it."""
        settled: set[tuple[Key, int]] = set()
        again = True
        while again:
            again = False
            for key, node in self.nodes.items():
                for index, union in enumerate(node.unions):
                    if (key, index) not in settled and self._ambiguous(union):
                        settled.add((key, index))
                        again = True
                        words = "its oneOf has cases that may overlap, and one of them changed"
                        node.events.append(Event("union-ambiguous", union.where, words, union.old, union.new))

    def _ambiguous(self, union: _Union) -> bool:
        wider = union.added or union.moved or any(self._moves(k, named, "property-removed") for k, named in union.pairs)
        narrower = (
            union.removed or union.moved or any(self._moves(k, named, "property-added") for k, named in union.pairs)
        )
        return (wider and not union.apart_new) or (narrower and not union.apart_old)

    def _moves(self, start: Key, others: frozenset[str], member: str) -> bool:
        """Whether a case grew (or shrank), also by a member that another case knows."""
        return any(
            (event.widens if member == "property-removed" else event.narrows)
            or (event.kind == member and event.member in others)
            for event in self.events(start)
        )


class _Walk:
    """Finds the events of one node."""

    def __init__(self, whole: SchemaComparison, node: Node) -> None:
        self._whole, self._node = whole, node
        self._old, self._new = whole.old, whole.new
        self._open: set[Key] = set()  # what is being compared on the spot: a circle of wrapped references ends there

    def child(self, old: Term, new: Term, where: str) -> None:
        """A place below this one: a node of its own where something is referred to, else compared on the spot."""
        if old and new:
            compare_documented(old[0], new[0], where, self._node.events.append)
        if self._refers(old) or self._refers(new):
            self._node.edges[self._whole.enter(where, old, new)] = None
        elif (key := (_key(old), _key(new))) not in self._open:
            self._open.add(key)
            self.compare(old, new, where)
            self._open.remove(key)

    def compare(self, old: Term, new: Term, where: str, top: bool = False) -> None:
        if top and old and new and old[0].ref and new[0].ref:
            pair = (self._old.target(old[0], REF + old[0].ref), self._new.target(new[0], REF + new[0].ref))
            compare_documented(*pair, where, self._node.events.append)
        at, to = self._old.home(old), self._new.home(new)
        make = _Maker(where, self._node.events)
        olds = [Case(self._old, branch) for branch in self._old.branches(old)]
        news = [Case(self._new, branch) for branch in self._new.branches(new)]
        self._nullability(old, new, olds, news, make, at, to)
        olds, news = [c for c in olds if c.kinds], [c for c in news if c.kinds]
        if self._values(old, new, olds, news, make, at, to):
            return
        if len(olds) <= 1 and len(news) <= 1:
            if olds and news:
                self._cases(olds[0], news[0], where)
            elif olds or news:
                make("type-narrowed" if olds else "type-widened", "no value" if olds else "values are admitted", at, to)
            return
        self._union(old, new, olds, news, where)

    def _nullability(
        self, old: Term, new: Term, olds: list[Case], news: list[Case], make: _Maker, at: At, to: At
    ) -> None:
        """Null next to other values is compared separately; null alone is a type like any other."""
        if not all(any(case.kinds - {"null"} for case in cases) for cases in (olds, news)):
            return
        had, has = admits_null(olds, old, self._old), admits_null(news, new, self._new)
        if had != has:
            make("null-admitted" if has else "null-refused", "null", at, to)
        for case in (*olds, *news):
            case.kinds.discard("null")

    def _values(self, old: Term, new: Term, olds: list[Case], news: list[Case], make: _Maker, at: At, to: At) -> bool:
        """Lists of values on either side; True where nothing else needs to be compared."""
        before, after = listed_values(olds, old, self._old), listed_values(news, new, self._new)
        if (before is None and after is None) or not olds or not news:
            return False
        if before is not None and after is not None:
            gone = [text for text in before if text not in after]
            come = [text for text in after if text not in before]
            if len(before) == len(after) == 1 and gone:
                make("const-changed", f"{gone[0]} -> {come[0]}", before[gone[0]], after[come[0]])
                return True
            for text in gone:
                make("enum-value-removed", text, before[text], keyword_place(news, to))
            for text in come:
                make("enum-value-added", text, keyword_place(olds, at), after[text])
        elif before is not None:
            for text in refused_values(before, new, self._new):
                make("enum-value-removed", text, before[text], to)
            make("enum-lifted", "any value of its type", keyword_place(olds, at), to)
        elif after is not None:
            make("enum-introduced", ", ".join([*after][:5]), at, keyword_place(news, to))
            for text in refused_values(after, old, self._old):
                make("enum-value-added", text, at, after[text])
        return True

    def _cases(self, old: Case, new: Case, where: str) -> None:
        """Two branches, type by type."""
        make = _Maker(where, self._node.events)
        lost, gained = old.kinds - new.kinds, new.kinds - old.kinds
        if lost or gained:
            event_type = "type-changed" if lost and gained else "type-narrowed" if lost else "type-widened"
            at, to = old.place("type"), new.place("type")
            make(event_type, f"{old.said()} -> {new.said()}", at, to)
        for json_type in sorted(old.kinds & new.kinds):
            self._shapes(old.shape(json_type), new.shape(json_type), where, make)

    def _shapes(self, old: Shape, new: Shape, where: str, make: _Maker) -> None:
        events: list[Event] = []
        if old.kind == "number":
            events += scalars.compare_numbers(old, new, make.event)
        elif old.kind == "string":
            events += scalars.compare_strings(old, new, make.event)
        elif old.kind == "array":
            events += compare_arrays(old, new, where, make.event, self.child)
        elif old.kind == "object":
            events += compare_objects(old, new, where, make.event, self.child)
        events += scalars.compare_rest(old, new, make.event)
        self._node.events += (event for event in events if event not in self._node.events)

    def _union(self, old: Term, new: Term, olds: list[Case], news: list[Case], where: str) -> None:
        make = _Maker(where, self._node.events)
        pairs = matched(olds, news)
        gone = [case for case in olds if case not in [o for o, _ in pairs]]
        come = [case for case in news if case not in [n for _, n in pairs]]
        for case in gone:
            make("union-case-removed", case.name(), case.branch.at, self._new.home(new))
        for case in come:
            make("union-case-added", case.name(), self._old.home(old), case.branch.at)
        named = [names((p.schema for c in pair for p in c.branch.leaves), {}) for pair in pairs]
        for definitions, side in ((self._old.definitions, 0), (self._new.definitions, 1)):
            for index, pair in enumerate(pairs):
                named[index] |= names((p.schema for p in pair[side].branch.leaves), definitions)
        keys = []
        for index, (before, after) in enumerate(pairs):
            compare_documented(before.term()[0], after.term()[0], f"{where}<{after.name()}>", self._node.events.append)
            label = f"{where}<{after.name()}>"
            key = self._whole.enter(label, before.term(), after.term())
            self._node.edges[key] = None
            others = set[str]().union(*(names_of_case for i, names_of_case in enumerate(named) if i != index))
            keys.append((key, frozenset(others)))
        self._node.unions.append(
            _Union(
                where,
                self._old.home(old),
                self._new.home(new),
                tuple(keys),
                bool(come),
                bool(gone),
                regrouped(pairs),
                apart(olds),
                apart(news),
            )
        )

    def _refers(self, term: Term) -> bool:
        return len(term) > 1 or any("$ref" in placed.keywords for placed in term)


class _Maker:
    """Creates the events of one place, without repetition."""

    def __init__(self, where: str, events: list[Event]) -> None:
        self._where, self._events = where, events

    def __call__(self, event_type: str, detail: str, old: At, new: At) -> None:
        event = self.event(event_type, detail, old, new)
        if event not in self._events:
            self._events.append(event)

    def event(self, event_type: str, detail: str, old: At, new: At, where: str = "", member: str = "") -> Event:
        return Event(event_type, where or self._where, detail, old, new, member)


def _key(term: Term) -> tuple[str, ...]:
    return tuple(placed.text for placed in term)


def _label(old: Term, new: Term) -> str:
    for term in (new, old):
        if len(term) == 1 and term[0].ref:
            return term[0].ref
    return ""
