"""What was adopted lately, as Atom (RFC 4287): all of it, or what concerns one body."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware

from plans.news import News, latest
from styrmodell.context import steering_of
from styrmodell.models import Body

ENTRIES = 30


class Atom(Atom1Feed):
    """Dated by what it tells, never by the clock: one that tells nothing is as old as time."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class NewsFeed(Feed):
    """One entry a decision, with the actual change in it."""

    feed_type = Atom

    def get_object(self, request: HttpRequest, slug: str | None = None) -> tuple[str, Body | None]:
        steering = steering_of(request)
        body = get_object_or_404(Body, slug=slug) if slug else None
        return steering.name if steering else "Portalen", body

    def title(self, asked: tuple[str, Body | None]) -> str:
        name, body = asked
        return f"Nya beslut – {body}, {name}" if body else f"Nya beslut – {name}"

    def subtitle(self, asked: tuple[str, Body | None]) -> str:
        return "Vad som har antagits, och vad som ändrades."

    def link(self, asked: tuple[str, Body | None]) -> str:
        _, body = asked
        return reverse("body_news", args=[body.slug]) if body else reverse("news")

    def items(self, asked: tuple[str, Body | None]) -> list[News]:
        return latest(ENTRIES, body=asked[1], line_by_line=True)

    def item_title(self, item: News) -> str:
        prefix = "Exempel: " if item.is_example else ""
        return f"{prefix}{item.decision.title}"

    def item_description(self, item: News) -> str:
        return render_to_string("news/entry.html", {"item": item})

    def item_link(self, item: News) -> str:
        return item.decision.get_absolute_url()

    def item_author_name(self, item: News) -> str:
        return item.decision.made_by

    def item_pubdate(self, item: News) -> datetime:
        return make_aware(datetime.combine(item.decision.date, time()))

    item_updateddate = item_pubdate
