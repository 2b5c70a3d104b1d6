"""Whether the file has the form of a municipality file: JSON, and the schema."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from plans.municipality_file.problems import Problem, place, type_names
from styrmodell.personal_numbers import find_personal_number

SCHEMA = Path(__file__).parent.parent / "municipality.schema.json"
LONGEST_SHOWN = 40
NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")
"""What JSON allows in a string and no database does."""
PERSONAL = "ser ut som ett personnummer. Sådana får inte stå i planer: de publiceras för alla."
GIVEN = ("^[0-9a-f]{64}$", "^[a-z][a-z0-9]{7,15}$")
"""The patterns of checksums and of the numbers of threads: nobody has written them."""


@cache
def schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SCHEMA.read_text())
    return content


def parse(content: bytes) -> tuple[Any, list[Problem]]:
    """The data of the file, or None and why it cannot be read."""
    twice: list[Problem] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) < len(pairs):
            keys = [key for key, _ in pairs]
            double = sorted({key for key in keys if keys.count(key) > 1})
            twice.append(Problem("", f"Samma fält står två gånger i ett objekt: {', '.join(double)}."))
        return result

    def no_number(name: str) -> None:
        twice.append(Problem("", f"{name} är inget tal."))

    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=no_number)
    except UnicodeDecodeError as error:
        return None, [Problem("", f"Filen är inte UTF-8 (byte {error.start}).")]
    except json.JSONDecodeError as error:
        return None, [Problem("", f"Filen är inte JSON: fel på rad {error.lineno}, tecken {error.colno}.")]
    except (RecursionError, ValueError):
        return None, [Problem("", "Filen är inte JSON som går att läsa.")]
    return data, twice


def _whole(validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """The pattern on the whole text: to Python, `$` also stands before a last line break."""
    if validator.is_type(value, "string") and not re.fullmatch(pattern, value):
        yield ValidationError("")


def _text(validator: Any, kinds: Any, value: Any, rules: Any) -> Iterator[ValidationError]:
    """Of the right type, and a text that somebody has written names nobody by number."""
    yield from Draft202012Validator.VALIDATORS["type"](validator, kinds, value, rules)
    if isinstance(value, str) and rules.get("pattern") not in GIVEN and (found := find_personal_number(value)):
        yield ValidationError(f"”{found}” {PERSONAL}", validator="personal_number")


Strict = extend(
    Draft202012Validator,
    {"pattern": _whole, "type": _text},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": lambda _, value: type(value) is int,  # 1.0 would be sealed as "1.0"
            "string": lambda _, value: isinstance(value, str) and not NOT_TEXT.search(value),
        }
    ),
)


def problems(data: Any) -> list[Problem]:
    """Everything that breaks the schema, in Swedish."""
    validator = Strict(schema(), format_checker=FormatChecker())
    found = [problem for error in validator.iter_errors(data) for problem in _said(error)]
    return sorted(set(found))


def _said(error: ValidationError) -> Iterator[Problem]:
    if error.validator in ("anyOf", "oneOf"):
        for inner in _meant_branch(error):
            yield from _said(inner)
        return
    message = error.message if error.validator == "personal_number" else _message(error)
    yield Problem(place(error.absolute_path), message)


def _meant_branch(error: ValidationError) -> list[ValidationError]:
    """The errors of the alternative that the writer most likely meant: not null, and of the stated kind."""
    branches: dict[int, list[ValidationError]] = defaultdict(list)
    for inner in error.context or []:
        branches[int(inner.relative_schema_path[0])].append(inner)

    def misfit(errors: list[ValidationError]) -> tuple[bool, bool, int]:
        is_null = any(inner.validator == "type" and inner.validator_value == "null" for inner in errors)
        other_kind = any(inner.validator == "const" and list(inner.path)[-1:] == ["kind"] for inner in errors)
        return is_null, other_kind, len(errors)

    return min(branches.values(), key=misfit)


def _message(error: ValidationError) -> str:
    value: Any = error.instance
    wanted: Any = error.validator_value
    rules: Any = error.schema
    match error.validator:
        case "required":
            missing = [key for key in wanted if key not in value]
            return f"Här saknas {_listed(missing)}."
        case "additionalProperties":
            return f"Okänt fält: {_listed(sorted(set(value) - set(rules['properties'])))}."
        case "type":
            kinds: list[str] = wanted if isinstance(wanted, list) else [wanted]
            return f"Ska vara {' eller '.join(type_names.get(kind, kind) for kind in kinds)}, inte {_shown(value)}."
        case "enum":
            return f"{_shown(value)} går inte. Välj ett av: {', '.join(map(str, wanted))}."
        case "const":
            return f"Ska vara {_shown(wanted)}, inte {_shown(value)}."
        case "minLength" | "minItems":
            return "Får inte vara tomt."
        case "uniqueItems":
            return "Samma sak står två gånger."
        case "maxLength":
            return f"Får vara högst {wanted} tecken."
        case "minimum" | "maximum":
            return (
                f"{_shown(value)} är {'för litet' if error.validator == 'minimum' else 'för stort'} (gräns {wanted})."
            )
        case "format":
            return f"{_shown(value)} är inget datum."
        case "pattern":
            return f"{_shown(value)} har fel form."
        case _:
            return f"{_shown(value)} går inte ({error.validator})."


def _listed(names: list[str]) -> str:
    return ", ".join(f"”{name}”" for name in names)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"{text[:LONGEST_SHOWN]}…" if len(text) > LONGEST_SHOWN else text
