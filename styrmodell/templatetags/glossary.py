from typing import Any

from django import template

from styrmodell.glossary import WORDS

register = template.Library()


@register.inclusion_tag("components/words.html")
def words(*terms: str) -> dict[str, Any]:
    """The terms and their explanations, for the left margin. Raises KeyError for a term that is not explained."""
    return {"words": [{"term": term, "explanation": WORDS[term]} for term in terms]}
