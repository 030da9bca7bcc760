from django.http import HttpRequest, HttpResponse


def request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def plan_talk(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def note_talk(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def close_request(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def match_board(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def propose_match(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def write_note(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def waiting_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def plan(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def matches(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

