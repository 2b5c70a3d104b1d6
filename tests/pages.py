"""A public page as a test reads it."""

import html
import re

NOT_TEXT = re.compile(r"<svg.*?</svg>|<[^>]+>", re.DOTALL)
HELD = re.compile(r'<span class="whole">(.*?)</span>')
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def text(content: bytes) -> str:
    """What stands in <main>, without tags and soft hyphens, every run of blanks as one space."""
    main = content.decode().partition("<main")[2].partition("</main>")[0]
    words = html.unescape(NOT_TEXT.sub(" ", HELD.sub(r"\1", f"<{main}"))).replace(SOFT_HYPHEN, "")
    return " ".join(words.split())
