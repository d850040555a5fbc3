from home import dotmap, places


def test_every_province_lies_on_the_drawing():
    for row in places.provinces():
        x, y = map(float, dotmap.position(row.latitude, row.longitude))
        assert 0 < x < dotmap.WIDTH, row.name_en
        assert 0 < y < dotmap.HEIGHT, row.name_en


def test_north_is_up_and_east_is_right():
    by_name = {row.name_en: dotmap.position(row.latitude, row.longitude) for row in places.provinces()}
    assert float(by_name["Chiang Rai"][1]) < float(by_name["Bangkok"][1]) < float(by_name["Narathiwat"][1])
    assert float(by_name["Mae Hong Son"][0]) < float(by_name["Bangkok"][0]) < float(by_name["Ubon Ratchathani"][0])


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    (x1, y1), (x2, y2) = dotmap.position(13, 100), dotmap.position(14, 101)
    assert 0.95 < (float(x2) - float(x1)) / (float(y1) - float(y2)) < 0.99
