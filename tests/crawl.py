"""Every public page that a link leads to, and what is wrong with the site as a whole."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from tests.markup import Markup

HOST = "http://testserver"
NOT_PAGES = ("/admin/", "/infor-beslut/", "/media/")


@dataclass
class Crawl:
    """The pages by address, and the `faults` of the site in words; `unvisited` is what the limit left out."""

    pages: dict[str, Markup] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    unvisited: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        return {kind_of(address) for address in self.visited}

    @property
    def twins(self) -> list[list[str]]:
        """Addresses whose pages have the same title; a page is the same however its lines are chosen and sorted."""
        titles: defaultdict[str, list[str]] = defaultdict(list)
        for address, page in self.pages.items():
            if "?" not in address:
                titles[page.title].append(address)
        return [addresses for addresses in titles.values() if len(addresses) > 1]


def crawl(*, limit: int, also: Iterable[str] = ()) -> Crawl:
    """Follow links from the start page and the sitemap until there are no more, or about `limit` pages are visited.

    Kinds of pages take turns, so that the limit leaves none of them out, and the addresses of `also` come before all
    others; the same site gives the same pages. Of the choices that a page offers in its query, each is made by
    itself: they multiply.
    """
    site, found = WSGIHandler(), Crawl()
    waiting: defaultdict[str, deque[str]] = defaultdict(deque)
    linked_from: dict[str, str] = {}

    def meet(addresses: Iterable[str], linking: str) -> None:
        for address in addresses:
            if address not in linked_from:
                linked_from[address] = linking
                waiting[kind_of(address)].append(address)

    meet(also, "the list of addresses")
    meet(["/", *_sitemap(site)], "/sitemap.xml")
    while len(found.visited) < limit and (queues := [queue for queue in waiting.values() if queue]):
        for queue in queues:
            address = queue.popleft()
            _visit(site, address, linked_from[address], found)
            if address in found.pages:
                meet(_leading_on(address, found.pages[address]), address)
    found.unvisited = {address for queue in waiting.values() for address in queue}
    _compare(found)
    return found


def kind_of(address: str) -> str:
    """The name that the address has in the address lists; empty where it has none."""
    try:
        return resolve(unquote(urlsplit(address).path)).url_name or ""
    except Resolver404:
        return ""


def _get(site: WSGIHandler, address: str) -> HttpResponse:
    """Without the test client, which copies the context of every page."""
    return site.get_response(RequestFactory().get(address))


def _sitemap(site: WSGIHandler) -> list[str]:
    listed = _get(site, "/sitemap.xml").content.decode().split("<loc>")[1:]
    return [urlsplit(rest.partition("</loc>")[0]).path for rest in listed]


def _visit(site: WSGIHandler, address: str, linking: str, found: Crawl) -> None:
    response = _get(site, address)
    found.visited.add(address)
    if response.status_code != 200:
        found.faults.append(f"{address} answers {response.status_code} to the link on {linking}")
    elif response["Content-Type"].startswith("text/html"):
        found.pages[address] = page = Markup(response.content.decode())
        found.faults += [f"{address} {fault}" for fault in page.faults]
        found.faults += [f"{address} uses {asset}, which is missing" for asset in page.assets if not _is_there(asset)]


def _is_there(asset: str) -> bool:
    if asset.startswith(settings.STATIC_URL):
        return finders.find(asset.removeprefix(settings.STATIC_URL)) is not None
    return asset.startswith(settings.MEDIA_URL) and default_storage.exists(asset.removeprefix(settings.MEDIA_URL))


def _links_within(address: str, page: Markup) -> Iterator[tuple[str, str]]:
    """The links to public addresses of the site, each with its fragment."""
    for link in page.links:
        target, fragment = urldefrag(urljoin(HOST + address, link))
        path = target.removeprefix(HOST)
        if target != path and not path.startswith(NOT_PAGES) and not path.endswith(".pdf"):
            yield path, unquote(fragment)


def _leading_on(address: str, page: Markup) -> Iterator[str]:
    path, asks, _ = address.partition("?")
    return (linked for linked, _ in _links_within(address, page) if not asks or linked.partition("?")[0] != path)


def _compare(found: Crawl) -> None:
    """What no page shows by itself: whether what it links to and opens is there."""
    for address, page in found.pages.items():
        for linked, fragment in _links_within(address, page):
            target = found.pages.get(linked)
            if fragment and target and fragment not in target.ids:
                found.faults.append(f"{address} links to {linked}#{fragment}, which is missing")
            if linked in found.unvisited and not kind_of(linked):
                found.faults.append(f"{address} links to {linked}, which is missing")
        for opened in page.fetched:
            target = found.pages.get(opened)
            if target and target.below != 1:
                found.faults.append(f"{address} opens {opened}, which has {target.below} parts to show")
