from django.http import HttpRequest, HttpResponse


def house_rules(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def evaluate(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def agreement(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def agreement_pdf(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def accept(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def note_on_paper(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

