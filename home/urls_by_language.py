"""Addresses that exist once per language: without a prefix in Thai, under /en/ in English."""

from django.urls import path

from .views.feeds import feed, feed_about, feeds
from .views.paper import page_pdf
from .views.release_calendar import releases_ics
from .views.search import search, search_suggest
from .views.site_map import sitemap_page
from .views.tables import table_csv

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggest", search_suggest, name="search_suggest"),
    path("feeds/", feeds, name="feeds"),
    path("feeds/<slug:what>.<slug:form>", feed, name="feed"),
    path("feeds/<slug:what>/<slug:value>.<slug:form>", feed_about, name="feed_about"),
    path("sitemap/", sitemap_page, name="sitemap_page"),
    path("releases.ics", releases_ics, name="releases_ics"),
    path("table/<int:page_id>/<uuid:block_id>.csv", table_csv, name="table_csv"),
    path("pdf/<int:page_id>/", page_pdf, name="page_pdf"),
]
