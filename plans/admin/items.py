"""One item of a plan on a page of its own: written, moved, taken away; and a save that comes too late."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from plans import drafts
from plans.admin import officials, plan_page
from plans.admin.officials import Asked, Moved, as_opened, asked_plan, path_of, require
from plans.admin.parts import TEXTS_FORM, Part, PlanForm, find, identity, part_of
from plans.models import Plan, Thread
from plans.wordings import Piece, words
from plans.workflow import Refused

CHOICE = "valj-"
"""The field that says whose text to keep, before the name of the field it is about."""


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else saved while this form lay open."""

    name: str
    label: str
    mine: str
    theirs: str
    pieces: list[Piece]


class Stale(Exception):
    """Somebody else has saved since the form was opened."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__()
        self.conflicts = conflicts


@officials.writing
def texts(request: Asked, kind: str, pk: int) -> HttpResponse:
    """The plan's own texts."""
    plan = asked_plan(request, kind, pk)
    officials.require_writing(request, plan)
    return _edit(request, plan, None, plan, TEXTS_FORM[type(plan)], {})


@officials.writing
def item(request: Asked, kind: str, pk: int, part: str, given: str = "") -> HttpResponse:
    """One item; without an identity a new one."""
    plan = asked_plan(request, kind, pk)
    asked = _part(plan, part)
    officials.require_writing(request, plan)
    found = find(plan, asked, given) if given else asked.model(plan=plan)
    if found is None:
        raise Http404("Det finns inte i planen.")
    return _edit(request, plan, asked, found, asked.form, _beginning(request, plan, asked) if not given else {})


def _part(plan: Plan, slug: str) -> Part:
    part = part_of(plan, slug)
    if part is None:
        raise Http404("Den delen finns inte i planen.")
    return part


def _beginning(request: HttpRequest, plan: Plan, part: Part) -> dict[str, Any]:
    """What a new item begins with, from the link that led to it: the item above, or the question it answers."""
    begun: dict[str, Any] = {}
    if part.under:
        field, slug = part.under
        above = find(plan, _part(plan, slug), request.GET.get(slug, ""))
        if above is None:
            raise Http404("Det som måttet hör till finns inte i planen.")
        begun[field] = above
    if part.slug == "uppdrag" and (above := find(plan, _part(plan, "mal"), request.GET.get("mal", ""))):
        begun["objective"] = above
    for name, field in (("svarar", "answers"), ("uppdrag", "assignment")):
        given = request.GET.get(name, "")
        if thread := given.isalnum() and Thread.objects.filter(public_id=given).first():
            begun[field] = thread.pk
    return begun


def _edit(
    request: Asked, plan: Plan, part: Part | None, found: Any, form_class: type[PlanForm], begun: dict[str, Any]
) -> HttpResponse:
    if part and part.under and part.under[0] in begun:
        setattr(found, part.under[0], begun.pop(part.under[0]))
    conflicts: list[Conflict] = []
    status = 200
    if request.method != "POST":
        form = form_class(instance=found, plan=plan, initial=begun)
    else:
        try:
            form = _save(request, plan, part, found, form_class)
        except Stale as stale:
            conflicts, form = stale.conflicts, form_class(request.POST, instance=_anew(found), plan=plan)
            status = 409
        except Refused as refused:
            form = form_class(request.POST, instance=_anew(found), plan=plan)
            form.add_error(None, str(refused))
            status = 409
        else:
            if form.is_valid():
                messages.success(request, "Sparat.")
                return redirect(_next(request, plan, part, form.instance))
            status = 422
    return render(
        request,
        "admin/plans/item.html",
        officials.context(
            request,
            title=_title(part, found),
            plan=plan,
            part=part,
            item=found if found.pk and part else None,
            form=form,
            opened=drafts.fingerprint(form_class(instance=_anew(found), plan=plan).values()),
            conflicts=conflicts,
            crumbs=officials.crumbs(plan, _title(part, found)),
            remove_url=path_of(plan, "plan_item_remove", part.slug, identity(found)) if part and found.pk else "",
        ),
        status=status,
    )


def _anew(found: Any) -> Any:
    """The item as it is stored, or as new as it was."""
    return type(found)._default_manager.get(pk=found.pk) if found.pk else found


def _title(part: Part | None, found: Any) -> str:
    if part is None:
        return "Planens texter"
    return str(found) if found.pk else part.new


def _save(request: Asked, plan: Plan, part: Part | None, found: Any, form_class: type[PlanForm]) -> PlanForm:
    """Save what is right; nothing when something is wrong. Raises Stale and Refused."""
    with drafts.writing(plan, by=request.user):
        stored = form_class(instance=_anew(found), plan=plan)
        data = _chosen(request.POST, stored)
        form = form_class(data, instance=_anew(found), plan=plan)
        if part and part.under and not found.pk:
            setattr(form.instance, part.under[0], getattr(found, part.under[0]))
        if found.pk and request.POST.get("opened") != drafts.fingerprint(stored.values()):
            raise Stale(_conflicts(form, stored))
        if form.is_valid():
            _place(plan, part, form.instance)
            form.save()
    return form


def _place(plan: Plan, part: Part | None, new: Any) -> None:
    """Give a new item its thread and the last place in its list."""
    if part is None or new.pk:
        return
    new.plan = plan
    if part.kind:
        new.thread = Thread.objects.create(kind=part.kind)
        new.position = getattr(plan, part.relation).count()


def _chosen(posted: QueryDict, stored: PlanForm) -> QueryDict:
    """What was posted, with the stored text where the reader chose that."""
    data = posted.copy()
    for name in stored.fields:
        if posted.get(f"{CHOICE}{name}") == "deras":
            value = stored.stored(name)
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


def _conflicts(form: PlanForm, stored: PlanForm) -> list[Conflict]:
    found = []
    for name, field in form.fields.items():
        mine, theirs = _shown(form, name, form[name].value()), _shown(stored, name, stored.stored(name))
        if " ".join(mine.split()) != " ".join(theirs.split()):
            found.append(Conflict(name, str(field.label), mine, theirs, words(theirs, mine)))
    return found


def _shown(form: PlanForm, name: str, value: Any) -> str:
    """A value in words: what is chosen by its label."""
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return "" if value is None else str(value)
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
    return ", ".join(str(label) for key, label in choices if str(key) and str(key) in chosen)


def _next(request: HttpRequest, plan: Plan, part: Part | None, saved: Any) -> str:
    if part and "spara-och-ny" in request.POST:
        above = f"?{part.under[1]}={identity(getattr(saved, part.under[0]))}" if part.under else ""
        return path_of(plan, "plan_item_new", part.slug) + above
    anchor = f"#{identity(saved)}" if part else "#texter"
    return path_of(plan) + anchor


# Away and in order


@officials.writing
def remove(request: Asked, kind: str, pk: int, part: str, given: str) -> HttpResponse:
    """Ask first; then take the item out of the draft."""
    plan = asked_plan(request, kind, pk)
    asked = _part(plan, part)
    require(request.access.may_write(plan), request)
    found = find(plan, asked, given)
    if found is None:
        raise Http404("Det finns inte i planen.")
    moved = None
    if request.method == "POST":
        try:
            with as_opened(request, plan):
                drafts.remove(plan, found, by=request.user)
        except Moved as changed:
            moved = changed
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(path_of(plan))
        else:
            messages.success(request, f"”{found}” står inte längre i planen.")
            return redirect(path_of(plan))
    title = f"Ta bort ”{found}”?"
    return render(
        request,
        "admin/plans/remove.html",
        officials.context(
            request,
            title=title,
            plan=plan,
            part=asked,
            item=found,
            below=_below(found),
            moved=moved,
            back=path_of(plan, "plan_item", asked.slug, given),
            crumbs=officials.crumbs(plan, title),
        ),
        status=409 if moved else 200,
    )


def _below(found: Any) -> list[str]:
    """What goes with the item."""
    return [str(one) for relation in ("assignments", "indicators") for one in _related(found, relation)]


def _related(found: Any, relation: str) -> list[Any]:
    rows = getattr(found, relation, None)
    is_below = relation != "assignments" or hasattr(found, "indirect_goals")
    return list(rows.all()) if rows is not None and is_below else []


@officials.posting
def order(request: Asked, kind: str, pk: int, part: str) -> HttpResponse:
    """Move one item a step, or give several their numbers."""
    plan = asked_plan(request, kind, pk)
    asked = _part(plan, part)
    require(request.access.may_write(plan) and asked.is_ordered, request)
    threads = [one.thread.public_id for one in _ordered(plan, asked)]
    try:
        with as_opened(request, plan):
            drafts.reorder(plan, asked.relation, _moved(threads, request.POST), by=request.user)
    except Moved as moved:
        messages.error(request, str(moved))
        return plan_page.page(request, plan, status=409)
    except Refused as refused:
        messages.error(request, str(refused))
    stepped = request.POST.get("upp") or request.POST.get("ned") or ""
    return redirect(path_of(plan) + (f"#{stepped}" if stepped in threads else ""))


def _ordered(plan: Plan, part: Part) -> list[Any]:
    return list(getattr(plan, part.relation).select_related("thread").order_by("position", "pk"))


def _moved(threads: list[str], posted: QueryDict) -> list[str]:
    """The threads in their new order: by the numbers given, then one of them a step up or down."""
    numbers = {thread: _number(posted.get(f"plats-{thread}", ""), place) for place, thread in enumerate(threads, 1)}
    moved = sorted(threads, key=lambda thread: numbers[thread])
    for name, step in (("upp", -1), ("ned", 1)):
        if (thread := posted.get(name)) in moved:
            place = moved.index(thread)
            moved.insert(max(0, place + step), moved.pop(place))
    return moved


def _number(text: str, otherwise: int) -> float:
    return float(text) if text.isdecimal() and len(text) < 6 else float(otherwise)
