from django.apps import AppConfig


class StyrmodellConfig(AppConfig):
    name = "styrmodell"
    verbose_name = "Styrmodell"

    def ready(self) -> None:
        from styrmodell import login  # noqa: F401 - it listens to every login, and names models, which stand only now
