"""Every Cypher text that reads the graph; parameters only, and the eight rules that keep one text for all engines.

Rules (checked by tests/handlers/graph/test_cypher_rules.py): the bound node comes first; identity is `uid`; scalars or
explicit map projections come back, never nodes or paths; walks go hop by hop from Python (`code_graph.py`), which gives
every node its depth, honours the confidence filter at each hop and stops at a limit.
"""

from typing import Final, LiteralString

from handlers.graph.model import Label

Steps = dict[Label, LiteralString]
"""One hop from many nodes at once: parameters `uids` and `confidence`; rows of origin, node, conf, count, line."""

_NODE: Final[LiteralString] = "RETURN n {.uid, .kind, .name, .qname, .path, .start_line, .end_line} AS node"
_STEP: Final[LiteralString] = (
    "RETURN origin, m {.uid, .kind, .name, .qname, .path, .start_line, .end_line} AS node, "
    "r.conf AS conf, r.count AS count, r.line AS line"
)
_NEIGHBOUR: Final[LiteralString] = (
    "RETURN origin, m {.uid, .kind, .name, .qname, .path, .start_line, .end_line} AS node, "
    "type(r) AS kind, startNode(r).uid AS source, r.conf AS conf, r.count AS count, r.line AS line"
)

CALLERS: Final[Steps] = {
    "Function": (
        "UNWIND $uids AS origin MATCH (n:Function {uid: origin})<-[r:CALLS]-(m) WHERE r.conf IN $confidence " + _STEP
    ),
    "Class": (
        "UNWIND $uids AS origin MATCH (n:Class {uid: origin})<-[r:CALLS]-(m) WHERE r.conf IN $confidence " + _STEP
    ),
}

CALLEES: Final[Steps] = {
    "Function": (
        "UNWIND $uids AS origin MATCH (n:Function {uid: origin})-[r:CALLS]->(m) WHERE r.conf IN $confidence " + _STEP
    ),
    "Module": (
        "UNWIND $uids AS origin MATCH (n:Module {uid: origin})-[r:CALLS]->(m) WHERE r.conf IN $confidence " + _STEP
    ),
}

IMPORTS: Final[Steps] = {
    "Module": (
        "UNWIND $uids AS origin MATCH (n:Module {uid: origin})-[r:IMPORTS]->(m) WHERE r.conf IN $confidence " + _STEP
    ),
}

IMPORTERS: Final[Steps] = {
    "Module": (
        "UNWIND $uids AS origin MATCH (n:Module {uid: origin})<-[r:IMPORTS]-(m) WHERE r.conf IN $confidence " + _STEP
    ),
    "External": (
        "UNWIND $uids AS origin MATCH (n:External {uid: origin})<-[r:IMPORTS]-(m) WHERE r.conf IN $confidence " + _STEP
    ),
}

NEIGHBOURS: Final[Steps] = {
    "Module": (
        "UNWIND $uids AS origin MATCH (n:Module {uid: origin})-[r]-(m) WHERE coalesce(r.conf, 'exact') IN $confidence "
        + _NEIGHBOUR
    ),
    "Class": (
        "UNWIND $uids AS origin MATCH (n:Class {uid: origin})-[r]-(m) WHERE coalesce(r.conf, 'exact') IN $confidence "
        + _NEIGHBOUR
    ),
    "Function": (
        "UNWIND $uids AS origin MATCH (n:Function {uid: origin})-[r]-(m) "
        "WHERE coalesce(r.conf, 'exact') IN $confidence " + _NEIGHBOUR
    ),
    "External": (
        "UNWIND $uids AS origin MATCH (n:External {uid: origin})-[r]-(m) "
        "WHERE coalesce(r.conf, 'exact') IN $confidence " + _NEIGHBOUR
    ),
}

NODE: Final[Steps] = {
    "Module": ("MATCH (n:Module {uid: $uid}) " + _NODE),
    "Class": ("MATCH (n:Class {uid: $uid}) " + _NODE),
    "Function": ("MATCH (n:Function {uid: $uid}) " + _NODE),
    "External": ("MATCH (n:External {uid: $uid}) " + _NODE),
}

NAMED: Final[tuple[LiteralString, ...]] = (
    "MATCH (n:Function {name: $name}) WHERE n.project = $project " + _NODE,
    "MATCH (n:Class {name: $name}) WHERE n.project = $project " + _NODE,
    "MATCH (n:Module {project: $project}) WHERE n.name = $name OR n.path = $text " + _NODE,
)

MOST_DEPENDED_ON: Final[LiteralString] = (
    "MATCH (n:Module {project: $project})<-[r:IMPORTS]-(m:Module) WHERE n.path STARTS WITH $prefix "
    "WITH n, count(m) AS dependents ORDER BY dependents DESC, n.path LIMIT $limit " + _NODE + ", dependents"
)

MOST_CALLED: Final[LiteralString] = (
    "MATCH (n:Function {project: $project})<-[r:CALLS]-(m) WHERE n.path STARTS WITH $prefix AND r.conf = 'exact' "
    "WITH n, count(m) AS callers ORDER BY callers DESC, n.uid LIMIT $limit " + _NODE + ", callers"
)

MOST_COMPLEX: Final[LiteralString] = (
    "MATCH (n:Function {project: $project}) WHERE n.path STARTS WITH $prefix "
    "WITH n ORDER BY n.complexity DESC, n.uid LIMIT $limit " + _NODE + ", n.complexity AS complexity"
)

UNREACHED_FUNCTIONS: Final[LiteralString] = (
    "MATCH (n:Function {project: $project}) "
    "WHERE n.path STARTS WITH $prefix AND NOT (n)<-[:CALLS]-() AND NOT (n)<-[:REFERENCES]-() "
    + _NODE
    + ", n.decorated AS decorated, n.in_subclass AS in_subclass ORDER BY node.path, node.start_line"
)

EAGER_IMPORTS: Final[LiteralString] = (
    "MATCH (n:Module {project: $project})-[r:IMPORTS]->(m:Module) WHERE r.lazy = false "
    "RETURN n.qname AS source, n.path AS source_path, m.qname AS target, m.path AS target_path"
)

COUNTS: Final[dict[Label, LiteralString]] = {
    "File": "MATCH (n:File {project: $project}) RETURN count(n) AS count",
    "Class": "MATCH (n:Class {project: $project}) RETURN count(n) AS count",
    "Function": "MATCH (n:Function {project: $project}) RETURN count(n) AS count",
    "Module": "MATCH (n:Module {project: $project}) RETURN count(n) AS count",
    "External": "MATCH (n:External {project: $project}) RETURN count(n) AS count",
}

EDGE_COUNTS: Final[tuple[LiteralString, ...]] = (
    "MATCH (n:File {project: $project})-[r]->() RETURN count(r) AS count",
    "MATCH (n:Module {project: $project})-[r]->() RETURN count(r) AS count",
    "MATCH (n:Class {project: $project})-[r]->() RETURN count(r) AS count",
    "MATCH (n:Function {project: $project})-[r]->() RETURN count(r) AS count",
)

PROJECT_BUILD: Final[LiteralString] = "MATCH (n:Project {uid: $project}) RETURN n.build AS build"
