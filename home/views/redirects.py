from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def one_by_one(request: HttpRequest) -> HttpResponse:
    """In the place of Wagtail's import of redirects: it opens spreadsheets without a limit (a small file can take the
    whole memory), and home.tabular is the only door for those."""
    messages.info(request, _("Redirects are added one by one here."))
    return redirect("wagtailredirects:index")
