import datetime

from django.db import migrations, models

import styrmodell.models.decisions


class Migration(migrations.Migration):
    dependencies = [
        ("styrmodell", "0005_login_attempts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="date",
            field=models.DateField(validators=[styrmodell.models.decisions.believable_day], verbose_name="datum"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date__gte", datetime.date(1900, 1, 1)), ("date__lte", datetime.date(2099, 12, 31))
                ),
                name="styrmodell_decision_made_on_a_believable_day",
                violation_error_message="Beslutets årtal kan inte stämma. Skriv det med fyra siffror.",
            ),
        ),
    ]
