"""When the database is gone or locked: a page that stands without it, and one line in the log.

Django answers what it did not expect with `handler500`, wherever in a request it happened: in a view, in a template,
in another middleware or on the way to the page that says that nothing was found.
"""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.defaults import server_error

RETRY_AFTER = 30  # seconds
MISTAKE = "SQLITE_ERROR"
"""What SQLite says of a question that is wrong, which is our fault and not the database's."""
EMPTIED = "no such table"
"""The same word of a file that has been moved away, and was made anew without anything in it."""


def answer(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`."""
    if not is_unavailable(sys.exc_info()[1]):
        return server_error(request)
    page = HttpResponse(get_template("503.html").render(), status=503)
    page["Retry-After"] = str(RETRY_AFTER)
    page["Cache-Control"] = "no-store"
    return page


def is_unavailable(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return getattr(error.__cause__, "sqlite_errorname", "") != MISTAKE or EMPTIED in str(error)


class OneLine(logging.Filter):
    """Says that the database is unavailable in one line, without the stack; everything else as it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_unavailable(error):
            record.exc_info = record.exc_text = None
            record.msg, record.args = (
                f"{record.getMessage()}: databasen svarar inte ({' '.join(str(error).split())})",
                (),
            )
        return True
