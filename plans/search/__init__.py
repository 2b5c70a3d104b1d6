"""Search among everything public.

The index holds adopted content only, and is made anew in the transaction that changes what the public sees.
"""

from plans.search.answers import Answer, answer
from plans.search.asked import Asked
from plans.search.asking import cleaned
from plans.search.entries import KEPT
from plans.search.index import rebuild

__all__ = ["KEPT", "Answer", "Asked", "answer", "cleaned", "rebuild"]
