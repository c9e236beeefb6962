"""The code graph: one set of Cypher on an embedded engine (kglite) or on a Neo4j server.

The graph is a replica of the facts that `handlers.index` keeps, so it can be lost and rebuilt at any time.
"""
