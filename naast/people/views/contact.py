"""How a family can be reached, and a place of its own for a young person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people import policies
from naast.people.forms.contact import ContactForm, InviteForm
from naast.people.http import PersonRequest, person_required
from naast.people.models import ContactDetails, Household, HouseholdMember
from naast.people.reading import saw
from naast.people.services import contact as services
from naast.people.services import young


@require_http_methods(["GET", "POST"])
@person_required
def contact(request: PersonRequest, pk: int) -> HttpResponse:
    """How the own family can be reached."""
    own = Household.objects.of(request.actor).select_related("organisation")
    home = get_object_or_404(own.prefetch_related("members__person__contact"), pk=pk)
    saw(request, home.households(), home)
    details = ContactDetails.objects.filter(person=request.actor).first()
    given = {
        "phone": details.phone if details else "",
        "address": home.address(),
        "is_secret": home.has_secret_address,
    }
    form = ContactForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        services.keep_contact(
            actor=request.actor, household_id=pk, now=timezone.now(),
            reach=services.Reach(**form.cleaned_data),
        )  # fmt: skip
        messages.success(request, _("Kept."))
        return redirect("support:consents", pk)
    return render(request, "people/contact.html", {"form": form, "home": home})


@require_POST
@person_required
def reveal_address(request: PersonRequest, pk: int) -> HttpResponse:
    """The address of a household, once; the family reads that it was looked at."""
    home = get_object_or_404(Household.objects.visible_to(request.actor), pk=pk)
    address, why_not = "", ""
    try:
        home, address = services.reveal_address(
            actor=request.actor, household_id=pk, now=timezone.now()
        )
    except DomainError as error:
        why_not = str(error)
    context = {"home": home, "address": address, "why_not": why_not}
    response = render(request, "people/address.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@person_required
def invite_young(request: PersonRequest, pk: int, member: int) -> HttpResponse:
    """Give a child or young person a place of its own."""
    home = get_object_or_404(Household.objects.visible_to(request.actor), pk=pk)
    children = HouseholdMember.objects.filter(household=home).select_related(
        "household__organisation"
    )
    child = get_object_or_404(children, pk=member)
    policies.young.require(request.actor, "invite", child)
    saw(request, home.households(), home)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            young.invite_young_person(
                actor=request.actor, household_id=pk, member_id=member, now=timezone.now(),
                email=form.cleaned_data["email"], absolute=request.build_absolute_uri,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            told = _("There is a mail for %(name)s.") % {"name": child.name}
            messages.success(request, told)
            return redirect("home:start")
    context = {"form": form, "child": child, "own": home.is_home_of(request.actor)}
    return render(request, "people/invite_young.html", context)
