from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify

from plans.choices import Column, Filter, alphabetical, choose
from plans.years import shown
from styrmodell import media
from styrmodell.context import steering_of
from styrmodell.models import GoverningDocument
from styrmodell.publication import public

COLUMNS = [
    Column[GoverningDocument]("plats", "Plats i registret", lambda document: (document.position, document.slug)),
    Column[GoverningDocument]("namn", "Dokument", lambda document: alphabetical(document.title)),
    Column[GoverningDocument]("fran", "Gäller", lambda document: document.valid_from, is_descending=True),
]


@public
def governing_documents(request: HttpRequest) -> HttpResponse:
    """The register of governing documents, narrowed by kind, body and whether they hold in the year shown."""
    year = shown(steering_of(request), None).year
    documents = list(GoverningDocument.objects.select_related("body", "decision__body", "decision__department"))
    chosen = choose(documents, COLUMNS, request.GET.dict(), anchor="registret", filters=_filters(year))
    in_force = sum(document.exists_in(year) for document in documents)
    return render(
        request,
        "governing_documents/governing_documents.html",
        {
            "chosen": chosen,
            "kinds": {document.kind for document in documents},
            "documents": [(document, _standing(document, year)) for document in chosen.rows],
            "summary": f"{in_force} av {len(documents)} styrdokument gäller {year}." if documents else "",
            "is_example": any(document.is_example for document in documents),
        },
    )


def _filters(year: int) -> list[Filter[GoverningDocument]]:
    return [
        Filter("sort", "Sort", lambda document: [(slugify(document.get_kind_display()), _kind_in_plural(document))]),
        Filter("organ", "Antas av", lambda document: [(document.body.slug, document.body.name)]),
        Filter(
            "galler",
            "Gäller",
            lambda document: [("ja", f"Gäller {year}") if document.exists_in(year) else ("nej", f"Gäller inte {year}")],
        ),
    ]


def _kind_in_plural(document: GoverningDocument) -> str:
    return GoverningDocument.KINDS_IN_PLURAL[GoverningDocument.Kind(document.kind)].capitalize()


def _standing(document: GoverningDocument, year: int) -> str:
    """Why it does not hold in the year; "" when it does."""
    if document.exists_in(year):
        return ""
    return "Gäller inte längre" if document.valid_to and document.valid_to.year < year else "Gäller inte än"


@public
def governing_document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: what decides that it holds, from when to when, what it replaced and what replaced it."""
    year = shown(steering_of(request), None).year
    related = ("body", "department", "decision__body", "decision__department", "replaces")
    document = get_object_or_404(GoverningDocument.objects.select_related(*related), slug=slug)
    return render(
        request,
        "governing_documents/governing_document.html",
        {
            "document": document,
            "standing": _standing(document, year),
            "kind": document.get_kind_display().capitalize(),
            "replaced_by": list(document.replaced_by.all()),
            "file": _file(document),
            "crumbs": [
                {"label": "Styrdokument", "url": reverse("governing_documents")},
                {"label": document.title},
            ],
            "is_example": document.is_example,
        },
    )


def _file(document: GoverningDocument) -> dict[str, str] | None:
    """The document itself, where it is kept here."""
    described = media.described(document.file_path) if document.file_path else ""
    return {"url": media.address(document.file_path), "described": described} if described else None
