"""The sidebar of the admin: all of its entries, and its script once."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db


def test_the_menu_is_whole_and_its_script_is_loaded_once(client):
    chief = User.objects.create_superuser("chief")
    UserProfile.objects.create(user=chief, preferred_language="en")
    client.force_login(chief)
    screen = client.get(reverse("wagtailadmin_home")).content.decode()
    [props] = re.findall(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', screen)
    said = json.dumps(json.loads(props))
    assert {"wagtail.sidebar.MainMenuModule", "wagtail.sidebar.SubMenuItem", "wagtail.sidebar.LinkMenuItem"} <= set(
        re.findall(r"wagtail\.sidebar\.\w+", said)
    )
    for name in ("partners:index", "letters:register", "campaigns:index", "jobs:index"):
        assert reverse(name) in said, name
    assert len(re.findall(r'<script src="[^"]*wagtailadmin/js/sidebar\.js', screen)) == 1
