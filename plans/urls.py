from collections.abc import Callable

from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from plans.admin import guide
from plans.before_decision import comment_pages, disposal_pages, publishing_pages
from plans.before_decision import pages as before_decision
from plans.feeds import NewsFeed
from plans.models import MissionPlan, OperationalPlan, Plan, StrategicPlan
from plans.sitemap import SITEMAPS
from plans.views import (
    activities,
    assignments,
    bodies,
    body_budget,
    body_in_full,
    budget,
    changes,
    coverage,
    decisions,
    departments,
    global_goals,
    goals,
    governing_documents,
    home,
    investments,
    mission_plans,
    money_files,
    news,
    objectives,
    open_data,
    operational_plans,
    papers,
    places,
    proposals,
    red_thread,
    search,
    special_assignments,
    strategic_plans,
    year_changes,
)
from styrmodell.publication import public


class YearConverter:
    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class AnyYearConverter(YearConverter):
    """Plans begin in this century; decisions may be older."""

    regex = "(?:19|20)[0-9]{2}"


class NumberConverter(YearConverter):
    """From 1, written in one way only."""

    regex = "[1-9][0-9]{0,3}"


class PeriodConverter:
    regex = "20[0-9]{2}(?:-20[0-9]{2})?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(YearConverter, "year")
register_converter(AnyYearConverter, "any_year")
register_converter(NumberConverter, "number")
register_converter(PeriodConverter, "period")


def by_year(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """A page that differs between years: without a year the one that the steering model shows."""
    return [path(f"{route}<year:year>/", view, name=f"{name}_year"), path(route, view, name=name)]


def editions(
    route: str, view: Callable[..., HttpResponse], changes: Callable[..., HttpResponse], kind: type[Plan]
) -> list[URLPattern]:
    """A plan's page for a period, for one very revision of it, what that revision changed and against any other;
    and the papers of the last three.
    """
    name, revision = kind.KIND, f"{route}<period:period>/r<number:revision>/"
    against = f"{revision}andringar/<period:other_period>/r<number:other_revision>/"
    return [
        path(f"{route}<period:period>/", view, name=name),
        path(revision, view, name=f"{name}_revision"),
        path(f"{revision}andringar/", changes, name=f"{name}_changes"),
        path(against, changes, name=f"{name}_compared"),
        *as_paper(revision, papers.plan_paper, name, kind=kind),
        *as_paper(f"{revision}andringar/", papers.changes_paper, f"{name}_changes", kind=kind),
        *as_paper(against, papers.changes_paper, f"{name}_compared", kind=kind),
    ]


def as_paper(route: str, view: Callable[..., HttpResponse], name: str, **given: type[Plan]) -> list[URLPattern]:
    """The page to print, and the PDF beside it."""
    return [
        path(f"{route}handling/", view, {**given, "as_pdf": False}, name=f"{name}_paper"),
        path(f"{route}handling.pdf", view, {**given, "as_pdf": True}, name=f"{name}_pdf"),
    ]


urlpatterns = [
    path("sitemap.xml", public(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", home.home, name="home"),
    *by_year("mal/", goals.goals, "goals"),
    *by_year("mal/<slug:slug>/", goals.goal, "goal"),
    *by_year("globala-malen/", global_goals.global_goals, "global_goals"),
    *by_year("globala-malen/<number:number>/", global_goals.global_goal, "global_goal"),
    *by_year("rod-trad/", red_thread.red_thread, "red_thread"),
    *by_year("rod-trad/alla/", red_thread.outline, "outline"),
    path("vad-saknas/<year:year>/vad-saknas.csv", coverage.gaps_csv, name="coverage_csv"),
    path("vad-saknas/<year:year>/mal-och-organ.csv", coverage.matrix_csv, name="coverage_matrix_csv"),
    *by_year("vad-saknas/", coverage.missing, "coverage"),
    path("strategisk-plan/", strategic_plans.strategic_plans, name="strategic_plans"),
    *editions("strategisk-plan/", strategic_plans.strategic_plan, changes.strategic_plan_changes, StrategicPlan),
    *by_year("sarskilda-uppdrag/", special_assignments.special_assignments, "special_assignments"),
    *by_year("sarskilda-uppdrag/<slug:public_id>/", special_assignments.special_assignment, "special_assignment"),
    *by_year("namnder/", bodies.bodies, "bodies"),
    *by_year("namnder/<slug:slug>/", bodies.body, "body"),
    *by_year("namnder/<slug:slug>/allt/", body_in_full.body_in_full, "body_in_full"),
    *editions(
        "namnder/<slug:slug>/uppdragsplan/", mission_plans.mission_plan, changes.mission_plan_changes, MissionPlan
    ),
    *by_year("forvaltningar/", departments.departments, "departments"),
    *by_year("forvaltningar/<slug:slug>/", departments.department, "department"),
    *editions(
        "forvaltningar/<slug:slug>/verksamhetsplan/",
        operational_plans.operational_plan,
        changes.operational_plan_changes,
        OperationalPlan,
    ),
    *by_year("namndmal/<slug:public_id>/", objectives.objective, "objective"),
    *by_year("uppdrag/<slug:public_id>/", assignments.assignment, "assignment"),
    *by_year("aktiviteter/<slug:public_id>/", activities.activity, "activity"),
    path("styrdokument/", governing_documents.governing_documents, name="governing_documents"),
    path("styrdokument/<slug:slug>/", governing_documents.governing_document, name="governing_document"),
    *by_year("orter/", places.places, "places"),
    *by_year("orter/<slug:slug>/", places.place, "place"),
    path("om/data/", open_data.open_data, name="open_data"),
    path("om/data/kommun.json", open_data.municipality, name="open_data_municipality"),
    path("om/data/kommun.schema.json", open_data.schema, name="open_data_schema"),
    path("sok/", search.find, name="search"),
    *by_year("andringar/", year_changes.year_changes, "changed"),
    path("nya-beslut/", news.news, name="news"),
    path("nya-beslut/atom.xml", public(NewsFeed()), name="news_feed"),
    path("nya-beslut/<slug:slug>/", news.news, name="body_news"),
    path("nya-beslut/<slug:slug>/atom.xml", public(NewsFeed()), name="body_news_feed"),
    path("budget/<year:year>/ramar.csv", money_files.frames, name="frames_csv"),
    path("budget/<year:year>/fordelning.csv", money_files.areas, name="areas_csv"),
    path("budget/<year:year>/justeringar.csv", money_files.adjustments, name="adjustments_csv"),
    *by_year("budget/", budget.budget, "budget"),
    *by_year("budget/<slug:slug>/", body_budget.body_budget, "body_budget"),
    path("investeringar/<year:year>/investeringar.csv", money_files.investments, name="investments_csv"),
    *by_year("investeringar/", investments.investments, "investments"),
    *by_year("investeringar/<slug:public_id>/", investments.investment, "investment"),
    path("beslut/", decisions.decisions, name="decisions"),
    path("beslut/<any_year:year>/", decisions.decisions, name="decisions_year"),
    path("beslut/<slug:slug>/", decisions.decision, name="decision"),
    path("infor-beslut/", before_decision.index, name="before_decision"),
    path("infor-beslut/hjalp/", guide.councillors, name="before_decision_help"),
    path("infor-beslut/gallring/", disposal_pages.page, name="disposal"),
    path("infor-beslut/gallring/export.json", disposal_pages.export, name="disposal_export"),
    path("infor-beslut/<slug:public_id>/", before_decision.show, name="review"),
    *as_paper("infor-beslut/<slug:public_id>/", before_decision.as_paper, "review"),
    path(
        "infor-beslut/<slug:public_id>/andringar/<period:other_period>/r<number:other_revision>/",
        before_decision.compared,
        name="review_compared",
    ),
    *as_paper(
        "infor-beslut/<slug:public_id>/andringar/<period:other_period>/r<number:other_revision>/",
        before_decision.compared_paper,
        "review_compared",
    ),
    path("infor-beslut/<slug:public_id>/last/", before_decision.mark, name="review_mark"),
    path("infor-beslut/<slug:public_id>/sedd/", before_decision.seen, name="review_seen"),
    path("infor-beslut/<slug:public_id>/synpunkt/", comment_pages.comment, name="review_comment"),
    path("infor-beslut/<slug:public_id>/synpunkter/", comment_pages.listed, name="review_comments"),
    path("infor-beslut/<slug:public_id>/synpunkter/<int:pk>/svara/", comment_pages.answer, name="review_answer"),
    path("infor-beslut/<slug:public_id>/synpunkter/<int:pk>/lage/", comment_pages.state, name="review_state"),
    path("infor-beslut/<slug:public_id>/sammantrade/", publishing_pages.meeting, name="review_meeting"),
    path("infor-beslut/<slug:public_id>/publicera/", publishing_pages.publish, name="review_publish"),
    path("infor-beslut/<slug:public_id>/ta-ned/", publishing_pages.unpublish, name="review_unpublish"),
    path("forslag/<slug:public_id>/", proposals.proposal, name="proposal"),
]
