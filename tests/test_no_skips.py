from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parent.parent

SKIPS = """
import pytest

def test_skipped():
    pytest.skip("nothing to run it with")

@pytest.mark.skip
def test_marked():
    pass

@pytest.mark.xfail
def test_expected_to_fail():
    assert False
"""


@pytest.fixture
def isolated(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return pytester


def outcomes(isolated: pytest.Pytester) -> dict[str, int]:
    return isolated.runpytest_subprocess("-p", "tests.no_skips", "-p", "no:django").parseoutcomes()


def test_skip_fails_in_ci(isolated: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    isolated.makepyfile(SKIPS)

    assert outcomes(isolated) == {"failed": 1, "errors": 1, "xfailed": 1}


def test_skipped_module_fails_in_ci(isolated: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    isolated.makepyfile("import pytest\npytest.skip('nothing', allow_module_level=True)")

    assert outcomes(isolated) == {"errors": 1}


def test_skip_is_a_skip_elsewhere(isolated: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    isolated.makepyfile(SKIPS)

    assert outcomes(isolated) == {"skipped": 2, "xfailed": 1}
