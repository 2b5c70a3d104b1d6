from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Planer"

    def ready(self) -> None:
        from plans import unalterable  # it names models, which stand only now

        post_migrate.connect(unalterable.install, sender=self)
