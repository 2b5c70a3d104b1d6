"""A mission plan as a workbook to fill in and hand back.

`write` gives a workbook with the plan's content, `read` the document that a workbook says, or every fault in it.
A workbook handed back as it was says exactly `document(plan)`.
"""

from plans.workbook.faults import Fault, WorkbookRefused
from plans.workbook.reading import new_threads, read
from plans.workbook.writing import write

__all__ = ["Fault", "WorkbookRefused", "new_threads", "read", "write"]
