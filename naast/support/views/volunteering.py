"""Who stands beside a family says goodbye."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.common.processing import record
from naast.kernel.errors import DomainError
from naast.people.company import company_of
from naast.people.http import PersonRequest, person_required
from naast.people.models import Supporter
from naast.people.policies import supporters as policy
from naast.people.reading import saw
from naast.support.services import stopping


@require_http_methods(["GET", "POST"])
@person_required
def stop_supporting(request: PersonRequest, pk: int) -> HttpResponse:
    """Say goodbye as a supporter: what runs first, then thanks, then what becomes of the data."""
    visible = Supporter.objects.visible_to(request.actor).select_related("household")
    supporter = get_object_or_404(visible, pk=pk)
    if not policy.may(request.actor, "leave", supporter):
        raise Http404
    if request.method == "POST":
        try:
            stopping.stop_supporting(actor=request.actor, supporter_id=pk, now=timezone.now())
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("support:stop_supporting", pk)
        messages.success(request, _("Thank you for all you did."))
        return redirect("people:supporter", pk)
    beside = company_of([pk], request.actor)[pk]
    saw(request, {supporter.household_id, *(family.household for family in beside)}, supporter)
    context = {
        "supporter": supporter,
        "own": supporter.household.is_home_of(request.actor),
        "beside": beside,
        "clock": record().clocks["family"],
    }
    return render(request, "support/stop_supporting.html", context)
