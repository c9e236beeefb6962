"""Where every JSON pointer into a text stands: line and column, for JSON read by its tokens, for YAML by its nodes."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, Protocol

import yaml

Place = tuple[int, int]
"""Line and column, both from 0."""


class Index(Protocol):
    """Places within one text."""

    def place(self, tokens: list[str]) -> Place:
        """Where a pointer's tokens lead: for a member its key; where they lead nowhere, their nearest parent."""


class YamlIndex:
    def __init__(self, root: Any) -> None:
        self._root = root
        self._members: dict[int, dict[str, tuple[Any, Any]]] = {}

    def place(self, tokens: list[str]) -> Place:
        node, mark = self._root, self._root.start_mark
        for token in tokens:
            step = self._child(node, token)
            if step is None:
                break
            node, mark = step
        return mark.line, mark.column

    def _child(self, node: Any, token: str) -> tuple[Any, Any] | None:
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._members:
                self._members[id(node)] = {key.value: (value, key.start_mark) for key, value in node.value}
            return self._members[id(node)].get(token)
        if isinstance(node, yaml.SequenceNode) and token.isascii() and token.isdigit() and int(token) < len(node.value):
            item = node.value[int(token)]
            return item, item.start_mark
        return None


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class JsonIndex:
    """Of a text that the JSON parser has accepted. A container is `name -> (offset of the key or item, its value)`."""

    def __init__(self, text: str) -> None:
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._start, self._root = self._read(text)

    def place(self, tokens: list[str]) -> Place:
        node, offset = self._root, self._start
        for token in tokens:
            if node is None or token not in node:
                break
            offset, node = node[token]
        line = bisect_right(self._lines, offset) - 1
        return line, offset - self._lines[line]

    @staticmethod
    def _read(text: str) -> tuple[int, dict[str, Any] | None]:
        top: dict[str, Any] = {}
        stack: list[tuple[dict[str, Any], bool]] = [(top, False)]  # (container, whether it has names)
        key: tuple[str, int] | None = ("", 0)
        for found in _TOKEN.finditer(text):
            token, offset = found.group(), found.start()
            container, named = stack[-1]
            if token in ",:":
                continue
            if token in "}]":
                stack.pop()
                key = None
            elif named and key is None:
                key = (json.loads(token) if "\\" in token else token[1:-1], offset)
            else:
                inner: dict[str, Any] | None = {} if token in "{[" else None
                name, at = key or (str(len(container)), offset)
                container[name] = (at, inner)
                key = None
                if inner is not None:
                    stack.append((inner, token == "{"))
        start, root = top.get("", (0, None))
        first = _TOKEN.search(text)
        return first.start() if first else start, root
