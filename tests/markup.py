"""A page as a checker reads it, and what is wrong with it by itself."""

import re
from collections import Counter
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
ENDS_A_PARAGRAPH = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr main menu nav ol p pre search section table ul".split()
)
NAMES_IDS = frozenset(("for", "aria-controls", "aria-describedby", "aria-labelledby", "aria-owns"))
STATES = ("aria-current", "data-kind", "data-label", "data-state")
ASSETS = frozenset(("apple-touch-icon", "icon", "modulepreload", "preload", "stylesheet"))
DATA = "application/ld+json"  # in a <script> that no browser runs
UNRENDERED = re.compile(r"\{\{|\{%|\{#|\bNone\b")


class Markup(HTMLParser):
    """What a page links to, how many parts it has for others to open in place (`below`), the `marks` that
    tell what stands on it, and its `faults` in words.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.assets: list[str] = []
        self.ids: Counter[str] = Counter()
        self.below = 0
        self.marks: set[str] = set()
        self.faults: list[str] = []
        self._tags: Counter[str] = Counter()
        self._named: set[str] = set()
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self._judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._meet(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._meet(tag, attrs)
        if tag not in VOID and "svg" not in self._open:
            self.faults.append(f"<{tag}/> is not closed by its slash")

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] != [tag]:
            self.faults.append(f"</{tag}> in <{''.join(self._open[-1:])}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-2:] == ["head", "title"]:
            self.title += data
        if UNRENDERED.search(data):
            self.faults.append(f"unrendered: {data.strip()}")

    def _meet(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._tags[tag] += 1
        self._check_place(tag)
        self._check_attributes(tag, attributes)
        if len(attributes) < len(attrs):
            self.faults.append(f"an attribute twice on <{tag}>")
        self._collect(tag, attributes)

    def _check_place(self, tag: str) -> None:
        if tag in ENDS_A_PARAGRAPH and "p" in self._open:
            self.faults.append(f"<{tag}> in <p>")
        if tag in ("a", "button") and {"a", "button"} & {*self._open}:
            self.faults.append(f"<{tag}> in a link or a button")

    def _check_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "html" and not attributes.get("lang"):
            self.faults.append("no language")
        if tag == "style" or (tag == "script" and "src" not in attributes and attributes.get("type") != DATA):
            self.faults.append(f"inline <{tag}>")
        for name, value in attributes.items():
            if name == "style" or name.startswith(("on", "hx-", "data-hx-on")):
                self.faults.append(f"{name} on <{tag}>")
            if UNRENDERED.search(value):
                self.faults.append(f"unrendered: {name}={value}")

    def _collect(self, tag: str, attributes: dict[str, str]) -> None:
        if "id" in attributes:
            self.ids[attributes["id"]] += 1
        for name in NAMES_IDS & attributes.keys():
            self._named.update(attributes[name].split())
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "form" and attributes.get("method") == "get":
            self.links.append(attributes["action"])
        if "data-hx-get" in attributes and tag != "input":
            self.fetched.append(attributes["data-hx-get"])
        self.below += "data-below" in attributes
        if "src" in attributes:
            self.assets.append(attributes["src"])
        if tag == "link" and ASSETS & {*attributes.get("rel", "").split()}:
            self.assets.append(attributes["href"])
        if "svg" not in self._open:
            self.marks.add(tag)
            self.marks.update(f".{name}" for name in attributes.get("class", "").split())
            self.marks.update(f"{name}={attributes[name]}" for name in STATES if name in attributes)

    def _judge(self) -> None:
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"{self._tags[tag]} <{tag}>" for tag in ("html", "main", "h1") if self._tags[tag] != 1]
        self.faults += [f"the id {name} {times} times" for name, times in self.ids.items() if times > 1]
        self.faults += [f"nothing has the id {name}" for name in sorted(self._named - self.ids.keys())]
        self.faults += [
            f"{address} opens in place but has no link" for address in self.fetched if address not in self.links
        ]
        if not self.title.strip():
            self.faults.append("no title")
