"""Who works with a family asks the coordinator, by a link; an exception is opened by the family."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.common.http import HtmxRequest
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people import limits
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Household
from naast.people.reading import saw, see
from naast.support import policies
from naast.support.apart import request_with_professionals
from naast.support.forms.professionals import (
    AnswerEnquiryForm,
    EnquireForm,
    ExchangeForm,
    NameProfessionalForm,
)
from naast.support.models import Enquiry, Exchange, Professional
from naast.support.selectors.professionals import Apart, AskingPage, apart_of, asking_page
from naast.support.selectors.readers import readers_of_text
from naast.support.services import enquiries
from naast.support.services import professionals as services
from naast.support.views.paper import keep
from naast.ui.forms import Form

SENT = "verstuurd"
"""In the address after something was asked or mailed, so that a reload asks nothing twice."""


@never_cache
@require_http_methods(["GET", "POST"])
def enquire(request: HtmxRequest, token: str) -> HttpResponse:
    """A professional asks something and reads the answers. Looking changes nothing."""
    now = timezone.now()
    page = asking_page(token, on=timezone.localdate(now))
    if page is None:
        raise Http404
    form: Form = Form(request.POST or None)
    if not page.too_old:
        form = EnquireForm(request.POST or None, worker=page.worker, supporter=page.supporter)
    if request.method == "POST":
        if not _may_send(request, page, now):
            form.add_error(None, _("Too many at once. Try again in a while."))
        elif form.is_valid():
            try:
                _sent(request, token, form)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                return redirect(f"{request.path}?{SENT}=ja")
    context = {"page": page, "form": form, "sent": SENT in request.GET}
    return render(request, "support/enquire.html", context)


def _may_send(request: HtmxRequest, page: AskingPage, now: datetime) -> bool:
    """Whether one more may be sent from here, and by whose page it is, whichever link it was."""
    return limits.may(request, limits.ENQUIRE, now) and (
        page.too_old or limits.ENQUIRE_BY.take(now, str(page.pk))
    )


def _sent(request: HtmxRequest, token: str, form: Form) -> None:
    """Put the question, or mail another link to the address we know."""
    now = timezone.now()
    if not isinstance(form, EnquireForm):
        services.mail_another_link(token=token, now=now, absolute=request.build_absolute_uri)
        return
    enquiries.enquire(
        token=token, words=form.cleaned_data["words"], to_supporter=form.to_supporter, now=now
    )


@require_http_methods(["GET", "POST"])
@person_required
def name_professional(request: PersonRequest, pk: int) -> HttpResponse:
    """A family says who works with them and may ask the coordinator something; or its coordinator
    names them because the family asked her to, and the family says yes first.
    """
    there = Household.objects.visible_to(request.actor).select_related("organisation")
    home = get_object_or_404(there, pk=pk)
    own = home.is_home_of(request.actor)
    policies.professionals.require(request.actor, "name" if own else "propose_name", home)
    if request_with_professionals(home) is None:
        raise Http404
    form = NameProfessionalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _named(request, home, form, own=own)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("support:consents" if own else "support:request", _after(home, own))
    saw(request, [pk], home)
    context = {"form": form, "home": home, "own": own, "back_to": _after(home, own)}
    return render(request, "support/name_professional.html", context)


def _after(home: Household, own: bool) -> int:
    """Where one came from: the own page about who reads what, or the question."""
    asked = request_with_professionals(home)
    return home.pk if own or asked is None else asked.pk


def _named(request: PersonRequest, home: Household, form: Form, *, own: bool) -> None:
    now, given = timezone.now(), form.cleaned_data
    if own:
        services.name_professional(
            actor=request.actor, household_id=home.pk, now=now,
            absolute=request.build_absolute_uri, **given,
        )  # fmt: skip
        told = _("They may ask by the link in their mail. Of you they read nothing.")
    else:
        services.propose_professional(actor=request.actor, household_id=home.pk, now=now, **given)
        told = _("Noted. They get their link once the family said yes.")
    messages.success(request, told)


@require_POST
@person_required
def welcome_professional(request: PersonRequest, pk: int) -> HttpResponse:
    """The family says yes to somebody its coordinator named."""
    found = get_object_or_404(Professional.objects.visible_to(request.actor), pk=pk)
    policies.professionals.require(request.actor, "agree", found.household)
    try:
        services.welcome_professional(
            actor=request.actor, professional_id=pk, now=timezone.now(),
            absolute=request.build_absolute_uri,
        )  # fmt: skip
    except DomainError as error:
        messages.error(request, str(error))
    else:
        told = _("They may ask by the link in their mail. Of you they read nothing.")
        messages.success(request, told)
    return redirect("support:consents", found.household_id)


@require_http_methods(["GET", "POST"])
@coordinator_required
def professional(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator reads what a professional asked, and answers."""
    apart, now = _apart(request, pk), timezone.now()
    policies.professionals.require(request.actor, "answer", apart.professional.household)
    draft = _draft(request, apart.waiting, apart.professional.household)
    if is_autosave(request):
        return keep(request, draft, now)
    form = _answer_form(request, apart.waiting)
    if request.method == "POST" and form.is_valid() and _answered(request, form):
        draft.forget()
        mailed = _("Answered. They get a mail, and the family reads it too.")
        kept = _("Answered. The family reads it; the link opens nothing any more.")
        messages.success(request, mailed if apart.may_ask else kept)
        return redirect("support:professional", pk)
    if not form.is_bound and (typed := draft.kept(now)):
        filled(form, typed)
    home = apart.professional.household
    saw(request, [home.pk], apart.professional)
    context = {"apart": apart, "form": form, "readers": readers_of_text(home, request.actor)}
    return render(request, "support/professional.html", context)


def _apart(request: PersonRequest, pk: int) -> Apart:
    """The professional with what they asked; else 404."""
    rows = Professional.objects.visible_to(request.actor).select_related("household__organisation")
    found = get_object_or_404(rows, pk=pk)
    today = timezone.localdate()
    there = apart_of(found.household, request.actor, on=today)
    apart = next((each for each in there if each.professional.pk == pk), None)
    if apart is None:
        raise Http404
    return apart


def _draft(request: PersonRequest, waiting: Enquiry | None, home: Household) -> DraftOf:
    """The draft of an answer; it goes when the family is erased."""
    of = waiting.pk if waiting else 0
    return DraftOf(request.actor.pk, f"answer_enquiry_{of}", home.pk)


def _answer_form(request: PersonRequest, waiting: Enquiry | None) -> AnswerEnquiryForm:
    initial = {"enquiry": waiting.pk if waiting else None}
    return AnswerEnquiryForm(request.POST or None, initial=initial)


def _answered(request: PersonRequest, form: AnswerEnquiryForm) -> bool:
    """Whether the answer was kept; else the form says why not."""
    try:
        enquiries.answer_enquiry(
            actor=request.actor, enquiry_id=form.cleaned_data["enquiry"],
            words=form.cleaned_data["words"], now=timezone.now(),
            absolute=request.build_absolute_uri,
        )  # fmt: skip
    except Enquiry.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_POST
@person_required
def stop_professional(request: PersonRequest, pk: int) -> HttpResponse:
    """From now on somebody asks nothing any more."""
    there = Professional.objects.visible_to(request.actor).select_related("household")
    found = get_object_or_404(there, pk=pk)
    try:
        services.stop_professional(actor=request.actor, professional_id=pk, now=timezone.now())
    except Professional.DoesNotExist:
        raise Http404 from None
    if found.waits_for_yes:
        messages.success(request, _("Done. The name is gone, and nobody got a link."))
    else:
        messages.success(request, _("Done. The link opens nothing any more."))
    if request.actor.coordinates(found.household.organisation_id):
        return redirect("support:request", found.request_id)
    return redirect("support:consents", found.household_id)


@require_http_methods(["GET", "POST"])
@coordinator_required
def propose_exchange(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator writes why a professional and who stands beside the family may exchange."""
    rows = Professional.objects.visible_to(request.actor).known().select_related("household")
    found = see(request, rows, pk)
    policies.professionals.require(request.actor, "propose_exchange", found.household)
    now, programme = timezone.now(), found.request
    months = int(programme.organisation.offerings.get(programme=programme.programme)
                 .definition().consent.longest_months)  # fmt: skip
    form = ExchangeForm(request.POST or None, longest=add_months(timezone.localdate(now), months))
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_exchange(
                actor=request.actor, professional_id=pk, now=now, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The family reads it and says yes or no."))
            return redirect("support:professional", pk)
    return render(request, "support/propose_exchange.html", {"form": form, "professional": found})


@require_POST
@person_required
def answer_exchange(request: PersonRequest, pk: int) -> HttpResponse:
    """The family says yes to an exception, or ends it; a young person at home may end it too."""
    rows = Exchange.objects.reached_by(request.actor)
    found = get_object_or_404(rows.select_related("household"), pk=pk)
    write: Any = services.agree_exchange
    told = _("They may exchange now. You can end it at any moment.")
    if request.POST.get("reply") != "yes":
        write, told = services.end_exchange, _("Done. From now on they exchange nothing.")
    try:
        write(actor=request.actor, exchange_id=pk, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    home = found.household
    if home.is_home_of(request.actor):
        return redirect("support:consents", home.pk)
    if request.actor.coordinates(home.organisation_id):
        return redirect("support:professional", found.professional_id)
    return redirect("support:my_place")


@require_http_methods(["GET", "POST"])
@person_required
def exchange(request: PersonRequest, pk: int) -> HttpResponse:
    """Who stands beside a family reads what a professional asks them, and answers."""
    rows = Exchange.objects.open_to(request.actor).select_related(
        "professional", "household__organisation", "match"
    )
    found, now = get_object_or_404(rows, pk=pk), timezone.now()
    asked = list(Enquiry.objects.visible_to(request.actor).filter(exchange=found))
    waiting = next((each for each in asked if each.answered_at is None), None)
    draft = _draft(request, waiting, found.household)
    if is_autosave(request):
        return keep(request, draft, now)
    form = _answer_form(request, waiting)
    if request.method == "POST" and form.is_valid() and _answered(request, form):
        draft.forget()
        messages.success(request, _("Answered. They get a mail, and the family reads it too."))
        return redirect("support:exchange", pk)
    if not form.is_bound and (typed := draft.kept(now)):
        filled(form, typed)
    saw(request, [found.household_id], found)
    others = [each for each in asked if each != waiting]
    context = {"exchange": found, "others": others, "waiting": waiting, "form": form}
    return render(request, "support/exchange.html", context)
