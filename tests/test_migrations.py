import pytest
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

APPS = ("styrmodell", "goals", "plans")


def forks(graph: MigrationGraph, app: str) -> list[str]:
    """The migrations of an app that more than one other builds on."""
    in_app = [node for node in graph.nodes if node[0] == app]
    return [
        name
        for app_label, name in in_app
        if sum(child.key[0] == app for child in graph.node_map[app_label, name].children) > 1
    ]


@pytest.mark.parametrize("app", APPS)
def test_migrations_are_linear(app: str) -> None:
    graph = MigrationLoader(None).graph

    assert len(graph.leaf_nodes(app)) == 1
    assert forks(graph, app) == []


def test_fork_is_detected() -> None:
    graph = MigrationGraph()
    for name in ("0001", "0002_one", "0002_other", "0003_merge"):
        graph.add_node(("plans", name), None)
    for child, parent in (
        ("0002_one", "0001"),
        ("0002_other", "0001"),
        ("0003_merge", "0002_one"),
        ("0003_merge", "0002_other"),
    ):
        graph.add_dependency(None, ("plans", child), ("plans", parent))

    assert forks(graph, "plans") == ["0001"]
