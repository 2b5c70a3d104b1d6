"""A page as it is read: its parts by tag and class, their texts without soft hyphens."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

UNSEEN = str.maketrans("", "", "\N{SOFT HYPHEN}")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
WITHIN_A_LINE = frozenset("a abbr b code del em i ins small span strong sup time".split())


class Part:
    """An element of a page with everything in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Part | str] = []

    @property
    def text(self) -> str:
        """As it is read, with plain spaces."""
        return " ".join("".join(self._texts()).translate(UNSEEN).split())

    @property
    def href(self) -> str:
        """Of the first link in it; empty where there is none."""
        return next((link.attributes["href"] for link in self.all("a")), "")

    @property
    def links(self) -> list[tuple[str, str]]:
        """The text and address of every link."""
        return [(link.text, link.href) for link in self.all("a")]

    def all(self, tag: str = "", class_: str = "", **attributes: str) -> list["Part"]:
        """In the order of the page, the part itself among them; what is not said does not matter."""
        return [
            part
            for part in self._parts()
            if tag in ("", part.tag)
            and (not class_ or class_ in part.attributes.get("class", "").split())
            and attributes.items() <= part.attributes.items()
        ]

    def one(self, tag: str = "", class_: str = "", **attributes: str) -> "Part":
        [part] = self.all(tag, class_, **attributes)
        return part

    def texts(self, tag: str = "", class_: str = "", **attributes: str) -> list[str]:
        return [part.text for part in self.all(tag, class_, **attributes)]

    def section(self, heading: str) -> "Part":
        """The section under a heading of the second level."""
        [section] = [part for part in self.all("section") if heading in part.texts("h2")]
        return section

    def _parts(self) -> Iterator["Part"]:
        yield self
        for child in self.children:
            if isinstance(child, Part):
                yield from child._parts()

    def _texts(self) -> Iterator[str]:
        border = "" if self.tag in WITHIN_A_LINE else " "
        yield border
        for child in self.children:
            yield from [child] if isinstance(child, str) else child._texts()
        yield border


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open = [Part("", {})]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        part = Part(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(part)
        if tag not in VOID:
            self.open.append(part)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.open[-1].children.append(Part(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(response: HttpResponse) -> Part:
    return _Reader(response.content.decode()).open[0]


def page(client: Client, address: str) -> Part:
    """The page at the address, which has to be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return read(response)


# What pages have in common


def chain(page: Part) -> list[tuple[str, str, str, str]]:
    """The red thread at the top of the page: level, text, address and state of each step."""
    return [
        (step.one(class_="level").text, step.one(class_="what").text, step.href, step.attributes["data-state"])
        for step in page.one("nav", "chain").all("li")
    ]


def years(page: Part) -> dict[str, str]:
    """The years that the page can be seen for, with their addresses; the present one is in brackets."""
    return {
        f"[{link.text}]" if "aria-current" in link.attributes else link.text: link.href
        for link in page.one("nav", "years").all("a")
    }


def branches(part: Part) -> list[tuple[str, str, str, str]]:
    """The branches that open in place: number, title, count and address."""
    return [
        (
            " ".join(branch.all("summary")[0].texts(class_="no")),
            branch.all("span", "t")[0].text,
            branch.all(class_="count")[0].text,
            branch.href,
        )
        for branch in part.all("details", "branch")
    ]


def gaps(part: Part) -> list[str]:
    """What the page says that nobody has picked up."""
    return part.texts("p", "gap")


def editions(page: Part) -> list[tuple[str, str, str, str]]:
    """The wording through the editions: text, label, facts and address, the oldest first."""
    return [
        (
            " ".join(edition.texts("p", "text")),
            " ".join([edition.one("a").text, *edition.texts("span", "stamp")]),
            edition.one(class_="facts").text,
            edition.one("a").href,
        )
        for edition in page.section("Lydelsen genom utgåvorna").all("li")
    ]
