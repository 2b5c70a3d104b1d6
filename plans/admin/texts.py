from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from plans.admin import officials
from plans.admin.fields import public_text
from plans.admin.officials import Asked


@officials.posting
def shown(request: Asked) -> HttpResponse:
    """A text as it will be read, while it is written; nothing is saved."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    text = request.POST.get(request.POST.get("falt", ""), request.POST.get(names[0], "") if names else "")
    try:
        return render(request, "admin/plans/text_shown.html", {"text": public_text(text)})
    except ValidationError as error:
        return render(request, "admin/plans/text_shown.html", {"text": text, "error": error.messages[0]})
