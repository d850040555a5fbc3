import pytest

from tests import event_factories, factories


@pytest.fixture
def home(db):
    return factories.home_page()


@pytest.fixture
def section(home):
    return event_factories.section(home)


@pytest.fixture
def english(home, section):
    """The section in English."""
    home_en = factories.home_page("en", source=home)
    return event_factories.section(home_en, source=section, title="Events")
