import pytest
from django.db.migrations.recorder import MigrationRecorder

from home.views import health


@pytest.fixture(autouse=True)
def fresh_process():
    health._migrated.clear()
    yield
    health._migrated.clear()


def test_a_process_is_alive_without_a_database(client):
    response = client.get("/-/live")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_every_migration_is_applied(client, django_assert_num_queries):
    assert client.get("/-/ready").content == b"ready\n"
    with django_assert_num_queries(1):
        client.get("/-/ready")


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="home").order_by("-pk").first().delete()
    response = client.get("/-/ready")
    assert (response.status_code, response.content) == (503, b"migrations\n")


def test_it_is_not_ready_when_the_database_does_not_answer(client):
    # pytest-django refuses the database to a test that does not ask for it.
    response = client.get("/-/ready")
    assert (response.status_code, response.content) == (503, b"database\n")
