from hypothesis import given
from hypothesis import strategies as st

from frontline.pictures.labels import Spot, mark_box, place_labels

FRAME = (0.0, 0.0, 100.0, 80.0)
SPOTS = st.lists(
    st.builds(
        Spot,
        st.floats(0, 100),
        st.floats(0, 80),
        st.text("abcdefghij", min_size=1, max_size=9),
        st.floats(0.2, 2.0),
    ),
    max_size=25,
)


def size(text):
    return 1.4 * len(text), 3.0


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(SPOTS)
def test_no_name_covers_another_a_mark_or_the_edge(spots):
    placed = place_labels(spots, size, FRAME, taken=[(40.0, 0.0, 60.0, 20.0)])
    boxes = [one.box for one in placed]
    for at, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= 100
        assert box[3] <= 80
        assert not any(overlap(box, other) for other in boxes[at + 1 :])
        assert not any(overlap(box, mark_box(spot)) for spot in spots if spot is not placed[at].spot)
        assert not overlap(box, (40.0, 0.0, 60.0, 20.0))


def test_a_name_with_room_stands_right_of_its_mark():
    (placed,) = place_labels([Spot(50.0, 40.0, "Homs", 1.0)], size, FRAME)
    assert placed.x > 51
    assert placed.y == 40


def test_who_comes_first_is_served_first():
    spots = [Spot(50.0, 40.0, "first" * 6, 0.5), Spot(50.0, 40.5, "second" * 6, 0.5)]
    assert [one.spot.text for one in place_labels(spots, size, (30.0, 38.0, 100.0, 42.0))] == ["first" * 6]
