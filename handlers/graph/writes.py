"""Every Cypher text that changes the graph; its rules are checked by tests/handlers/graph/test_cypher_rules.py.

A file's nodes are merged under a new `gen` and those left with an older one are deleted, so that writing a file twice
does no harm and an interrupted run can be repeated. A file's outgoing edges are deleted and created again.
"""

from typing import Final, LiteralString

from handlers.graph.model import Label

MERGE_NODES: Final[dict[Label, LiteralString]] = {
    "Project": "UNWIND $rows AS row MERGE (n:Project {uid: row.uid}) SET n += row.properties",
    "File": "UNWIND $rows AS row MERGE (n:File {uid: row.uid}) SET n += row.properties",
    "Module": "UNWIND $rows AS row MERGE (n:Module {uid: row.uid}) SET n += row.properties",
    "Class": "UNWIND $rows AS row MERGE (n:Class {uid: row.uid}) SET n += row.properties",
    "Function": "UNWIND $rows AS row MERGE (n:Function {uid: row.uid}) SET n += row.properties",
    "External": "UNWIND $rows AS row MERGE (n:External {uid: row.uid}) SET n += row.properties",
}

DELETE_STALE_NODES: Final[tuple[LiteralString, ...]] = (
    "UNWIND $owners AS owner MATCH (n:File {uid: owner}) WHERE n.gen <> $gen DETACH DELETE n",
    "UNWIND $owners AS owner MATCH (n:Module {owner: owner}) WHERE n.gen <> $gen DETACH DELETE n",
    "UNWIND $owners AS owner MATCH (n:Class {owner: owner}) WHERE n.gen <> $gen DETACH DELETE n",
    "UNWIND $owners AS owner MATCH (n:Function {owner: owner}) WHERE n.gen <> $gen DETACH DELETE n",
)

DELETE_EDGES: Final[tuple[LiteralString, ...]] = (
    "UNWIND $owners AS owner MATCH (n:File {uid: owner})-[r]->() DELETE r",
    "UNWIND $owners AS owner MATCH (n:Module {owner: owner})-[r]->() DELETE r",
    "UNWIND $owners AS owner MATCH (n:Class {owner: owner})-[r]->() DELETE r",
    "UNWIND $owners AS owner MATCH (n:Function {owner: owner})-[r]->() DELETE r",
)

CREATE_EDGES: Final[dict[tuple[Label, str, Label], LiteralString]] = {
    ("Project", "CONTAINS", "File"): (
        "UNWIND $rows AS row MATCH (a:Project {uid: row.source}) MATCH (b:File {uid: row.target}) "
        "MERGE (a)-[r:CONTAINS]->(b)"
    ),
    ("File", "CONTAINS", "Module"): (
        "UNWIND $rows AS row MATCH (a:File {uid: row.source}) MATCH (b:Module {uid: row.target}) "
        "CREATE (a)-[r:CONTAINS]->(b)"
    ),
    ("Module", "DEFINES", "Class"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Module", "DEFINES", "Function"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Class", "DEFINES", "Class"): (
        "UNWIND $rows AS row MATCH (a:Class {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Class", "DEFINES", "Function"): (
        "UNWIND $rows AS row MATCH (a:Class {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Function", "DEFINES", "Class"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Function", "DEFINES", "Function"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:DEFINES]->(b) SET r += row.properties"
    ),
    ("Module", "IMPORTS", "Module"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Module {uid: row.target}) "
        "CREATE (a)-[r:IMPORTS]->(b) SET r += row.properties"
    ),
    ("Module", "IMPORTS", "External"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:External {uid: row.target}) "
        "CREATE (a)-[r:IMPORTS]->(b) SET r += row.properties"
    ),
    ("Class", "INHERITS", "Class"): (
        "UNWIND $rows AS row MATCH (a:Class {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:INHERITS]->(b) SET r += row.properties"
    ),
    ("Module", "CALLS", "Function"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:CALLS]->(b) SET r += row.properties"
    ),
    ("Module", "CALLS", "Class"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:CALLS]->(b) SET r += row.properties"
    ),
    ("Function", "CALLS", "Function"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:CALLS]->(b) SET r += row.properties"
    ),
    ("Function", "CALLS", "Class"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:CALLS]->(b) SET r += row.properties"
    ),
    ("Module", "REFERENCES", "Function"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:REFERENCES]->(b) SET r += row.properties"
    ),
    ("Module", "REFERENCES", "Class"): (
        "UNWIND $rows AS row MATCH (a:Module {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:REFERENCES]->(b) SET r += row.properties"
    ),
    ("Function", "REFERENCES", "Function"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Function {uid: row.target}) "
        "CREATE (a)-[r:REFERENCES]->(b) SET r += row.properties"
    ),
    ("Function", "REFERENCES", "Class"): (
        "UNWIND $rows AS row MATCH (a:Function {uid: row.source}) MATCH (b:Class {uid: row.target}) "
        "CREATE (a)-[r:REFERENCES]->(b) SET r += row.properties"
    ),
}

DELETE_PROJECT: Final[tuple[LiteralString, ...]] = (
    "MATCH (n:Function {project: $project}) WITH n LIMIT $batch DETACH DELETE n",
    "MATCH (n:Class {project: $project}) WITH n LIMIT $batch DETACH DELETE n",
    "MATCH (n:Module {project: $project}) WITH n LIMIT $batch DETACH DELETE n",
    "MATCH (n:File {project: $project}) WITH n LIMIT $batch DETACH DELETE n",
    "MATCH (n:External {project: $project}) WITH n LIMIT $batch DETACH DELETE n",
    "MATCH (n:Project {uid: $project}) DETACH DELETE n",
)

DELETE_ORPHAN_EXTERNALS: Final[LiteralString] = (
    "MATCH (n:External {project: $project}) WHERE NOT (n)<-[:IMPORTS]-() DELETE n"
)
