import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from home.blocks import PortalStreamBlock
from tests import factories

pytestmark = pytest.mark.django_db
BLOCKS = PortalStreamBlock().child_blocks


@pytest.fixture
def editor(client):
    factories.home_page()
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_in_the_editor_what_it_will_look_like(editor, name):
    block = BLOCKS[name]
    assert block.is_previewable
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    page = response.content.decode()
    assert "home/css/components.css" in page
    assert len(page.partition("<main")[2].strip()) > 100
