from home.facets import facet, query_string

KINDS = (("market", "News"), ("fraud", "Warning"), ("activity", "Activity"))


def test_a_link_keeps_what_is_chosen_and_changes_one_thing():
    assert query_string({"kind": "fraud", "year": "2026"}, kind="market") == "kind=market&year=2026"


def test_a_link_leaves_out_what_is_taken_away():
    assert query_string({"kind": "fraud", "year": "2026"}, kind=None) == "year=2026"


def test_the_order_of_a_query_does_not_depend_on_the_order_of_choosing():
    assert query_string({"year": "2026", "kind": "fraud"}) == query_string({"kind": "fraud", "year": "2026"})


def test_an_option_that_is_on_leads_to_the_list_without_it():
    kinds = facet("kind", "Kind", KINDS, chosen={"kind": "fraud", "year": "2026"}, counts={"fraud": 2, "market": 5})
    assert kinds.selected.value == "fraud"
    assert kinds.selected.query == "year=2026"
    assert [option.query for option in kinds.options if not option.selected] == ["kind=market&year=2026"]


def test_options_that_would_leave_nothing_are_left_out_unless_they_are_on():
    kinds = facet("kind", "Kind", KINDS, chosen={"kind": "activity"}, counts={"market": 5})
    assert [(option.value, option.count) for option in kinds.options] == [("market", 5), ("activity", 0)]


def test_many_options_become_a_menu():
    many = tuple((str(number), str(number)) for number in range(13))
    counts = {value: 1 for value, _label in many}
    assert facet("province", "Province", many, chosen={}, counts=counts).as_menu
    assert not facet("province", "Province", many[:12], chosen={}, counts=counts).as_menu
