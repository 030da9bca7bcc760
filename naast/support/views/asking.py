from django.http import HttpRequest, HttpResponse


def ask(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def resume_asking(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def check_question(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def asked(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def ask_question(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def keep_question(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def confirm_request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

