"""The assistant with its graph on a real Neo4j server: the same answers as from the embedded engine."""

from __future__ import annotations

from pathlib import Path

from tests.server.conftest import start, wait_for_index, write_project
from tests.support.neo4j import neo4j_server


def test_the_graph_lives_on_neo4j(tmp_path: Path) -> None:
    with neo4j_server(tmp_path / "neo4j") as address:
        server = start(tmp_path, "--project", str(write_project(tmp_path)), LEANVIBE_GRAPH_URL=address)
        try:
            with server.client() as client:
                project = wait_for_index(client)
                graph = f"/api/v1/projects/{project['id']}/graph"
                found = client.get(f"{graph}/callers", params={"symbol": "round_to_cents", "depth": 2})
                names = [node["qualifiedName"] for node in found.raise_for_status().json()["nodes"]]
                assert names == ["shop.cart.Cart.total", "shop.checkout.pay"]
                path = client.get(f"{graph}/path", params={"from": "pay", "to": "round_to_cents"}).json()
                assert [node["name"] for node in path["nodes"]] == ["pay", "total", "round_to_cents"]
                health = client.get("/api/v1/monitoring/health/complete").raise_for_status().json()
                engine = next(check["detail"] for check in health["checks"] if check["component"] == "graph")
                assert engine.startswith("neo4j 5")
            assert server.stop() == 0
        finally:
            server.process.kill()
            server.process.wait()
