"""A site of a few pages with everything that can be difficult about freezing one."""

from io import BytesIO

from django.http import FileResponse, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path

HOME = """<!doctype html><html lang="fr"><head><link rel="stylesheet" href="/static/css/cities.css"><link rel="stylesheet" href="/static/gone.css">
<link rel="canonical" href="http://localhost:8000/fr/"></head><body><main><h1>Bonjour</h1>
<a id="file" href="/download">File</a> <a id="named" href="/notes.txt">Notes</a> <a id="out" href="/out">Out</a> <a id="gone" href="/gone">Gone</a>
<a id="loop" href="/loop">Loop</a> <a id="next" href="/next">Next</a> <a id="admin" href="/admin/">Admin</a>
<img id="picture" src="/media/pictures/one.png"><img id="missing" src="/media/pictures/none.png"><img id="sly" src="/media/..%2f..%2fsecret-key">
</main></body></html>"""


def page(text):
    return lambda request: HttpResponse(text)


def forward(target):
    return lambda request: HttpResponseRedirect(target)


urlpatterns = [
    path("", forward("/fr/")),
    path("fr/", page(HOME)),
    path("next", forward("/nexter")),
    path("nexter", forward("/fr/")),
    path("loop", forward("/loop")),
    path("out", forward("https://elsewhere.example/")),
    path("download", lambda request: FileResponse(BytesIO(b"%PDF"), content_type="application/pdf")),
    path("notes.txt", lambda request: StreamingHttpResponse([b"notes"], content_type="text/plain")),
    path("admin/", page("secret")),
]
