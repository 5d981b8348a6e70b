"""What the current person expects, and what came of it: noted, settled, deleted and put back."""

from __future__ import annotations

import uuid

from msgspec.structs import replace

from nextrung.clock import Clock
from nextrung.evidence.prediction import (
    Prediction,
    PredictionError,
    PredictionFields,
    checked_outcome,
    checked_prediction,
)
from nextrung.store import predictions, sqlite
from nextrung.workspace.last_deleted import LastDeleted, OwnSources


class PredictionService:
    """Everything about predictions; every change is on disk when its method returns."""

    def __init__(self, connection: sqlite.Connection, sources: OwnSources, clock: Clock) -> None:
        """Work on an open database."""
        self._connection = connection
        self._sources = sources
        self._clock = clock
        self._last_deleted = LastDeleted("prediction", sources.person, sources.deleted)

    def predictions(self) -> tuple[Prediction, ...]:
        """All predictions of the person, the newest first."""
        person = self._sources.person()
        return predictions.of_person(self._connection, person.id)[::-1] if person is not None else ()

    def prediction(self, prediction: str) -> Prediction:
        """The prediction with this id. Raises PredictionError when it is gone."""
        found = next((one for one in self.predictions() if one.id == prediction), None)
        if found is None:
            raise PredictionError("This is no longer here.")
        return found

    def note(self, fields: PredictionFields, prediction: str = "") -> Prediction:
        """Keep what is expected, anew or in place of the one with this id. Raises PredictionError, DatabaseError.

        Once it is noted what came, the expectation stays as it was: nobody remembers well what they did not expect.
        """
        values = checked_prediction(fields)
        moment = self._clock.moment()
        if prediction:
            before = self.prediction(prediction)
            if before.came:
                raise PredictionError("What you expected stays as it was, now that it is noted what came.")
        else:
            person = self._sources.person() or self._sources.add_person()
            before = Prediction(uuid.uuid4().hex, person.id, "other", "", "", 0, moment, moment)
        return self._save(replace(before, **values, changed_at=moment))

    def settle(self, prediction: str, came: str, outcome: str) -> Prediction:
        """Keep what came, or mend what was noted of it. Raises PredictionError, DatabaseError."""
        before, (found, told) = self.prediction(prediction), checked_outcome(came, outcome)
        moment = self._clock.moment()
        settled = before.settled_at or moment
        return self._save(replace(before, came=found, outcome=told, settled_at=settled, changed_at=moment))

    def _save(self, prediction: Prediction) -> Prediction:
        predictions.save(self._connection, prediction)
        return prediction

    def remove(self, prediction: str) -> None:
        """Delete a prediction into the bin; ``undo`` puts it back. Raises PredictionError, DatabaseError."""
        self._last_deleted.delete(self.prediction(prediction).id)

    def can_undo(self) -> bool:
        """Whether the prediction that was deleted last can be put back."""
        return self._last_deleted.can_undo()

    def undo(self) -> None:
        """Put the prediction that was deleted last back. Raises BinError, DatabaseError."""
        self._last_deleted.undo()
