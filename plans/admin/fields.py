"""What officials type: whole thousands of kronor, and texts that the public will read."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from plans.money import MISSING, Figure
from plans.undecided import UNDECIDED, is_undecided
from styrmodell import typography
from styrmodell.personal_numbers import find_personal_number

LONGEST_NUMBER = 40
"""Signs, long before a number is too long to be counted with."""
YEARS = {"year": (2000, 2099), "shown_year": (2000, 2099)}
RANGES = {"IntegerField": (-(2**31) + 1, 2**31 - 1), "PositiveSmallIntegerField": (0, 2**15 - 1)}
"""What every database can keep; SQLite itself would take more and break on it later."""
SPACES = re.compile(r"\s")
NUMBER = re.compile(rf"-?[0-9.]{{1,{LONGEST_NUMBER}}}")
BULLET = re.compile(r"^[ \t]*[•·▪●○–][ \t]+", re.MULTILINE)


def amount(text: str) -> Figure:
    """Tkr as people write it: "1 234", "1234", "−5". Empty is missing, "inte beslutat" not decided.

    Raises ValidationError in Swedish for everything else, also where a sign or a decimal could mean two things.
    """
    plain = SPACES.sub("", text).replace(typography.MINUS, "-").casefold()
    if not plain:
        return MISSING
    if is_undecided(text):
        return Figure(None)
    if len(plain) > LONGEST_NUMBER:
        raise ValidationError(f"”{plain[:LONGEST_NUMBER]}…” är för långt. Skriv hela tusental kronor.")
    if re.fullmatch(r"\(.*\)", plain):
        raise ValidationError("Skriv minus framför beloppet i stället för parenteser.")
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+", plain):
        raise ValidationError(f"Menar du {typography.tkr(int(plain.replace('.', '')))} tkr? Skriv utan punkt.")
    if re.fullmatch(r"-?[0-9]+[.,][0-9]+", plain):
        near = round(Decimal(plain.replace(",", ".")))
        raise ValidationError(f"Menar du {typography.tkr(int(near))} tkr? Skriv hela tusental kronor.")
    if not re.fullmatch(r"-?[0-9]{1,9}", plain):
        raise ValidationError(f"”{text.strip()}” är inget belopp. Skriv hela tusental kronor, till exempel 1 234.")
    return Figure(int(plain))


class TkrField(forms.CharField):
    """An amount in tkr as a `Figure`; see `amount`."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 9, "class": "n"})
        super().__init__(required=False, widget=widget, strip=True, **options)

    def to_python(self, value: Any) -> Any:
        return amount(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        """Everything that `amount` lets through is right."""

    def run_validators(self, value: Any) -> None:
        """As above."""

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Figure) else value


def written(figure: Figure) -> str:
    """The amount as it stands in a form: "1 234", "inte beslutat" or ""."""
    return UNDECIDED if figure.kind == "undecided" else figure.text


class TargetField(forms.CharField):
    """A target: a number with decimal comma or point, None for not decided, MISSING for nothing said."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 9, "class": "n"})
        super().__init__(required=False, widget=widget, strip=True, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        plain = SPACES.sub("", text).replace(typography.MINUS, "-").replace(",", ".").casefold()
        if not plain:
            return MISSING
        if is_undecided(text):
            return None
        try:
            number = Decimal(plain if NUMBER.fullmatch(plain) else "NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) >= 10**10 or number != round(number, 4):
            raise ValidationError(f"”{text[:LONGEST_NUMBER]}” är inget målvärde. Skriv ett tal, till exempel 2,5.")
        refuse_persons(plain)
        return number

    def validate(self, value: Any) -> None:
        """Everything that `to_python` lets through is right."""

    def run_validators(self, value: Any) -> None:
        """As above."""


def within_range(field: Any, column: Any) -> Any:
    """The form field of a column with the limits that the column has on every database."""
    limits = YEARS.get(column.name) or RANGES.get(column.get_internal_type())
    if limits and isinstance(field, forms.IntegerField):
        field.validators += [MinValueValidator(limits[0]), MaxValueValidator(limits[1])]
    return field


def asking(field: Any) -> Any:
    """The form field with words where nothing is chosen, instead of a row of dashes."""
    said = "Välj …" if getattr(field, "required", True) else "Inget valt"
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None and not isinstance(field, forms.ModelMultipleChoiceField):
            field.empty_label = said
    elif isinstance(field, forms.ChoiceField):
        listed: Any = field.choices
        field.choices = [(key, label if key else said) for key, label in listed]
    return field


def plain_text(text: str) -> str:
    """What is pasted from a word processor as Markdown, without signs that nobody sees."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\x0b", "\n")
    text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Co"))
    return BULLET.sub("- ", text).strip()


def public_text(text: str) -> str:
    """As `plain_text`; raises ValidationError for personal identity numbers."""
    text = plain_text(text)
    refuse_persons(text)
    return text


def refuse_persons(text: str) -> None:
    """Raises ValidationError for personal identity numbers."""
    if found := find_personal_number(text):
        raise ValidationError(
            f"”{found}” ser ut som ett personnummer. Sådana får inte stå i planer: de publiceras för alla."
        )


class PublicText(forms.CharField):
    """Running text in Markdown, with a small toolbar where scripts are on."""

    def __init__(self, **options: Any) -> None:
        options.pop("max_length", None)
        super().__init__(widget=forms.Textarea(attrs={"rows": 7, "data-writing": ""}), **options)

    def clean(self, value: Any) -> Any:
        return public_text(super().clean(value))


class PublicLine(forms.CharField):
    """One line that the public reads."""

    def clean(self, value: Any) -> Any:
        return " ".join(public_text(super().clean(value)).split())
