from datetime import UTC, datetime, timedelta

from home.clock import Chore, Clock

NOW = datetime(2026, 5, 1, 3, tzinfo=UTC)


def test_each_chore_is_done_at_the_start_and_again_when_its_time_has_come():
    done = []
    clock = Clock((Chore("often", 30, done.append), Chore("seldom", 3600, lambda now: None)))
    assert clock.tick(NOW) == ["often", "seldom"]
    assert clock.tick(NOW + timedelta(seconds=29)) == []
    assert clock.tick(NOW + timedelta(seconds=30)) == ["often"]
    assert clock.tick(NOW + timedelta(seconds=3600)) == ["often", "seldom"]
    assert done == [NOW, NOW + timedelta(seconds=30), NOW + timedelta(seconds=3600)]


def test_a_chore_that_fails_does_not_stop_the_others_nor_its_own_next_time():
    def broken(now):
        raise RuntimeError("no")

    done = []
    clock = Clock((Chore("broken", 30, broken), Chore("sound", 30, done.append)))
    clock.tick(NOW)
    assert clock.tick(NOW + timedelta(seconds=30)) == ["broken", "sound"]
    assert len(done) == 2
