"""On adverts that the phrases were not tuned on, what is found is right, and most of what is asked is found."""

from __future__ import annotations

from bench import adverts as labelled

from nextrung import typed_yaml
from nextrung.advert.phrases import phrases_for


def test_that_held_out_adverts_are_read_as_well_as_the_help_says() -> None:
    found = labelled.judged("held-out")
    assert labelled.precision(found) >= labelled.WANTED
    assert labelled.recall(found) >= labelled.WANTED


def test_that_the_labelled_set_is_whole() -> None:
    halves = [
        typed_yaml.read(labelled.FOLDER / f"{half}.yaml", labelled.AdvertFile).adverts
        for half in ("held-out", "tuning")
    ]
    assert [len(half) for half in halves] == [20, 20]
    assert all(len({one.kind for one in half}) >= 6 for half in halves)
    ids = {one.id for half in halves for one in half}
    for name in labelled.READERS:
        labels = typed_yaml.read(labelled.FOLDER / name, labelled.LabelFile).labels
        assert set(labels) == ids
        assert {facet for of in labels.values() for facet in of.split()} <= set(phrases_for("ml-manager").facets)
