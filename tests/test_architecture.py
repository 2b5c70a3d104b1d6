import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "styrmodell": {"styrmodell"},
    "goals": {"styrmodell", "goals"},
    "plans": {"styrmodell", "goals", "plans"},
}


def imported(source: str) -> Iterator[str]:
    """The first part of every imported name, also of imports inside functions and under TYPE_CHECKING."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def breaches(package: str, source: str) -> set[str]:
    return (set(imported(source)) & (MAY_IMPORT.keys() | {"tests"})) - MAY_IMPORT[package]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix(): wrong
        for path in (ROOT / package).rglob("*.py")
        if (wrong := breaches(package, path.read_text()))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("package", "source", "wrong"),
    [
        ("styrmodell", "import goals", {"goals"}),
        ("styrmodell", "from plans.models import Thread", {"plans"}),
        ("goals", "def late():\n    from plans import money", {"plans"}),
        ("goals", "if TYPE_CHECKING:\n    import plans.models", {"plans"}),
        ("plans", "from tests.factories import body", {"tests"}),
        ("plans", "from styrmodell.models import Body\nfrom goals.models import LongTermGoal", set()),
        ("styrmodell", "import plansible\nINSTALLED_APPS = ['plans']", set()),
    ],
)
def test_breach_is_detected(package: str, source: str, wrong: set[str]) -> None:
    assert breaches(package, source) == wrong
