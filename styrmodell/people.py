from django.contrib.auth.models import AbstractBaseUser


def name_of(person: AbstractBaseUser | None) -> str:
    """What a person is called on the pages for officials: by name, or by account while that has no name."""
    if person is None:
        return ""
    full_name: str = person.get_full_name()  # type: ignore[attr-defined]
    return full_name or person.get_username()
