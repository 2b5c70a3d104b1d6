"""Things that happen at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from plans.workflow import Refused

Act = Callable[[], object]


def at_once(tries: Sequence[Act]) -> list[str]:
    """What comes of each try when all begin at the same moment; "" is done."""
    start = threading.Barrier(len(tries))

    def run(attempt: Act) -> str:
        start.wait()
        return outcome(attempt)

    with ThreadPoolExecutor(len(tries)) as pool:
        return sorted(pool.map(run, tries))


def meanwhile(first: Act, second: Act) -> str:
    """What comes of the second, begun when the first is done and not yet committed."""
    is_done, is_answered = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                first()
                is_done.set()
                _until_the_other_waits(is_answered)
        finally:
            is_done.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        holding = pool.submit(hold)
        is_done.wait()
        answer = pool.submit(outcome, second)
        answer.add_done_callback(lambda _: is_answered.set())
        holding.result()
        return answer.result()


def outcome(attempt: Act) -> str:
    try:
        attempt()
    except Refused as refused:
        return str(refused)
    finally:
        connection.close()
    return ""


def _until_the_other_waits(is_answered: threading.Event) -> None:
    """For what this connection holds, which PostgreSQL tells; it cannot be answered, since the first comes first."""
    if connection.vendor != "postgresql":
        is_answered.wait(timeout=1)
        return
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] or is_answered.wait(timeout=0.05):
                return
