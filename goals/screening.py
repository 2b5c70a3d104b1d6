"""What a page needs to show a film: where its files are, what kind they are, and all that is said in it."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from goals.models import Film
from styrmodell import media


@dataclass(frozen=True)
class Screening:
    slug: str
    title: str
    summary: str
    url: str
    video_url: str
    video_type: str
    captions_url: str
    transcript: str
    length: str
    is_example: bool


def screening(film: Film) -> Screening:
    return Screening(
        slug=film.slug,
        title=film.title,
        summary=film.summary,
        url=film.get_absolute_url(),
        video_url=media.address(film.video_path),
        video_type=media.PLAYED.get(PurePosixPath(film.video_path).suffix.lower(), ""),
        captions_url=media.address(film.captions_path),
        transcript=film.transcript,
        length=_length(film.seconds),
        is_example=film.is_example,
    )


def _length(seconds: int) -> str:
    """ "15 sekunder", "2 minuter 5 sekunder"."""
    minutes, rest = divmod(seconds, 60)
    parts = [(minutes, "minut", "minuter"), (rest, "sekund", "sekunder")]
    return " ".join(f"{number} {one if number == 1 else many}" for number, one, many in parts if number)
