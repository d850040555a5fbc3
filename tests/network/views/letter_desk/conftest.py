import pytest

from tests.letter_factories import Desk


@pytest.fixture
def desk(db) -> Desk:
    """The northern centre with an office that may issue letters, and its people."""
    return Desk()


@pytest.fixture
def enter(client):
    """enter(actor): the client of a member of staff."""

    def log_in(actor):
        client.force_login(actor.user)
        return client

    return log_in
