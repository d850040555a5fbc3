import pytest
from django.test import RequestFactory

from home.limits import TooOften, client, spend


def test_each_reader_has_a_number_of_his_own_and_gets_it_anew():
    for _ in range(3):
        spend("print", "a", most=3, seconds=600, now=1200.0)
    spend("print", "b", most=3, seconds=600, now=1200.0)
    spend("other", "a", most=3, seconds=600, now=1200.0)
    with pytest.raises(TooOften) as problem:
        spend("print", "a", most=3, seconds=600, now=1300.5)
    assert problem.value.retry_after == 500
    spend("print", "a", most=3, seconds=600, now=1800.0)


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_readers_are_told_apart_by_address(address, who):
    assert client(RequestFactory().get("/", REMOTE_ADDR=address)) == who
