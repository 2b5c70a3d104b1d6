"""The film plays in a browser: with controls, captions that are on, and all that is said in it beside."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

ADDRESS = "/film/huset-byggs/"


@pytest.fixture
def video(page: Page, base_url: str) -> Locator:
    page.goto(ADDRESS)
    found = page.locator("video")
    found.evaluate("video => video.readyState || new Promise(done => video.addEventListener('loadedmetadata', done))")
    return found


def tracks(video: Locator) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = video.evaluate(
        "video => [...video.textTracks].map(({ kind, language, mode }) => ({ kind, language, mode }))"
    )
    return found


def test_browser_reads_the_film(video: Locator) -> None:
    assert video.evaluate("video => video.error") is None
    assert video.evaluate("video => Math.round(video.duration)") == 15
    assert video.evaluate("video => [video.videoWidth, video.videoHeight]") == [1280, 720]


def test_film_does_not_start_by_itself(video: Locator) -> None:
    assert video.evaluate("video => [video.controls, video.autoplay, video.paused]") == [True, False, True]


def test_captions_are_on_and_in_swedish(video: Locator) -> None:
    assert tracks(video) == [{"kind": "captions", "language": "sv", "mode": "showing"}]

    said = video.evaluate(
        """video => new Promise(done => {
            const [track] = video.textTracks;
            track.addEventListener("cuechange", () => done([...track.activeCues].map(cue => cue.text)));
            video.currentTime = 6;
        })"""
    )

    assert said == ["På den står våningen. Så ska omvärlden möta oss, i varje roll."]


def test_film_is_played_and_stopped_with_the_keyboard(video: Locator) -> None:
    video.focus()
    video.press("Space")
    moved = "video => new Promise(done => video.addEventListener('timeupdate', () => done(video.currentTime)))"
    assert video.evaluate(moved) > 0

    video.press("Space")
    assert video.evaluate("video => video.paused") is True


def test_reader_can_go_to_any_part(video: Locator) -> None:
    video.evaluate("video => new Promise(done => { video.addEventListener('seeked', done); video.currentTime = 12 })")

    assert video.evaluate("video => Math.round(video.currentTime)") == 12


def test_film_can_be_read_without_being_seen(page: Page, base_url: str) -> None:
    page.goto(ADDRESS)

    expect(page.get_by_role("heading", name="Filmen i text")).to_be_visible()
    expect(page.locator(".transcript")).to_contain_text("en röd tråd från klockan på taket")


def test_film_comes_from_here_and_nothing_is_refused(page: Page, base_url: str) -> None:
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(ADDRESS, wait_until="networkidle")

    assert all(url.startswith(base_url) for url in asked)
    assert f"{base_url}/media/film/huset-byggs.vtt" in asked
    assert complaints == []
