from django.http import HttpRequest, HttpResponse


def offer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def resume_offer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def check_offer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def offered(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def offer_question(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def keep_offer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

