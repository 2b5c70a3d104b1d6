from django.db import migrations, models

import styrmodell.models.steering


class Migration(migrations.Migration):
    dependencies = [("styrmodell", "0003_synonyms")]

    operations = [
        migrations.AlterField(
            "steeringmodel",
            "publication_version",
            models.CharField(
                default=styrmodell.models.steering.new_version,
                editable=False,
                max_length=16,
                verbose_name="utgåva av det publicerade",
            ),
        ),
    ]
