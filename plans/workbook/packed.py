"""Whether a file is a workbook that is safe to open: a workbook is a zip archive of XML files.

The sizes that the archive declares are asked first; then everything is unpacked once, in small pieces, and
counted, since what is declared may be a lie.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from plans.workbook.faults import WorkbookRefused

MEGABYTE = 1024 * 1024
LARGEST_PACKED = 5 * MEGABYTE
LARGEST_UNPACKED = 50 * MEGABYTE
MOST_FILES = 500
MOST_ELEMENTS = 500_000
"""Of XML in all: a third is enough for as many rows as we read."""
PIECE = 64 * 1024

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IS_ENCRYPTED = 0x1
XML_BEGINS = (b"<", b"\xef", b"\xfe", b"\xff", b" ", b"\t", b"\r", b"\n", b"\0")

SAVE_AS = "Välj Spara som i Excel och filformatet Excel-arbetsbok (.xlsx)."
NOT_A_WORKBOOK = f"Filen är ingen Excel-arbetsbok. {SAVE_AS}"
BROKEN = f"Filen är skadad och går inte att läsa. Öppna den i Excel. {SAVE_AS}"
TOO_LARGE = (
    "Arbetsboken är större än {} MB {}. Så mycket text har ingen plan: ta bort bilder, tomma formaterade rader "
    "och blad som inte hör hit."
)
UNWELCOME = [
    (re.compile(r"vbaProject|/macrosheets/", re.I), f"Arbetsboken innehåller makron. {SAVE_AS}"),
    (
        re.compile(r"/externalLinks/|/connections\.xml|/queryTables/", re.I),
        "Arbetsboken hämtar uppgifter från andra filer. Bryt länkarna (Data, Redigera länkar) och spara igen.",
    ),
    (
        re.compile(r"/embeddings/|/activeX/|/ctrlProps/", re.I),
        "Arbetsboken innehåller inbäddade filer eller knappar. Ta bort dem och spara igen.",
    ),
]
LINKED = "Arbetsboken är kopplad till något utanför sig själv. Ta bort kopplingen och spara igen."


def guard(content: bytes) -> None:
    """Raises WorkbookRefused for anything but a plain workbook of reasonable size."""
    if len(content) > LARGEST_PACKED:
        raise WorkbookRefused.whole(TOO_LARGE.format(LARGEST_PACKED // MEGABYTE, "som fil"))
    if content.startswith(OLD_OFFICE):
        raise WorkbookRefused.whole(_old(content))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _names(archive)
            _sizes(archive)
            _insides(archive)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise WorkbookRefused.whole(BROKEN if content.startswith(b"PK") else NOT_A_WORKBOOK) from None


def _old(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return f"Arbetsboken är låst med lösenord. Ta bort lösenordet. {SAVE_AS}"
    return f"Filen är i det gamla Excelformatet (.xls). {SAVE_AS}"


def _names(archive: ZipFile) -> None:
    names = archive.namelist()
    if "mimetype" in names:
        raise WorkbookRefused.whole(f"Filen är i OpenDocument-format (.ods). {SAVE_AS}")
    for pattern, message in UNWELCOME:
        if any(pattern.search(f"/{name}") for name in names):
            raise WorkbookRefused.whole(message)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(names):
        raise WorkbookRefused.whole(NOT_A_WORKBOOK)
    if len(names) > MOST_FILES or len(set(names)) < len(names):
        raise WorkbookRefused.whole(BROKEN)


def _sizes(archive: ZipFile) -> None:
    files = archive.infolist()
    if any(file.flag_bits & IS_ENCRYPTED or file.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for file in files):
        raise WorkbookRefused.whole(BROKEN)
    _unpacked(sum(file.file_size for file in files))


def _unpacked(size: int) -> None:
    if size > LARGEST_UNPACKED:
        raise WorkbookRefused.whole(TOO_LARGE.format(LARGEST_UNPACKED // MEGABYTE, "uppackad"))


def _insides(archive: ZipFile) -> None:
    size, elements = 0, _Elements()
    for file in archive.infolist():
        with archive.open(file) as opened:
            for piece in elements.watching(file, _pieces(opened)):
                size += len(piece)
                _unpacked(size)


def _pieces(opened: IO[bytes]) -> Iterator[bytes]:
    while piece := opened.read(PIECE):
        yield piece


class _Elements:
    """Counts the elements of all XML in the archive, without building any of it."""

    def __init__(self) -> None:
        self.count = 0

    def watching(self, file: ZipInfo, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The pieces as they are, the XML in them looked at on the way; a broken one is left to whoever reads it."""
        parser = self._parser()
        is_xml: bool | None = None
        for piece in pieces:
            is_xml = piece.startswith(XML_BEGINS) if is_xml is None else is_xml
            if is_xml:
                try:
                    parser.Parse(piece, False)
                except expat.ExpatError:
                    is_xml = False
            yield piece

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise WorkbookRefused.whole(
                "Arbetsboken har fler celler än någon plan behöver. Ta bort tomma formaterade rader och kolumner "
                "och blad som inte hör hit."
            )
        if name == "Override" and "macroEnabled" in attributes.get("ContentType", ""):
            raise WorkbookRefused.whole(UNWELCOME[0][1])
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith("/hyperlink"):
            raise WorkbookRefused.whole(LINKED)

    @staticmethod
    def _doctype(*_: object) -> None:
        raise WorkbookRefused.whole(BROKEN)
