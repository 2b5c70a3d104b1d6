from django.apps import AppConfig
from django.conf import settings


class StyrmodellConfig(AppConfig):
    name = "styrmodell"
    verbose_name = "Styrmodell"

    def ready(self) -> None:
        from styrmodell import login  # noqa: F401 - it listens to every login, and names models, which stand only now

        if settings.HAS_SINGLE_SIGN_ON:
            from styrmodell.single_sign_on import adapters  # noqa: F401 - likewise
