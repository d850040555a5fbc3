from hypothesis import given
from hypothesis import strategies as st

from home import display
from home.display import Display


def test_the_cookie_is_read_as_it_was_written():
    for size in display.SIZES:
        for contrast in (True, False):
            for theme in display.THEMES:
                wanted = Display(size, contrast, theme)
                assert display.read(wanted.code) == wanted


@given(st.text())
def test_whatever_the_cookie_says_the_classes_are_ours(cookie):
    ours = {"text-large", "text-larger", "contrast", "theme-light", "theme-dark"}
    assert set(display.read(cookie).classes.split()) <= ours


def test_no_preference_needs_no_cookie():
    assert Display().code == ""
    assert Display().classes == ""


def test_a_step_up_and_a_step_down():
    assert Display("large").larger == "larger"
    assert Display("large").smaller == "normal"
    assert Display("larger").larger == ""
    assert Display("normal").smaller == ""


def test_wishes():
    assert Display().changed("size-larger").changed("contrast-on").changed("theme-dark").classes == (
        "text-larger contrast theme-dark"
    )
    assert Display(contrast=True).changed("contrast-off") == Display()
    for nonsense in ("", "size-huge", "theme-", "contrast-maybe", "x" * 1000):
        assert Display().changed(nonsense) == Display()
