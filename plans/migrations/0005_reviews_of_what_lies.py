"""Proposals that lie before their bodies already have their reviews opened, as if proposed today."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIELDS = {"StrategicPlan": "strategic_plan", "MissionPlan": "mission_plan", "OperationalPlan": "operational_plan"}


def open_reviews(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    review: Any = apps.get_model("plans", "Review")
    for name, field in FIELDS.items():
        lying = apps.get_model("plans", name).objects.filter(state__in=["proposed", "amending"], origin="portal")
        for plan in lying.exclude(pk__in=review.objects.exclude(**{field: None}).values(field)):
            opened = review.objects.create(**{field: plan})
            review.objects.filter(pk=opened.pk).update(opened_at=plan.proposed_at)


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_before_decision")]
    operations = [migrations.RunPython(open_reviews, migrations.RunPython.noop)]
