"""What is said of an amount or a target that nobody has decided yet, and what people type for it."""

UNDECIDED = "inte beslutat"
TYPED = {"intebeslutat", "intebeslutad", "ejbeslutat", "ejbeslutad"}
"""Without its spaces."""


def is_undecided(text: str) -> bool:
    return "".join(text.split()).casefold() in TYPED
