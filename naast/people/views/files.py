from django.http import HttpRequest, HttpResponse


def supporters(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def supporter(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def note_vog(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def note_trust_step(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


def pause(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()

