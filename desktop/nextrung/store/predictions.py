"""What people expected, and what came of it, in the database."""

from __future__ import annotations

from nextrung.evidence.prediction import CAME, PREDICTION_KINDS, Prediction
from nextrung.store import sqlite
from nextrung.store.database import writing
from nextrung.store.stored_values import StoredValues, one_of

_PREDICTIONS = StoredValues(
    Prediction, "prediction", {"kind": one_of(PREDICTION_KINDS, "kind"), "came": one_of(CAME, "outcome")}
)


def of_person(connection: sqlite.Connection, person: str) -> tuple[Prediction, ...]:
    """All predictions of a person, as they were noted."""
    return _PREDICTIONS.read(connection, "WHERE person = ? ORDER BY rowid", person)


def save(connection: sqlite.Connection, prediction: Prediction) -> None:
    """Keep a prediction, replacing an earlier state of it; on disk when this returns. Raises DatabaseError."""
    with writing(connection):
        connection.execute(_PREDICTIONS.upsert(), _PREDICTIONS.row(prediction))
