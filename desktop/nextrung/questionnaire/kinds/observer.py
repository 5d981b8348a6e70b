"""How others are asked a question about the person: in the third person, written beside the person's own words."""

from collections.abc import Iterator

from msgspec import Struct

NAME = "{name}"
"""Stands for the person in wording for others."""


class ObserverWording(Struct, frozen=True):
    """A rating item as others are asked it about the person: a third-person stem and anchors, from 1 to 5.

    ``{name}`` stands for the person: in the stem always, in an anchor where it needs one.
    """

    stem: str
    anchors: tuple[str, str, str, str, str]

    def about(self, name: str) -> "ObserverWording":
        """The same with the person's name, or what stands for it, such as “the person”."""
        first, second, third, fourth, fifth = (anchor.replace(NAME, name) for anchor in self.anchors)
        return ObserverWording(self.stem.replace(NAME, name), (first, second, third, fourth, fifth))

    def problems(self) -> Iterator[str]:
        """What is wrong with it beyond its types."""
        if NAME not in self.stem:
            yield f"the stem for others does not name the person; write {NAME} where the name belongs"
        for number, anchor in enumerate(self.anchors, start=1):
            # a name in front would have to be written in two ways: “the person” begins with a small letter
            if anchor.startswith(NAME):
                yield f"anchor {number} for others begins with {NAME}; begin with what the person does"
        for text in (self.stem, *self.anchors):
            if set(text.replace(NAME, "")) & set("{}"):
                yield f"the wording for others has a brace that belongs to no {NAME}"
