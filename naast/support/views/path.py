from django.http import HttpRequest, HttpResponse


def path(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def answer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def plan_meeting(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def note_meeting(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def skip_phase(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def stop(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def withdraw(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def round_off(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def stays_in_touch(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

