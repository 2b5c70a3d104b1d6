from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Planer"

    def ready(self) -> None:
        from plans import unalterable  # it names models, which stand only now

        pre_migrate.connect(unalterable.make_way, sender=self)
        post_migrate.connect(unalterable.install, sender=self)
