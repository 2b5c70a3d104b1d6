from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate, pre_migrate


class PlansConfig(AppConfig):
    default = True
    name = "plans"
    verbose_name = "Planer"

    def ready(self) -> None:
        from plans import checks, unalterable  # noqa: F401 - they name models, which stand only now

        pre_migrate.connect(unalterable.make_way, sender=self)
        post_migrate.connect(unalterable.install, sender=self)


class OfficialsConfig(admin.AdminConfig):
    """Django's admin, with our own site; named in the settings, since `plans` itself is the other one."""

    default = False
    default_site = "plans.officials_site.OfficialsSite"

    def ready(self) -> None:
        super().ready()
        from plans.admin import reference  # noqa: F401 - it registers with the site, so the site has to stand first
