"""Makes the example film: the house of the start page, built from its base.

    make run                                      # in another terminal
    python data/film/make_film.py http://localhost:8000

Photographs the start page's own house in Chromium, frame by frame, and needs ffmpeg. Captions and transcript are
written by hand: `huset-byggs.vtt`, and `films` in `soderkoping.json`, where the new checksum goes.
"""

import argparse
import hashlib
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FILM = Path(__file__).parent / "huset-byggs.webm"
SECONDS = 15
RATE = 20
WIDTH, HEIGHT = 1280, 720

# The film opens on the finished house, so that the picture before it is played is one; then the house fades away.
OPENS_UNTIL = 0.6
GONE_AT = 0.9

# When each part begins to show, and for how long it grows.
PARTS = {
    "mission": (1.2, 0.9),
    "values": (2.2, 1.2),
    "papers": (3.5, 0.9),
    "storey": (5.0, 1.6),
    "windows": (6.4, 1.6),
    "roof": (8.8, 1.6),
    "vision": (10.2, 0.9),
    "thread": (11.6, 2.0),
}

STAGE = """
  body > *:not(main), main > *:not(.house) { display: none; }
  main.page { block-size: 100vh; display: grid; max-inline-size: none; padding: 0 3rem; place-items: center stretch; }
  .house { opacity: var(--film-house); padding: 0; zoom: 0.69; }
  .plinth, .storey, .roof, .levels li, .storey li svg, .storey li .t, .roof a, .plinth li, .mission, .papers {
    opacity: var(--shown, 1);
  }
  .mission { --shown: var(--film-mission); }
  .plinth li { --shown: var(--film-values); }
  .papers { --shown: var(--film-papers); }
  .plinth { clip-path: inset(calc(100% - 100% * var(--film-mission)) -3rem 0); }
  .storey { clip-path: inset(calc(100% - 100% * var(--film-storey)) -3rem 0); }
  .storey > .level-name { opacity: var(--film-windows); }
  .storey li { --shown: var(--film-windows); }
  .roof { clip-path: inset(calc(100% - 112% * var(--film-roof)) -6rem 0); }
  .roof a { --shown: var(--film-vision); }
  .levels li:nth-child(1) { --shown: var(--film-roof); }
  .levels li:nth-child(2) { --shown: var(--film-storey); }
  .levels li:nth-child(3) { --shown: var(--film-mission); }
  .levels li::after { opacity: var(--film-thread); }
  .roof .thread {
    clip-path: inset(-1rem -1rem calc(100% - 100% * min(1, 2 * var(--film-thread))) -1rem);
    opacity: calc(20 * var(--film-thread));
  }
  .storey::before, .plinth::before {
    clip-path: inset(0 -1rem calc(100% - 100% * max(0, 2 * var(--film-thread) - 1)) -1rem);
  }
  .house::after { opacity: 0; }
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Gör exempelfilmen av startsidans hus.")
    parser.add_argument("address", help="där portalen svarar, till exempel http://localhost:8000")
    address = parser.parse_args().address
    with tempfile.TemporaryDirectory() as folder:
        photograph(address, Path(folder))
        encode(Path(folder))
    content = FILM.read_bytes()
    print(f"{FILM.name}: {len(content)} byte, sha256 {hashlib.sha256(content).hexdigest()}")  # noqa: T201 - the answer


def photograph(address: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", bypass_csp=True
        )
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.add_style_tag(content=STAGE)
        for number in range(SECONDS * RATE):
            show(page, number / RATE)
            page.screenshot(path=folder / f"{number:04}.png")
        browser.close()


def show(page: Page, second: float) -> None:
    grown = {
        f"--film-{part}": "1" if second < GONE_AT else str(eased((second - begins) / takes))
        for part, (begins, takes) in PARTS.items()
    }
    fading = abs(second - GONE_AT) / (GONE_AT - OPENS_UNTIL)
    grown["--film-house"] = str(min(1, fading))
    page.evaluate(
        "parts => { for (const [name, value] of Object.entries(parts))"
        " document.documentElement.style.setProperty(name, value) }",
        grown,
    )


def eased(share: float) -> float:
    """From 0 to 1, quick at first and slow at last."""
    return round(1 - (1 - min(1, max(0, share))) ** 3, 4)


def encode(folder: Path) -> None:
    """VP9 in WebM, which every browser of today plays; no sound."""
    command = ["ffmpeg", "-y", "-loglevel", "error", "-framerate", str(RATE), "-i", str(folder / "%04d.png")]
    command += ["-c:v", "libvpx-vp9", "-crf", "36", "-b:v", "0", "-pix_fmt", "yuv420p", "-row-mt", "1"]
    subprocess.run([*command, "-map_metadata", "-1", str(FILM)], check=True)  # noqa: S603 - our own arguments


if __name__ == "__main__":
    main()
