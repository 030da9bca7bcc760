"""Who can register: a yes outside the ages, and the ages that a municipality chose."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required
from naast.people.reading import see
from naast.support.forms.access import AgesForm, YesOutsideForm
from naast.support.models import SupportRequest
from naast.support.selectors import waiting
from naast.support.selectors.ages import ages_of
from naast.support.services import ages, requests


@require_http_methods(["GET", "POST"])
@coordinator_required
def say_yes_outside(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes to a question outside the ages of the programme, with a reason."""
    mine = SupportRequest.objects.looked_after_by(request.actor).select_related("household")
    asked = see(request, mine, pk)
    form = YesOutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            requests.say_yes_outside(
                actor=request.actor, request_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted. Now this question goes on like every other."))
            return redirect("support:request", pk)
    return render(request, "support/say_yes_outside.html", {"form": form, "asked": asked})


@require_http_methods(["GET", "POST"])
@coordinator_required
def municipal_ages(request: PersonRequest, pk: int) -> HttpResponse:
    """Which ages each municipality chose; a post changes those of one of them."""
    offering = next((o for o in waiting.offerings_of(request.actor) if o.pk == pk), None)
    if offering is None:
        raise Http404
    view = ages_of(offering)
    if request.method == "POST":
        form = AgesForm(request.POST, options=view.options)
        place = request.POST.get("municipality", "")
        if not form.is_valid() or place not in {row.code for row in view.rows}:
            raise Http404
        ages.choose_ages(
            actor=request.actor, offering_id=pk, municipality=place, now=timezone.now(),
            options=form.cleaned_data["options"],
        )  # fmt: skip
        messages.success(request, _("Kept. From now on these ages are welcome there."))
        return redirect("support:municipal_ages", pk)
    forms = [
        (
            row,
            AgesForm(
                options=view.options, initial={"options": row.chosen}, auto_id=f"{row.code}_%s"
            ),
        )
        for row in view.rows
    ]
    return render(request, "support/municipal_ages.html", {"view": view, "forms": forms})
