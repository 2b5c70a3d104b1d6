"""What the tests would notice: one check taken away at a time, and the tests that are about it run.

`python -m tests.mutations [access] [lock] [no-store]` prints every change and whether a test turned red at it. Locks
are taken away in a copy of the project, and tried on PostgreSQL, since SQLite has none. The checks of access are so
many that they are taken away within one run of the tests, in a process that is forked when the fixtures stand.
"""

import ast
import importlib
import inspect
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import postgres

ROOT = Path(__file__).parent.parent
ACCESS = "plans/access.py"
RIGHTS = "tests/plans/before_decision/test_rights.py"
TESTS = {
    "access": (
        "tests/plans/test_access.py",
        f"{RIGHTS}::test_who_may_resolve_and_take_down",
        f"{RIGHTS}::test_nobody_may_resolve_what_is_decided",
        f"{RIGHTS}::test_right_to_one_proposal_asks_of_its_own_kind",
        f"{RIGHTS}::test_every_right_of_every_role_to_every_review_in_every_state",
    ),
    "lock": (
        "tests/plans/test_workflow_races.py",
        "tests/plans/test_drafts_races.py",
        "tests/plans/admin/test_deciding_races.py",
        "tests/plans/before_decision/test_races.py",
    ),
    "no-store": (
        "tests/styrmodell/test_headers.py",
        "tests/styrmodell/test_status.py",
        "tests/styrmodell/test_unavailable.py",
    ),
}
EQUIVALENT = {
    "role.body is not None": "a councillor has a body, says a constraint; the condition tells it to the type checker",
    "role.department_id is not None": "no plan is of no department",
    "role.body_id is not None": "the roles asked for have bodies, says the same constraint",
}
"""Conditions that may go without any change, and why."""


@dataclass(frozen=True)
class Mutant:
    """A file with one thing changed; `kind` says which tests should notice."""

    kind: str
    path: str
    line: int
    what: str
    text: str


def mutants() -> Iterator[Mutant]:
    yield from _conditions((ROOT / ACCESS).read_text())
    for path in sorted([*ROOT.glob("plans/**/*.py"), *ROOT.glob("styrmodell/**/*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if "/migrations/" not in name:
            text = path.read_text()
            yield from _replaced("lock", name, text, r"\.select_for_update\(\)", ".all()")
            yield from _replaced("no-store", name, text, r'(?<=")(private, )?no-store(?=")', "private")
            yield from _replaced("no-store", name, text, r"@never_cache\n", "\n")


def _replaced(kind: str, path: str, text: str, pattern: str, instead: str) -> Iterator[Mutant]:
    for found in re.finditer(pattern, text):
        line = text.count("\n", 0, found.start()) + 1
        yield Mutant(kind, path, line, found[0].strip(), text[: found.start()] + instead + text[found.end() :])


def _conditions(text: str) -> Iterator[Mutant]:
    """Each condition on rows gone, each side of every `and`, `or`, `&` and `|`, each `if`, each answer of yes or no."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id="Q")):
                yield _cut(text, node, "ALL")
                yield from _without_one(text, node)
            case ast.Call(func=ast.Attribute(value=rows, attr="filter")):
                yield _cut(text, node, _source(text, rows))
                yield from _without_one(text, node)
            case ast.FunctionDef(returns=ast.Name(id="bool"), body=body):
                answers = [one for statement in body for one in ast.walk(statement) if isinstance(one, ast.Return)]
                yield from (_cut(text, one.value, "True") for one in answers if one.value)
            case ast.If(test=test):
                yield _cut(text, test, "True")
                yield _cut(text, test, "False")
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr()) if "(" in _source(text, node):  # else it is a type
                yield _cut(text, node, _source(text, node.left))
                yield _cut(text, node, _source(text, node.right))
            case ast.BoolOp(values=values):
                for value in values:
                    if _source(text, value) in EQUIVALENT:
                        continue
                    rest = [_source(text, one) for one in values if one is not value]
                    joint = " and " if isinstance(node.op, ast.And) else " or "
                    yield _cut(text, node, f"({joint.join(rest)})")
            case ast.comprehension(ifs=[condition]) if _source(text, condition) not in EQUIVALENT:
                yield _cut(text, condition, "True")
            case ast.IfExp(body=body, orelse=orelse):
                yield _cut(text, node, _source(text, body))
                yield _cut(text, node, _source(text, orelse))


def _without_one(text: str, call: ast.Call) -> Iterator[Mutant]:
    """The call with one of its several conditions left out."""
    conditions = [*call.args, *call.keywords]
    for left_out in conditions if len(conditions) > 1 else []:
        args = [one for one in call.args if one is not left_out]
        keywords = [one for one in call.keywords if one is not left_out]
        yield _cut(text, call, ast.unparse(ast.Call(call.func, args, keywords)))


def _source(text: str, node: ast.expr) -> str:
    return ast.get_source_segment(text, node) or ""


def _cut(text: str, node: ast.expr, instead: str) -> Mutant:
    lines = text.splitlines(keepends=True)
    start, end = (
        _place(lines, node.lineno, node.col_offset),
        _place(lines, node.end_lineno or 0, node.end_col_offset or 0),
    )
    what = " ".join(text[start:end].split())
    return Mutant("access", ACCESS, node.lineno, f"{what} → {instead}", text[:start] + instead + text[end:])


def _place(lines: list[str], line: int, column: int) -> int:
    """Where in the text; the tree counts columns in bytes."""
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


class Forked:
    """Every change tried at every test, until one turns red; the fixtures are made once for each test."""

    def __init__(self, alive: list[Mutant]) -> None:
        self.alive = alive

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, Any, Any]:
        arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        self.alive = [mutant for mutant in self.alive if _is_green(mutant, lambda: pyfuncitem.obj(**arguments))]
        return (yield)  # last, since it leaves rows behind; green as it is, or the run ends


def _is_green(mutant: Mutant, test: Callable[[], object]) -> bool:
    """In a child, which changes neither the module nor the database, that is in memory, for its parent."""
    child = os.fork()
    if not child:
        try:
            _put_in_place(mutant)
            test()
        except BaseException:  # noqa: BLE001
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def _put_in_place(mutant: Mutant) -> None:
    """In what others have imported already: the methods of the class, and the code of the functions."""
    module = importlib.import_module(ACCESS.removesuffix(".py").replace("/", "."))
    changed = dict(vars(module))
    exec(compile(mutant.text, mutant.path, "exec"), changed)  # noqa: S102
    for name, method in vars(changed["Access"]).items():
        if name not in ("__dict__", "__weakref__"):
            setattr(vars(module)["Access"], name, method)
    for name, one in vars(module).items():
        if inspect.isfunction(one):
            one.__code__ = changed[name].__code__


def surviving_checks(tried: list[Mutant]) -> list[Mutant]:
    """One that changes nothing is tried with them, since it has to survive."""
    nothing = Mutant("access", ACCESS, 0, "nothing", (ROOT / ACCESS).read_text())
    forked = Forked([nothing, *tried])
    is_red = pytest.main(["-qq", "-x", "-p", "no:cacheprovider", *TESTS["access"]], plugins=[forked])
    if is_red or nothing not in forked.alive:
        sys.exit("Red before anything is changed: access")
    return forked.alive[1:]


def survives(mutant: Mutant, copy: Path, tests: Callable[[Path, str], bool]) -> bool:
    """Whether the tests are green although the file is changed."""
    path = copy / mutant.path
    before = path.read_bytes()
    path.write_text(mutant.text)
    try:
        return tests(copy, mutant.kind)
    finally:
        path.write_bytes(before)


def are_green(copy: Path, kind: str) -> bool:
    options = ["-q", "-x", "--no-header", "--reuse-db", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *TESTS[kind]]
    return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 0


def surviving_locks(tried: list[Mutant]) -> list[Mutant]:
    """Those, also of `no-store`, that the tests stay green without."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is stopped then too
    with tempfile.TemporaryDirectory() as folder, postgres.temporary_cluster() as database_url:
        copy = Path(folder, "project")
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "node_modules")
        )
        os.environ["DATABASE_URL"] = database_url
        if red := [kind for kind in {mutant.kind: None for mutant in tried} if not are_green(copy, kind)]:
            sys.exit(f"Red before anything is changed: {', '.join(red)}")
        return [mutant for mutant in tried if survives(mutant, copy, are_green)]


def main() -> int:
    kinds = sys.argv[1:] or list(TESTS)
    tried = list({mutant.text: mutant for mutant in mutants() if mutant.kind in kinds}.values())
    checks = [mutant for mutant in tried if mutant.kind == "access"]
    others = [mutant for mutant in tried if mutant.kind != "access"]
    survivors = (surviving_checks(checks) if checks else []) + (surviving_locks(others) if others else [])
    for mutant in sorted(tried, key=lambda one: (one.kind, one.path, one.line)):
        print(f"{'SURVIVED' if mutant in survivors else 'noticed '} {mutant.path}:{mutant.line} {mutant.what}")
    print(f"\n{len(tried)} changes, {len(survivors)} survived.")
    if checks:
        print(*(f"Not tried: {condition}, since {why}." for condition, why in EQUIVALENT.items()), sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
