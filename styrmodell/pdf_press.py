"""HTML in on stdin, PDF out on stdout. Run by `styrmodell.pdf`, with nothing of the portal at hand."""

import hashlib
import logging
import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parent.parent / "static"
FONTS = {path.as_uri(): path for path in (STATIC / "fonts").glob("*.woff2")}


class OnlyOurFonts(URLFetcher):
    """Whatever a text names, on the net or on the disk, is not opened."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in FONTS:
            raise ValueError(f"not opened: {url}")
        return URLFetcherResponse(url, FONTS[url].read_bytes(), {"Content-Type": "font/woff2"})


def printed(html: str) -> bytes:
    fetcher, fonts = OnlyOurFonts(), FontConfiguration()
    look = CSS(filename=STATIC / "css/paper.css", url_fetcher=fetcher, font_config=fonts, media_type="print")
    content: Any = HTML(string=html, url_fetcher=fetcher, media_type="print").write_pdf(
        stylesheets=[look],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
        custom_metadata=True,
    )
    return bytes(content)


if __name__ == "__main__":
    logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
    sys.stdout.buffer.write(printed(sys.stdin.buffer.read().decode()))
