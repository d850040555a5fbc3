"""Addresses that speak no language."""

from django.urls import path, re_path

from .views.datasets import dataset
from .views.display import set_display
from .views.health import live, ready
from .views.security_txt import security_txt
from .views.sharing import page_qr, share_image
from .views.site_map import robots, sitemap

urlpatterns = [
    path("-/live", live, name="live"),
    path("-/ready", ready, name="ready"),
    path("display/", set_display, name="display"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap, name="sitemap_part"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("share/<int:page_id>-<slug:digest>.png", share_image, name="share_image"),
    re_path(r"^qr/(?P<page_id>[0-9]{1,9})\.(?P<kind>svg|png)$", page_qr, name="page_qr"),
    path("dataset/<int:page_id>/data.csv", dataset, {"form": "csv"}, name="dataset_csv"),
    path("dataset/<int:page_id>/data.xlsx", dataset, {"form": "xlsx"}, name="dataset_xlsx"),
]
