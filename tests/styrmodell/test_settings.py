import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_from_the_environment_is_documented() -> None:
    asked_for = set(re.findall(r'\benv(?:\.\w+)?\("(\w+)"', (ROOT / "styrmodell/settings.py").read_text()))
    documented = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/operations.md").read_text(), re.MULTILINE))

    assert documented == asked_for | {"PORT"}
