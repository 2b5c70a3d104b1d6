from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("styrmodell", "0004_publication_version_by_chance")]

    operations = [
        migrations.CreateModel(
            "LoginAttempt",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=64, verbose_name="kontots namn, hashat")),
                ("address", models.CharField(max_length=45, verbose_name="adress")),
                ("at", models.DateTimeField(db_index=True, verbose_name="tid")),
            ],
            options={
                "verbose_name": "inloggningsförsök",
                "verbose_name_plural": "inloggningsförsök",
                "indexes": [
                    models.Index(fields=["account", "at"], name="styrmodell_login_account"),
                    models.Index(fields=["address", "at"], name="styrmodell_login_address"),
                ],
            },
        ),
    ]
