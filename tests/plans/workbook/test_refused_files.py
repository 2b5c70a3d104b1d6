"""Files that are no workbook of this plan, or not safe to open, and exactly what is said of each."""

import struct
import tracemalloc
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from openpyxl import Workbook

from plans import workbook
from plans.document import document
from plans.models import MissionPlan
from plans.workbook import Fault
from plans.workbook.packed import LARGEST_PACKED, MEGABYTE
from tests.plans.workbook.books import Change, add_row, changed, delete_row, faults, under, write_in

SAVE_AS = "Välj Spara som i Excel och filformatet Excel-arbetsbok (.xlsx)."
FETCH_ANEW = "Hämta arbetsboken på nytt ur portalen och skriv i den."
NOT_A_WORKBOOK = f"Filen är ingen Excel-arbetsbok. {SAVE_AS}"
BROKEN = f"Filen är skadad och går inte att läsa. Öppna den i Excel. {SAVE_AS}"
UNPACKED = (
    "Arbetsboken är större än 50 MB uppackad. Så mycket text har ingen plan: ta bort bilder, tomma formaterade "
    "rader och blad som inte hör hit."
)
PACKED = UNPACKED.replace("50 MB uppackad", "5 MB som fil")
CELLS = (
    "Arbetsboken har fler celler än någon plan behöver. Ta bort tomma formaterade rader och kolumner och blad "
    "som inte hör hit."
)
ROWS = "Arbetsboken har fler än 5\N{NO-BREAK SPACE}000 rader. Ta bort rader som inte hör till planen."
MACROS = f"Arbetsboken innehåller makron. {SAVE_AS}"
OTHER_FILES = "Arbetsboken hämtar uppgifter från andra filer. Bryt länkarna (Data, Redigera länkar) och spara igen."
EMBEDDED = "Arbetsboken innehåller inbäddade filer eller knappar. Ta bort dem och spara igen."
LINKED = "Arbetsboken är kopplad till något utanför sig själv. Ta bort kopplingen och spara igen."
FOREIGN = f"Filen är inte arbetsboken för en uppdragsplan. {FETCH_ANEW}"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


# Not a workbook at all


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NOT_A_WORKBOOK),
        (b"Nummer;Mal\n1;Trygg omsorg\n", NOT_A_WORKBOOK),
        (b"<html><table><tr><td>Nummer</td></tr></table></html>", NOT_A_WORKBOOK),
        (b"%PDF-1.7 en plan", NOT_A_WORKBOOK),
        (b"PK\x03\x04 bara borjan", BROKEN),
        (OLD_OFFICE + bytes(600), f"Filen är i det gamla Excelformatet (.xls). {SAVE_AS}"),
        (
            OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            f"Arbetsboken är låst med lösenord. Ta bort lösenordet. {SAVE_AS}",
        ),
        (bytes(LARGEST_PACKED + 1), PACKED),
    ],
)
def test_file_that_is_no_workbook_is_told(plan: MissionPlan, content: bytes, message: str) -> None:
    assert faults(content, plan) == [message]


# The archive


def with_parts(content: bytes, parts: dict[str, bytes | None], compression: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", compression) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def with_text(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    part = part_of(content, name)
    assert old in part
    return with_parts(content, {name: part.replace(old, new, 1)})


def sheet_of(rows: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + main + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="http://example.com/a" '
    b'TargetMode="External"/></Relationships>'
)
FIRST = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
         f"Filen är i OpenDocument-format (.ods). {SAVE_AS}"),
        ({"[Content_Types].xml": None}, NOT_A_WORKBOOK),
        ({"xl/workbook.xml": None}, NOT_A_WORKBOOK),
        ({"xl/workbook.xml": None, "xl/workbook.bin": b"\x83\x01"}, NOT_A_WORKBOOK),
        ({"xl/vbaProject.bin": b"\xcc\x61"}, MACROS),
        ({"xl/VBAPROJECT.BIN": b"\xcc\x61"}, MACROS),
        ({"xl/macrosheets/sheet1.xml": b"<x/>"}, MACROS),
        ({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, OTHER_FILES),
        ({"xl/connections.xml": b"<connections/>"}, OTHER_FILES),
        ({"xl/queryTables/queryTable1.xml": b"<queryTable/>"}, OTHER_FILES),
        ({"xl/embeddings/oleObject1.bin": b"\0"}, EMBEDDED),
        ({"xl/activeX/activeX1.xml": b"<x/>"}, EMBEDDED),
        ({"xl/ctrlProps/ctrlProp1.xml": b"<x/>"}, EMBEDDED),
        ({"xl/worksheets/_rels/sheet1.xml.rels": RELATION % b"image"}, LINKED),
        ({"xl/_rels/vbaless.xml.rels": RELATION % b"attachedTemplate"}, LINKED),
        ({"xl/sharedStrings.xml": ENTITIES}, BROKEN),
        ({FIRST: ENTITIES}, BROKEN),
        ({FIRST: OUTSIDE}, BROKEN),
        ({"docProps/core.xml": OUTSIDE}, BROKEN),
        ({"xl/styles.xml": ENTITIES.decode().encode("utf-16")}, BROKEN),
        ({FIRST: sheet_of(b"<row/>" * 500_001)}, CELLS),
        ({"xl/styles.xml": b"<x>" + b"<y/>" * 500_001 + b"</x>"}, CELLS),
        ({FIRST: b"<worksheet"}, BROKEN),
        ({FIRST: b"\x89PNG"}, BROKEN),
        ({"xl/styles.xml": b"<styleSheet/>" + b"<"}, BROKEN),
        ({"xl/workbook.xml": b"<x/>"}, FOREIGN),
        ({f"xl/media/image{number}.png": b"\x89PNG" for number in range(500)}, BROKEN),
        ({"xl/media/image1.png": b"\x89PNG" + bytes(50 * MEGABYTE)}, UNPACKED),
        ({f"xl/media/image{number}.png": b"\x89PNG" + bytes(6 * MEGABYTE) for number in range(9)}, UNPACKED),
    ],
)  # fmt: skip
def test_unsafe_archive_is_told(plan: MissionPlan, parts: dict[str, bytes | None], message: str) -> None:
    content = with_parts(workbook.write(plan), parts)

    assert faults(content, plan) == [message]


def test_macro_type_without_macros_is_told(plan: MissionPlan) -> None:
    content = with_text(
        workbook.write(plan),
        "[Content_Types].xml",
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"ms-excel.sheet.macroEnabled.main+xml",
    )

    assert faults(content, plan) == [MACROS]


def test_part_that_lies_of_its_size_is_told(plan: MissionPlan) -> None:
    """The archive declares one byte for what unpacks to sixty million."""
    content = with_parts(workbook.write(plan), {"xl/media/image1.png": bytes(60 * MEGABYTE)})
    declared = struct.pack("<I", 60 * MEGABYTE)

    assert content.count(declared) == 2
    assert faults(content.replace(declared, struct.pack("<I", 1)), plan) == [BROKEN]


def test_part_of_the_same_name_twice_is_told(plan: MissionPlan) -> None:
    content = workbook.write(plan)
    target = BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(target, "a") as archive:
        archive.writestr(FIRST, sheet_of(b""))

    assert faults(target.getvalue(), plan) == [BROKEN]


def test_other_compression_is_told(plan: MissionPlan) -> None:
    assert faults(with_parts(workbook.write(plan), {}, ZIP_BZIP2), plan) == [BROKEN]


def test_locked_part_is_told(plan: MissionPlan) -> None:
    content = bytearray(with_parts(workbook.write(plan), {}, ZIP_STORED))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert faults(bytes(content), plan) == [BROKEN]


def test_damaged_part_is_told(plan: MissionPlan) -> None:
    content = bytearray(workbook.write(plan))
    place = content.index(b"xl/worksheets/sheet2.xml") + 200
    content[place : place + 20] = bytes(20)

    assert faults(bytes(content), plan) == [BROKEN]


def test_every_cut_of_the_file_is_told(plan: MissionPlan) -> None:
    content = workbook.write(plan)

    told = {tuple(faults(content[:length], plan)) for length in range(4, len(content), len(content) // 40)}

    assert told == {(BROKEN,)}


def test_link_in_a_cell_is_no_danger(plan: MissionPlan) -> None:
    """Excel makes one of every address that somebody types; only its text is read."""

    def link(opened: Workbook) -> None:
        cell = opened["Nämndmål"]["C2"]
        cell.value = "https://example.com"
        cell.hyperlink = "https://example.com"

    content = workbook.read(changed(plan, link), plan)

    assert content["objectives"][0]["text"] == "https://example.com"


@pytest.mark.parametrize("dimension", [b"A1", b"A1:XFD1048576", b"C3:ZZZ99999999"])
def test_dimension_that_lies_means_nothing(plan: MissionPlan, dimension: bytes) -> None:
    content = workbook.write(plan)
    names = [name for name in ZipFile(BytesIO(content)).namelist() if name.startswith("xl/worksheets/sheet")]
    for name in names:
        part = part_of(content, name)
        start = part.index(b'<dimension ref="') + len(b'<dimension ref="')
        stop = part.index(b'"', start)
        content = with_parts(content, {name: part[:start] + dimension + part[stop:]})

    assert len(names) == 6
    assert workbook.read(content, plan) == document(plan)


@pytest.mark.parametrize("number", [b"1048577", b"99999999999999"])
def test_row_beyond_the_last_is_told(plan: MissionPlan, number: bytes) -> None:
    row = b'<row r="' + number + b'"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    content = with_text(workbook.write(plan), "xl/worksheets/sheet2.xml", b"</sheetData>", row)

    assert faults(content, plan) == [BROKEN]


# The sheets


def rename(sheet: str, to: str) -> Change:
    return lambda opened: setattr(opened[sheet], "title", to)


def remove(sheet: str) -> Change:
    return lambda opened: opened.remove(opened[sheet])


def delete_column(sheet: str, letter: str) -> Change:
    return lambda opened: opened[sheet].delete_cols("ABCDEFGHIJKLMNOP".index(letter) + 1)


BELONGS = "Socialnämnden, uppdragsplan 2022–2025, gäller från 2022"
NO_SHEET = "bladet {0}: Bladet eller dess rubriker på rad 1 saknas. " + FETCH_ANEW
NO_COLUMN = "{}, rad 1: Kolumnen ”{}” saknas. Lägg tillbaka den med sin rubrik på rad 1."
NO_IDS = "{}, rad 1: Kolumnen ”Id” saknas. " + FETCH_ANEW
NOT_READ = "{}, cell {}: Kolumnen ”{}” läses inte. Ta bort den."
UNHEADED = "{}, cell {}: Cellen har ingen rubrik över sig och läses inte. Töm den."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (remove("Läs mig"), [f"bladet Läs mig: Det framgår inte vilken plan arbetsboken hör till. {FETCH_ANEW}"]),
        (
            write_in("Läs mig", "B2", None),
            [f"bladet Läs mig: Det framgår inte vilken plan arbetsboken hör till. {FETCH_ANEW}"],
        ),
        (
            write_in("Läs mig", "B2", "Kulturnämnden, uppdragsplan 2022–2025, gäller från 2022"),
            [
                ("bladet Läs mig: Arbetsboken hör till Kulturnämnden, uppdragsplan 2022–2025, gäller från 2022, "
                f"men planen är {BELONGS}. {FETCH_ANEW}")
            ],
        ),
        (remove("Mått"), [NO_SHEET.format("Mått")]),
        (
            rename("Mått", "Matt"),
            [NO_SHEET.format("Mått"), "bladet Matt: Bladet läses inte. Ta bort det ur filen innan du läser in den."],
        ),
        (
            lambda opened: opened.create_sheet("Blad1"),
            ["bladet Blad1: Bladet läses inte. Ta bort det ur filen innan du läser in den."],
        ),
        (delete_row("Mått", 1), [NO_SHEET.format("Mått")]),
        (lambda opened: opened["Mått"].insert_rows(1), [NO_SHEET.format("Mått")]),
        (lambda opened: opened["Mått"].delete_rows(1, 9), [NO_SHEET.format("Mått")]),
        (delete_column("Nämndmål", "C"), [NO_COLUMN.format("Nämndmål", "Beskrivning")]),
        (delete_column("Mått", "A"), [NO_IDS.format("Mått")]),
        (
            write_in("Mått", "A1", "Nummer"),
            [NO_IDS.format("Mått"), f"Mått, cell A1: Kolumnen ”Nummer” läses inte. {FETCH_ANEW}"],
        ),
        (delete_column("Fördelning", "F"), [NO_COLUMN.format("Fördelning", "2023, tkr")]),
        (delete_column("Uppdrag", "G"), [NO_COLUMN.format("Uppdrag", "Tillsammans med 1")]),
        (write_in("Uppdrag", "Z1", "Anteckning"), [NOT_READ.format("Uppdrag", "Z1", "Anteckning")]),
        (write_in("Fördelning", "Z1", "2030, tkr"), [NOT_READ.format("Fördelning", "Z1", "2030, tkr")]),
        (write_in("Fördelning", "Z1", 2022), [NOT_READ.format("Fördelning", "Z1", "2022")]),
        (
            write_in("Uppdrag", "Z1", "Id"),
            ["Uppdrag, cell Z1: Kolumnen ”Id” finns två gånger. Ta bort den ena."],
        ),
        (write_in("Uppdrag", "Z3", "Glöm inte"), [UNHEADED.format("Uppdrag", "Z3")]),
        (write_in("Uppdrag", "Z9", 0), [UNHEADED.format("Uppdrag", "Z9")]),
    ],
)  # fmt: skip
def test_changed_sheet_is_told(plan: MissionPlan, change: Change, told: list[str]) -> None:
    assert faults(changed(plan, change), plan) == told


def test_workbook_of_something_else_is_told(plan: MissionPlan) -> None:
    content = BytesIO()
    Workbook().save(content)

    assert faults(content.getvalue(), plan) == [FOREIGN]


def test_workbook_of_another_period_is_told(plan: MissionPlan) -> None:
    content = workbook.write(plan)
    MissionPlan.objects.filter(pk=plan.pk).update(first_year=2023, last_year=2026, from_year=2023)

    assert faults(content, MissionPlan.objects.get(pk=plan.pk)) == [
        (
            f"bladet Läs mig: Arbetsboken hör till {BELONGS}, men planen är Socialnämnden, uppdragsplan 2023–2026, "
            f"gäller från 2023. {FETCH_ANEW}"
        ),
        NO_COLUMN.format("Mått", "Målvärde 2026"),
        "Mått, cell E1: Kolumnen ”Målvärde 2022” läses inte. Ta bort den.",
        NO_COLUMN.format("Fördelning", "2026, tkr"),
        "Fördelning, cell E1: Kolumnen ”2022, tkr” läses inte. Ta bort den.",
    ]


# Faults together


def test_removed_goal_is_missed_where_it_is_named(plan: MissionPlan) -> None:
    no_goal = "”Trygg omsorg” är inget nämndmål på bladet Nämndmål. Välj i cellens lista: ”God ordning”."

    assert faults(changed(plan, delete_row("Nämndmål", 2)), plan) == [
        f"Mått, cell B2: {no_goal}",
        f"Uppdrag, cell B2: {no_goal}",
    ]


def test_goals_of_one_new_name_cannot_be_told_apart(plan: MissionPlan) -> None:
    content = changed(
        plan,
        add_row("Nämndmål", Mål="Nytt", Bidrar_till_målet="Hälsa"),
        add_row("Nämndmål", Mål="nytt", Bidrar_till_målet="Hälsa"),
        under("Uppdrag", "Nämndmål", 2, "Nytt"),
    )

    assert faults(content, plan) == ["Uppdrag, cell B2: Flera heter eller har hetat ”Nytt”. Ge dem olika namn."]


def test_old_name_of_one_goal_and_new_of_another_cannot_be_told_apart(plan: MissionPlan) -> None:
    content = changed(
        plan,
        under("Nämndmål", "Mål", 2, "Trygghet"),
        under("Nämndmål", "Mål", 3, "Trygg omsorg"),
        add_row("Uppdrag", Nämndmål="Trygg omsorg", Uppdrag="Nytt", Ansvarig_förvaltning="Socialförvaltningen"),
    )

    assert faults(content, plan) == [
        (
            "Uppdrag, cell B4: Flera heter eller har hetat ”Trygg omsorg”. "
            "Skriv id efter: ”Trygghet (mal00001)” eller ”Trygg omsorg (mal00002)”."
        )
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets(plan: MissionPlan) -> None:
    content = changed(
        plan,
        under("Fördelning", "2022, tkr", 3, "(5)"),
        under("Uppdrag", "Ansvarig förvaltning", 3, None),
        under("Uppdrag", "Nämndmål", 3, None),
        under("Uppdrag", "Uppdrag", 2, None),
        under("Mått", "Enhet", 2, None),
        under("Nämndmål", "Id", 2, "okänt"),
    )

    with pytest.raises(workbook.WorkbookRefused) as refused:
        workbook.read(content, plan)

    missing = "saknas. Fyll i cellen, eller ta bort hela raden om den inte ska finnas kvar."
    assert refused.value.faults == [
        Fault("Nämndmål", 2, "A", "”okänt” är inget id som portalen har gett. Lämna cellen tom om raden är ny."),
        Fault("Mått", 2, "D", f"Enhet {missing}"),
        Fault("Uppdrag", 2, "D", f"Uppdrag {missing}"),
        Fault(
            "Uppdrag",
            3,
            "",
            "Raden saknar både nämndmål och särskilt uppdrag. Fyll i ”Nämndmål” eller ”Svarar på särskilt uppdrag”.",
        ),
        Fault("Uppdrag", 3, "F", f"Ansvarig förvaltning {missing}"),
        Fault(
            "Fördelning",
            3,
            "E",
            "”(5)” är inte hela tkr. Skriv med siffror, till exempel 1 250 eller −5, skriv ”inte beslutat”, eller "
            "lämna cellen tom.",
        ),
    ]


# Large workbooks


def assignments(count: int) -> bytes:
    """Rows for Uppdrag as Excel might write them."""
    named = [("B", "Trygg omsorg"), ("D", "Ett uppdrag till"), ("E", "Beskrivning " * 20), ("F", "Socialförvaltningen")]
    cells = "".join(f'<c r="{letter}{{0}}" t="inlineStr"><is><t>{text}</t></is></c>' for letter, text in named)
    return "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(4, 4 + count)).encode()


def test_five_thousand_rows_are_read_in_little_memory(plan: MissionPlan) -> None:
    content = workbook.write(plan)
    name = part_named(content, b"Digitalisera arkivet")
    content = with_text(content, name, b"</sheetData>", assignments(5_000 - 7) + b"</sheetData>")

    tracemalloc.start()
    read = workbook.read(content, plan)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(read["assignments"]) == 2 + 5_000 - 7
    assert most < 150 * MEGABYTE


def test_more_than_five_thousand_rows_are_told(plan: MissionPlan) -> None:
    content = workbook.write(plan)
    name = part_named(content, b"Digitalisera arkivet")
    content = with_text(content, name, b"</sheetData>", assignments(5_000 - 6) + b"</sheetData>")

    assert faults(content, plan) == [ROWS]


def part_named(content: bytes, text: bytes) -> str:
    """The one part in which the text stands."""
    with ZipFile(BytesIO(content)) as archive:
        (name,) = [name for name in archive.namelist() if text in archive.read(name)]
    return name
