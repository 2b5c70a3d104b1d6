"""Every component in every state, on one page for those who build the portal. Routed under DEBUG only."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from styrmodell.models import YearEvent
from styrmodell.year_wheel import wheel

Sample = dict[str, Any]

ADDRESS = "/galleri/"

STEERING: Sample = {
    "name": "Söderköpings kommun",
    "short_name": "Söderköping",
    "website": "https://www.example.org/",
    "notice_board_url": "https://www.example.org/anslagstavla",
    "minutes_url": "https://www.example.org/protokoll",
    "registrator_url": "https://www.example.org/registrator",
    "publication_version": "214",
}
MAIN_MENU: list[Sample] = [
    {"label": "Målen", "url": "/mal/", "is_current": True},
    {"label": "Budget", "url": "/budget/", "is_current": False},
    {"label": "Nämnder och planer", "url": "/namnder/", "is_current": False},
    {"label": "Strategisk plan", "url": "/strategisk-plan/", "is_current": False},
    {"label": "Röd tråd", "url": "/rod-trad/", "is_current": False},
    {"label": "Vad saknas?", "url": "/vad-saknas/", "is_current": False},
    {"label": "Beslut", "url": "/beslut/", "is_current": False},
    {"label": "Styrdokument", "url": "/styrdokument/", "is_current": False},
    {"label": "Värdegrund", "url": "/vardegrund/", "is_current": False},
]
ABOUT_MENU: list[Sample] = [
    {"label": "Så fungerar styrningen", "url": "/om/"},
    {"label": "Tillgänglighet", "url": "/om/tillganglighet/"},
    {"label": "Kakor: inga", "url": "/om/kakor/"},
]
CRUMBS: list[Sample] = [
    {"label": "Start", "url": "/"},
    {"label": "Nämnder och planer", "url": "/namnder/"},
    {"label": "Socialnämnden", "url": "/namnder/socialnamnden/"},
    {"label": "Uppdragsplan 2022–2025", "url": ""},
]

# Goals

GOALS: list[Sample] = [
    {
        "name": name,
        "get_absolute_url": f"/mal/{slug}/",
        "sign": sign,
        "colour": colour,
        "wording": wording,
        "count": count,
    }
    for name, slug, sign, colour, wording, count in [
        (
            "Ekonomi",
            "ekonomi",
            "coins",
            "ochre",
            "Kommunen lever inte över sina tillgångar. Resultatet är minst två procent av skatter och bidrag.",
            "4 nämndmål",
        ),
        (
            "Miljö",
            "miljo",
            "leaf",
            "canal",
            "Utsläppen från kommunens egen verksamhet halveras till 2030, och vattnet i åar och vikar blir renare.",
            "2 nämndmål",
        ),
        (
            "Utbildning",
            "utbildning",
            "book-open",
            "water",
            "Varje barn och elev når så långt det är möjligt, och alla som slutar nian är behöriga till gymnasiet.",
            "2 nämndmål",
        ),
        (
            "Hälsa",
            "halsa",
            "heart-pulse",
            "brick",
            "Invånare i alla åldrar har möjlighet till ett aktivt och tryggt liv i hela kommunen.",
            "5 nämndmål",
        ),
        (
            "Transparens",
            "transparens",
            "eye",
            "plum",
            "Det är lätt att se vad kommunen har beslutat, varför, och vad det blev av det.",
            "2 nämndmål",
        ),
    ]
]
ECONOMY, ENVIRONMENT, EDUCATION, HEALTH, TRANSPARENCY = GOALS
COLOURS = ["ochre", "canal", "water", "brick", "plum", "slate", "moss", "rose"]
SIGNS = [
    *["coins", "leaf", "book-open", "heart-pulse", "eye", "home", "bus", "users", "shield", "sprout", "scale"],
    *["handshake", "lightbulb", "tree", "droplet", "star", "landmark"],
]
ICONS = [
    *["search", "arrow-left", "arrow-right", "chevron", "download", "printer", "external-link", "triangle-alert"],
    *["check", "menu", "x", "film", "calendar", "map-pin", "rss", "quote"],
]

# Decisions

COUNCIL_DECISION: Sample = {
    "title": "Strategisk plan 2022–2025",
    "made_by": "Kommunfullmäktige § E7",
    "date": date(2021, 6, 16),
    "diary_number": "EXEMPEL 2021:12",
    "get_absolute_url": "/beslut/e7/",
    "minutes_url": "https://www.example.org/protokoll/e7",
    "adjusted_on": date(2021, 6, 24),
    "summary": "Vision, fem långsiktiga mål, elva särskilda uppdrag och nämndernas ramar för fyra år.",
}
COMMITTEE_DECISION: Sample = {
    "title": "Socialnämndens uppdragsplan 2022–2025",
    "made_by": "Socialnämnden § E12",
    "date": date(2021, 9, 30),
    "diary_number": "EXEMPEL 2021:21",
    "get_absolute_url": "/beslut/e12/",
    "summary": "Nämnden delar upp sin ram och ger socialförvaltningen sju uppdrag.",
}
UNNUMBERED_DECISION: Sample = {
    "title": "Samhällsbyggnadsnämndens uppdragsplan 2021–2024",
    "made_by": "Samhällsbyggnadsnämnden",
    "paragraph_is_unknown": True,
    "date": date(2020, 12, 10),
    "get_absolute_url": "/beslut/sbn-2020/",
}
DELEGATED_DECISION: Sample = {
    "title": "Verksamhetsplan 2022",
    "made_by": "Förvaltningschefen, barn- och utbildningsförvaltningen",
    "date": date(2021, 12, 15),
    "diary_number": "EXEMPEL 2021:30",
    "get_absolute_url": "/beslut/buf-2022/",
    "summary": "Förvaltningen har bestämt vad den gör under året för att klara uppdragen.",
}
REVOKING_DECISION: Sample = {
    "made_by": "Socialnämnden § E40",
    "date": date(2022, 10, 27),
    "get_absolute_url": "/beslut/e40/",
}

# The red thread

VISION_STEP: Sample = {"level": "Vision", "text": "Livsglädje. Alla dagar.", "url": "/", "state": "done"}
GOAL_STEP: Sample = {"level": "Långsiktigt mål", "text": "Hälsa", "url": "/mal/halsa/", "state": "done"}
OBJECTIVE_STEP: Sample = {
    "level": "Nämndmål 1",
    "text": "Äldre kan bo kvar hemma och känna sig trygga",
    "url": "/namndmal/a1b2c3d4/",
    "state": "done",
}
CHAINS: dict[str, list[Sample]] = {
    "i mitten": [
        VISION_STEP,
        GOAL_STEP,
        OBJECTIVE_STEP,
        {"level": "Uppdrag 1.2", "text": "Växla till fler tillsvidareanställda", "url": "", "state": "current"},
        {"level": "Aktivitet", "text": "Heltid som norm på två enheter", "url": "/aktiviteter/x1/", "state": "ahead"},
    ],
    "högt upp, med antal nedåt": [
        VISION_STEP,
        GOAL_STEP | {"state": "current", "url": ""},
        {"level": "Nämndmål", "text": "5 hos fyra nämnder", "url": "#grenar", "state": "ahead"},
        {"level": "Uppdrag", "text": "12", "url": "", "state": "ahead"},
        {"level": "Aktivitet", "text": "17", "url": "", "state": "ahead"},
    ],
    "sist": [
        VISION_STEP,
        GOAL_STEP,
        OBJECTIVE_STEP,
        {"level": "Uppdrag 1.3", "text": "Motverka ensamhet", "url": "/uppdrag/u13/", "state": "done"},
        {"level": "Aktivitet", "text": "Träffpunkt på landsbygden", "url": "", "state": "current"},
    ],
    "med en lucka": [
        VISION_STEP,
        ECONOMY | {"level": "Långsiktigt mål", "text": "Ekonomi", "url": "/mal/ekonomi/", "state": "done"},
        {"level": "Nämndmål 3", "text": "Besökare kommer året om", "url": "", "state": "current"},
        {"level": "Uppdrag", "text": "Inget uppdrag svarar på målet", "url": "", "state": "gap"},
    ],
}
STRAND: list[Sample] = [
    VISION_STEP,
    GOAL_STEP | {"says": HEALTH["wording"], "facts": "Kommunfullmäktige § E7, 16 juni 2021"},
    OBJECTIVE_STEP | {"facts": "Socialnämnden § E12, 30 september 2021"},
    {
        "level": "Uppdrag 1.2",
        "text": "Växla till fler tillsvidareanställda",
        "state": "current",
        "facts": "Till socialförvaltningen",
        "joins": [
            {
                "before": "Svarar också på",
                "text": "särskilt uppdrag 3: Redovisa hur kommunen kan växla från tillfälliga till "
                "tillsvidareanställda i omsorgen",
                "url": "/sarskilda-uppdrag/s3/",
                "facts": "Kommunfullmäktige § E7",
            }
        ],
    },
    {
        "level": "Aktivitet 2021",
        "text": "Heltid som norm på två enheter",
        "url": "/aktiviteter/x1/",
        "state": "ahead",
        "says": "Särskilt boende. Pågick under 2021.",
        "facts": "Verksamhetsplan 2021, förvaltningschef på delegation",
    },
    {"level": "Aktivitet 2022", "text": "Verksamhetsplan 2022 har ingen aktivitet för uppdraget", "state": "gap"},
]

# The tree

HOME_CARE_TIE: Sample = {"text": "Hemtjänst och hemsjukvård, 77 600 tkr", "url": "/budget/#hemtjanst"}
ACTIVITIES: list[Sample] = [
    {
        "title": "Nytt sätt att lägga scheman",
        "get_absolute_url": "/aktiviteter/x2/",
        "facts": "Hemtjänsten · 2021, klart i december",
    },
    {
        "title": "Fast omsorgskontakt till alla",
        "get_absolute_url": "/aktiviteter/x3/",
        "facts": "Hemtjänsten · januari till september 2022 · hela kommunen",
    },
]
ASSIGNMENT_BELOW: Sample = {
    "url": "/uppdrag/u11/",
    "more": "Uppdragets egen sida",
    "announce": "2 aktiviteter för uppdraget Minska antalet personal per hemtjänsttagare",
    "activities": ACTIVITIES,
    "ties": [HOME_CARE_TIE],
}
CLOSED_ASSIGNMENTS: list[Sample] = [
    {
        "id": "u12",
        "number": "1.2",
        "title": "Växla till fler tillsvidareanställda",
        "count": "1 aktivitet",
        "url": ADDRESS,
        "more": "Visa uppdraget på egen sida",
    },
    {
        "id": "u13",
        "number": "1.3",
        "title": "Motverka ensamhet",
        "count": "1 aktivitet",
        "url": "/uppdrag/finns-inte/",
        "more": "Visa uppdraget på egen sida",
    },
]
OPENED_ASSIGNMENT: Sample = CLOSED_ASSIGNMENTS[0] | {"id": "", "below": ASSIGNMENT_BELOW, "is_opened": True}
OBJECTIVE_BELOW: Sample = {
    "url": "/namndmal/a1b2c3d4/",
    "more": "Målets egen sida, med lydelsen genom åren",
    "announce": "3 uppdrag under Äldre kan bo kvar hemma och känna sig trygga",
    "facts": "Till socialförvaltningen, för 2022–2025",
    "branches": [
        {
            "number": "1.1",
            "title": "Minska antalet personal per hemtjänsttagare",
            "count": "2 aktiviteter",
            "url": "/uppdrag/u11/",
            "more": "Uppdragets egen sida",
            "below": ASSIGNMENT_BELOW,
        },
        *CLOSED_ASSIGNMENTS,
    ],
}
EMPTY_BELOW: Sample = {
    "url": "/namndmal/b2/",
    "more": "Målets egen sida",
    "announce": "Inget uppdrag under Besökare kommer året om",
    "gap": "Inget uppdrag svarar på målet.",
    "gap_url": "/vad-saknas/",
    "gap_link": "Vad saknas?",
}
GOAL_BELOW: Sample = {
    "url": "/mal/halsa/",
    "more": "Målets egen sida",
    "announce": "5 nämndmål under Hälsa",
    "groups": [
        {
            "heading": "Socialnämnden",
            "note": "Ram 2022: 328 400 tkr",
            "branches": [
                {
                    "number": "1",
                    "title": "Äldre kan bo kvar hemma och känna sig trygga",
                    "count": "3 uppdrag",
                    "url": "/namndmal/a1b2c3d4/",
                    "more": "Visa målet på egen sida",
                    "below": OBJECTIVE_BELOW,
                },
                {
                    "id": "b2",
                    "number": "2",
                    "title": "Barn och unga får stöd tidigt",
                    "by": "Också till målet Utbildning",
                    "count": "2 uppdrag",
                    "url": ADDRESS,
                    "more": "Visa målet på egen sida",
                },
            ],
        },
        {
            "heading": "Servicenämnden",
            "note": "Ram 2022: 34 300 tkr",
            "branches": [
                {
                    "number": "3",
                    "title": "Besökare kommer året om",
                    "count": "inget uppdrag",
                    "url": "/namndmal/b2/",
                    "more": "Visa målet på egen sida",
                    "below": EMPTY_BELOW,
                }
            ],
        },
    ],
}
TREE: list[Sample] = [
    HEALTH
    | {
        "title": "Hälsa",
        "count": "5 nämndmål",
        "url": "/mal/halsa/",
        "more": "Visa målet på egen sida",
        "below": GOAL_BELOW,
    },
    ENVIRONMENT | {"title": "Miljö", "count": "2 nämndmål", "url": ADDRESS, "more": "Visa målet på egen sida"},
]
FETCHED_BELOW = OBJECTIVE_BELOW | {
    "branches": [
        {
            "id": "hamtad",
            "number": "2.1",
            "title": "Öppna en väg in för familjer",
            "count": "2 aktiviteter",
            "url": ADDRESS,
            "more": "Visa uppdraget på egen sida",
        },
        {
            "number": "2.2",
            "title": "Minska placeringar utanför kommunen",
            "count": "1 aktivitet",
            "url": ADDRESS,
            "more": "Visa uppdraget på egen sida",
        },
    ],
    "announce": "2 uppdrag under Barn och unga får stöd tidigt",
}

# Money

FRAMES: list[Sample] = [
    {
        "body": body,
        "url": f"/namnder/{slug}/",
        "series": series,
        "percent": percent,
        "previous_percent": previous_percent,
        "previous": previous,
        "value": value,
        "change": change,
        "share": share,
    }
    for body, slug, series, percent, previous_percent, previous, value, change, share in [
        ("Barn- och utbildningsnämnden", "bun", "1", 100, 97.9, "410 000", "418 800", "+8 800", "46,25"),
        ("Socialnämnden", "sn", "2", 78.41, 76.53, "320 500", "328 400", "+7 900", "36,27"),
        ("Kommunstyrelsen", "ks", "3", 17.41, 17.1, "71 600", "72 900", "+1 300", "8,05"),
        ("Servicenämnden", "sern", "4", 8.19, 9.4, "39 400", "34 300", "−5 100", "3,79"),
        ("Samhällsbyggnadsnämnden", "sbn", "5", 8.17, 8.02, "33 600", "34 200", "+600", "3,78"),
        ("Centrala poster", "centralt", "rest", 3.1, 2.63, "11 000", "13 000", "+2 000", "1,44"),
        ("Överförmyndarnämnden", "ofn", "rest", 0.66, 0.64, "2 700", "2 750", "+50", "0,30"),
        ("Revisionen", "revisionen", "rest", 0.26, 0.25, "1 050", "1 070", "+20", "0,12"),
    ]
]
ALLOCATIONS: list[Sample] = [
    {"area": "Gator, vägar och belysning", "percent": 100, "value": "15 200"},
    {"area": "Detaljplan, bygglov och kartor", "percent": 48.68, "value": "7 400"},
    {"area": "Fastighet (internhyran ger överskott)", "percent": 9.87, "value": "−1 500", "is_negative": True},
    {"area": "Vatten, avlopp och avfall", "percent": 0, "kind": "fees"},
    {"area": "Nytt från 2023", "percent": 0, "kind": "zero"},
    {"area": "Park, natur och lekplatser", "percent": 0, "kind": "undecided"},
    {"area": "Miljö- och hälsoskydd", "percent": 0, "kind": "missing"},
]
LEDGER: list[Sample] = [
    {"label": "Skatteintäkter", "value": "697 500"},
    {"label": "Generella statsbidrag och utjämning", "value": "228 400"},
    {"label": "Finansnetto", "value": "−2 000"},
    {"label": "Nettokostnad", "value": "−905 420"},
    {"label": "Extra statsbidrag", "kind": "undecided"},
]
MEASURES: list[Sample] = [
    {
        "text": "Invånare över 65 som känner sig trygga i sitt hem",
        "unit": "procent",
        "targets": ["82", "84", "85", "86"],
    },
    {"text": "Medarbetares sjukfrånvaro", "unit": "procent", "targets": ["6,9", "6,6", "6,3", "6,0"]},
    {"text": "Skolor med säker gång- och cykelväg", "unit": "antal", "targets": ["5", "6", "7", ""]},
]
SPECIAL_ASSIGNMENTS: list[Sample] = [
    {
        "number": "3",
        "text": "Redovisa hur kommunen kan växla från tillfälliga till tillsvidareanställda i omsorgen",
        "url": "/sarskilda-uppdrag/s3/",
        "answered": "1 av 1 organ",
    },
    {
        "number": "10",
        "text": "Pröva avgiftsfri simskola för sexåringar",
        "url": "/sarskilda-uppdrag/s10/",
        "answered": "1 av 2 organ",
        "gap": "Barn- och utbildningsnämnden har inte svarat.",
    },
]

# Documents

OBJECTIVE_CLAUSE: Sample = {
    "id": "a1b2c3d4",
    "number": "1",
    "text": "Äldre kan bo kvar hemma och känna sig trygga",
    "get_absolute_url": "/namndmal/a1b2c3d4/",
    "goals": [HEALTH, EDUCATION | {"is_indirect": True}],
}
GAP_CLAUSE: Sample = {
    "id": "b2c3d4e5",
    "number": "3",
    "text": "Besökare kommer året om",
    "get_absolute_url": "/namndmal/b2c3d4e5/",
    "goals": [ECONOMY],
    "gap": "Inget uppdrag svarar på målet.",
}
REWORDING: list[Sample] = [
    {"kind": "removed", "text": "Öka kontinuiteten i hemtjänsten"},
    {"kind": "added", "text": "Minska antalet personal per hemtjänsttagare"},
]
ASSIGNMENT_CLAUSES: list[Sample] = [
    {
        "id": "u11",
        "number": "1.1",
        "text": "Minska antalet personal per hemtjänsttagare",
        "get_absolute_url": "/uppdrag/u11/",
        "facts": "Till socialförvaltningen. 2 aktiviteter.",
        "ties": [HOME_CARE_TIE],
    },
    {
        "id": "u12-klausul",
        "number": "1.2",
        "text": "Växla till fler tillsvidareanställda",
        "get_absolute_url": "/uppdrag/u12/",
        "facts": "Till socialförvaltningen.",
        "answers": [{"text": "särskilt uppdrag 3", "url": "/sarskilda-uppdrag/s3/"}],
        "ties": [{"text": "Särskilt boende för äldre, 115 800 tkr", "url": "/budget/#boende"}],
        "gap": "Ingen aktivitet 2022.",
    },
]
CONTENTS: list[Sample] = [
    {"label": "Nämndens ansvar", "anchor": "innehall"},
    {
        "label": "Mål och uppdrag",
        "anchor": "planen",
        "parts": [
            {"number": "1", "label": "Äldre kan bo kvar hemma och känna sig trygga", "anchor": "a1b2c3d4"},
            {"number": "3", "label": "Besökare kommer året om", "anchor": "b2c3d4e5"},
        ],
    },
    {"label": "Fördelning av ramen", "anchor": "pengar"},
]
EDITIONS: list[Sample] = [
    {
        "label": "2021–2024",
        "url": "/namnder/socialnamnden/uppdragsplan/2021-2024/",
        "facts": "Gällde 2021, antagen 10 december 2020",
        "is_current": False,
    },
    {
        "label": "2022–2025",
        "url": "/namnder/socialnamnden/uppdragsplan/2022-2025/",
        "facts": "Gäller, antagen 30 september 2021",
        "is_current": True,
    },
]
WORDINGS: list[Sample] = [
    EDITIONS[0] | {"text": "Öka kontinuiteten i hemtjänsten"},
    EDITIONS[1] | {"text": "Minska antalet personal per hemtjänsttagare", "changes": REWORDING},
]
REVOKED_EDITION: list[Sample] = [EDITIONS[0], EDITIONS[1] | {"stamp": "Upphävd"}]
CITATION: Sample = {
    "before": "Söderköpings kommun. ”Växla till fler tillsvidareanställda”, uppdrag 1.2 i",
    "title": "Socialnämndens uppdragsplan 2022–2025",
    "after": ". Exempel. Socialnämnden § E12, 30 september 2021, dnr EXEMPEL 2021:21.",
    "address": "https://styrmodell.example.org/uppdrag/u12/",
    "url": "/uppdrag/u12/",
    "ways": [{"label": "Ladda ner som data", "url": "/uppdrag/u12/"}],
}
SEAL = "7c1e90ab4f2d61c803bea7f55d19e2c4a90b77f1d3e64c5890ab12cd34ef5678"
INDICATORS = [
    SimpleNamespace(
        title="Andel som känner sig trygga hemma",
        unit="procent",
        thread={"public_id": "m1trygg"},
        targets=SimpleNamespace(
            all=lambda: [SimpleNamespace(year=2022, value=Decimal("82.5")), SimpleNamespace(year=2023, value=None)]
        ),
    )
]

# What is missing

NARROWING: Sample = {
    "choices": [
        {"name": "organ", "label": "Organ", "options": [("socialnamnden", "Socialnämnden")], "value": "socialnamnden"},
        {"name": "ort", "label": "Ort", "options": [("mogata", "Mogata")], "value": "finns-inte", "is_unknown": True},
    ],
    "asked": [("organ", "socialnamnden"), ("ort", "finns-inte")],
}
MATRIX_GOALS: list[Sample] = [
    {"title": goal["name"], "url": ADDRESS, "sign": goal["sign"], "colour": goal["colour"]} for goal in GOALS[:2]
]
SOME_CELL: Sample = {"url": ADDRESS, "text": "2 + 1 indirekt"}
NO_CELL: Sample = {"url": "", "text": "0"}
MATRIX: Sample = {
    "goals": MATRIX_GOALS,
    "has_others": True,
    "width": 3,
    "rows": [
        {
            "url": ADDRESS,
            "body": {"name": "Socialnämnden"},
            "has_plan": True,
            "cells": list(zip(MATRIX_GOALS, (SOME_CELL, NO_CELL), strict=True)),
            "others": SOME_CELL,
        },
        {"url": ADDRESS, "body": {"name": "Kultur- och fritidsnämnden"}, "has_plan": False},
    ],
    "totals": list(zip(MATRIX_GOALS, (SOME_CELL, NO_CELL), strict=True)),
}
GAP_LISTS: list[Sample] = [
    {
        "id": "uppdrag-utan-aktivitet",
        "heading": "1 uppdrag utan aktivitet",
        "gaps": [
            {"title": "Växla till fler tillsvidareanställda", "url": ADDRESS, "owner": "Socialnämnden", "says": ""}
        ],
    },
    {
        "id": "vantar",
        "heading": "1 särskilt uppdrag väntar på svar",
        "note": "Nämndernas nästa planer kan svara.",
        "only_waits": True,
        "gaps": [{"title": "Minska utsläppen", "url": ADDRESS, "owner": "Fullmäktige", "says": "Till alla nämnder"}],
    },
]

# The house

HOUSE: Sample = {
    "vision": "Livsglädje. Alla dagar.",
    "call": "Låt oss skapa det tillsammans!",
    "vision_url": "/vardegrund/#vision",
    "outlooks": [
        {"name": name, "url": "/vardegrund/#uppfattas"}
        for name in ["Politiker", "Medarbetare", "Myndighet", "Arbetsgivare", "Plats"]
    ],
    "mission": "Att skapa goda förutsättningar för alla som lever, verkar och gör besök i Söderköping.",
    "mission_url": "/vardegrund/#huvuduppdrag",
    "values": [
        {"name": "Helhetssyn", "question": "Ser vi hela bilden, hela problematiken?", "url": "/vardegrund/#ord"},
        {"name": "Engagemang", "question": "Hur engagerade är vi?", "url": "/vardegrund/#ord"},
        {"name": "Nytänkande", "question": "Tänker vi nytt nu?", "url": "/vardegrund/#ord"},
        {"name": "Tydlighet", "question": "Är vi tillräckligt tydliga, når vi fram?", "url": "/vardegrund/#ord"},
    ],
    "documents": "25 styrdokument",
    "document_kinds": "reglementen, policyer, planer, program, riktlinjer och taxor",
    "documents_url": "/styrdokument/",
}

PILLARS = {
    "ground": 75,
    "pillars": [
        {"label": "2022", "says": "30", "blocks": [{"look": "budget", "top": 25, "height": 50}]},
        {"label": "2023", "says": "25", "blocks": [{"look": "plan", "top": 12.5, "height": 62.5}]},
        {
            "label": "2024",
            "says": "20",
            "blocks": [{"look": "budget", "top": 25, "height": 50}, {"look": "added", "top": 0, "height": 25}],
        },
        {"label": "2025", "says": "−10", "blocks": [{"look": "budget", "top": 75, "height": 25}]},
        {"label": "2026", "says": "inte beslutat", "blocks": []},
    ],
}

# The rest of the seed

CHIPS: list[Sample] = [
    {"number": number, "name": name, "colour": colour, "text_colour": on_it, "get_absolute_url": ADDRESS}
    for number, name, colour, on_it in [
        (3, "God hälsa och välbefinnande", "#4C9F38", "#000000"),
        (7, "Hållbar energi för alla", "#FCC30B", "#000000"),
        (17, "Genomförande och globalt partnerskap", "#19486A", "#FFFFFF"),
    ]
]
WHEEL = wheel(
    [
        YearEvent(month_from=6, month_to=6),
        YearEvent(month_from=9, month_to=11),
        YearEvent(month_from=11, month_to=11, is_election_year=True),
        YearEvent(month_from=3, month_to=4),
    ]
)
FILM: Sample = {
    "slug": "huset",
    "title": "Huset byggs från grunden",
    "url": ADDRESS,
    "video_url": ADDRESS,
    "video_type": "video/webm",
    "captions_url": ADDRESS,
    "transcript": "Filmen har inget ljud.\n\nUnderst växer grunden fram.",
    "length": "15 sekunder",
    "is_example": True,
}

SAMPLES: Sample = {
    "steering": STEERING,
    "main_menu": MAIN_MENU,
    "about_menu": ABOUT_MENU,
    "search_url": ADDRESS,
    "is_example": True,
    "crumbs": CRUMBS,
    "chains": CHAINS,
    "strand": STRAND,
    "goals": GOALS,
    "health": HEALTH,
    "colours": COLOURS,
    "signs": SIGNS,
    "icons": ICONS,
    "years": [
        {"label": "2021", "url": ADDRESS, "is_current": False},
        {"label": "2022", "url": ADDRESS, "is_current": True},
        {"label": "2023, plan", "url": ADDRESS, "is_current": False},
    ],
    "decisions": [COUNCIL_DECISION, COMMITTEE_DECISION, UNNUMBERED_DECISION, DELEGATED_DECISION],
    "council_decision": COUNCIL_DECISION,
    "committee_decision": COMMITTEE_DECISION,
    "revoking_decision": REVOKING_DECISION,
    "words": [
        {"term": "Nämndmål", "explanation": "En nämnds eget mål. Det säger vad nämnden gör för det långsiktiga målet."},
        {"term": "Uppdrag", "explanation": "Det nämnden ber sin förvaltning att göra."},
    ],
    "tree": TREE,
    "plain_tree": [branch | {"id": "", "is_plain": True, "url": ADDRESS} for branch in CLOSED_ASSIGNMENTS],
    "opened_tree": [OPENED_ASSIGNMENT],
    "fetched_below": FETCHED_BELOW,
    "activities_below": ASSIGNMENT_BELOW,
    "frames": FRAMES,
    "allocations": ALLOCATIONS,
    "ledger": LEDGER,
    "ledger_total": {"label": "Budgeterat resultat", "value": "18 480"},
    "measures": MEASURES,
    "special_assignments": SPECIAL_ASSIGNMENTS,
    "objective_clause": OBJECTIVE_CLAUSE,
    "gap_clause": GAP_CLAUSE,
    "assignment_clauses": ASSIGNMENT_CLAUSES,
    "contents": CONTENTS,
    "editions": EDITIONS,
    "wordings": WORDINGS,
    "revoked_edition": REVOKED_EDITION,
    "citation": CITATION,
    "plan": {"paper_url": ADDRESS, "seal": SEAL},
    "seal": SEAL,
    "filters": [
        {"label": "Alla", "url": ADDRESS, "is_current": True, "count": 14},
        {"label": "Fullmäktige", "url": ADDRESS, "is_current": False, "count": 5},
        {"label": "Nämnder", "url": ADDRESS, "is_current": False, "count": 9},
    ],
    "ways_to_choose": [
        ("Organ", [{"label": "Alla", "url": ADDRESS, "is_current": True, "count": 9}]),
        ("Läge", [{"label": "pausad", "url": ADDRESS, "is_current": False, "count": 2}]),
    ],
    "sorted_up": {"label": "Organ", "url": ADDRESS, "sort": "ascending"},
    "sorted_down": {"label": "2022", "url": ADDRESS, "sort": "descending"},
    "not_sorted": {"label": "Ändring", "url": ADDRESS, "sort": ""},
    "indicators": INDICATORS,
    "indicator_years": [2022, 2023, 2024],
    "narrowing": NARROWING,
    "matrix": MATRIX,
    "gap_lists": GAP_LISTS,
    "pillars": PILLARS,
    "chips": CHIPS,
    "wheel": WHEEL,
    "film": FILM,
    "house": HOUSE,
    "small_house": {
        "vision": "Nära till allt",
        "vision_url": "/vardegrund/",
        "outlooks": HOUSE["outlooks"][:2],
        "mission": HOUSE["mission"],
        "mission_url": "/vardegrund/",
        "values": [],
    },
    "large_house": HOUSE
    | {
        "vision": "En hållbar kommun där skärgård, landsbygd och stad möts",
        "outlooks": [*HOUSE["outlooks"], *HOUSE["outlooks"][:3]],
        "values": [*HOUSE["values"], *HOUSE["values"][:2]],
    },
}


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery.html", SAMPLES)
