import pytest

from tests import factories, network_factories


@pytest.fixture
def home(db):
    return factories.home_page()


@pytest.fixture
def network(home):
    return network_factories.network_section(home)


@pytest.fixture
def english(home, network):
    """The directory in English."""
    return network_factories.network_section(factories.home_page("en", source=home), source=network)
