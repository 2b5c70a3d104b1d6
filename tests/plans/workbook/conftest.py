import pytest

from plans.document import Document
from plans.filling import Lookup, fill
from plans.models import MissionPlan, Thread
from styrmodell.models import Body
from tests import factories

HEALTH = {"slug": "halsa", "name": "Hälsa"}
ECONOMY = {"slug": "ekonomi", "name": "Ekonomi"}
CARE = {"slug": "socialforvaltningen", "name": "Socialförvaltningen"}
SERVICE = {"slug": "serviceforvaltningen", "name": "Serviceförvaltningen"}

CONTENT: Document = {
    "objectives": [
        {
            "thread": "mal00001",
            "goal": HEALTH,
            "indirect_goals": [ECONOMY],
            "title": "Trygg omsorg",
            "text": "Första stycket.\n\n- en punkt\n  - under den",
            "indicators": [
                {
                    "thread": "matt0001",
                    "title": "Nöjda med hemtjänsten",
                    "unit": "procent",
                    "targets": {"2022": "80", "2023": "82.5", "2024": None},
                }
            ],
        },
        {
            "thread": "mal00002",
            "goal": ECONOMY,
            "indirect_goals": [],
            "title": "God ordning",
            "text": "",
            "indicators": [],
        },
    ],
    "areas": [
        {
            "thread": "omrade01",
            "name": "Hemtjänst",
            "financing": "tax",
            "text": "",
            "amounts": {"2022": 120500, "2023": 0, "2024": None},
        },
        {"thread": "omrade02", "name": "Färdtjänst", "financing": "fee", "text": "", "amounts": {"2022": -5}},
    ],
    "assignments": [
        {
            "thread": "uppdrag1",
            "objective": "mal00001",
            "answers": "sarskilt",
            "title": "Korta kön till boende",
            "text": "",
            "lead": CARE,
            "supporting": [SERVICE],
            "areas": ["omrade01", "omrade02"],
        },
        {
            "thread": "uppdrag2",
            "objective": "mal00002",
            "answers": None,
            "title": "Digitalisera arkivet",
            "text": "Allt före 1990.",
            "lead": SERVICE,
            "supporting": [],
            "areas": [],
        },
    ],
}
KINDS = {
    "mal00001": "objective",
    "mal00002": "objective",
    "matt0001": "indicator",
    "omrade01": "area",
    "omrade02": "area",
    "uppdrag1": "assignment",
    "uppdrag2": "assignment",
}


@pytest.fixture
def social(db: None) -> Body:
    """Socialnämnden with its departments, the goals, and special assignment 3 from the council."""
    social = factories.body("Socialnämnden", slug="socialnamnden")
    for named in (CARE, SERVICE):
        factories.department(serving=[social], **named)
    factories.department(name="Skolförvaltningen", slug="skolforvaltningen")
    for position, named in enumerate((HEALTH, ECONOMY)):
        factories.goal(**named, position=position)
    strategic = factories.strategic_plan(first_year=2022, last_year=2025)
    special = Thread.objects.create(public_id="sarskilt", kind="special_assignment")
    factories.special_assignment(strategic, social, thread=special, number=3, title="Korta köerna")
    factories.adopt(strategic)
    return social


@pytest.fixture
def plan(social: Body) -> MissionPlan:
    """A draft with two of most things, as `CONTENT` says; beside it another nämnd's plan, with the goal mal00009."""
    Thread.objects.bulk_create(Thread(public_id=public_id, kind=kind) for public_id, kind in KINDS.items())
    plan = factories.mission_plan(social)
    fill(plan, CONTENT, Lookup())
    others = Thread.objects.create(public_id="mal00009", kind="objective")
    factories.objective(factories.mission_plan(factories.body("Tekniska nämnden")), thread=others, title="Rent vatten")
    return plan
