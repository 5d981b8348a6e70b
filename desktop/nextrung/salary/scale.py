"""What a choice of place, sector, prices and country does to amounts: factors, error, sources and plain facts."""

from __future__ import annotations

from functools import cached_property
from math import sqrt

from msgspec import Struct

from nextrung.salary import model, money
from nextrung.salary.formats import OfficialError, PaySpread, RungError
from nextrung.salary.model import PayChoice, PayDataRow, SalaryData

OVERLAP = "Place and sector both raise pay and overlap; the lower figures use the larger factor alone."


def place_factor(data: SalaryData, place: str) -> float | None:
    """The factor fL = mean of the place / national mean of the same year (salary.md section 12).

    None where the mean was not published.
    """
    mean = data.place(place).mean
    # By the mean, which 50 places have: the rows of California, New York and Washington hold no median (section 3).
    return None if mean is None else mean / data.areas.national_mean


def sector_factor(data: SalaryData, sector: str) -> float:
    """The factor fI = median of the sector / national median of the same year (salary.md section 12)."""
    # By the median, which few very high salaries in a sector do not move.
    return data.sector(sector).p50 / data.industry.national_median


class Scale(Struct, frozen=True, dict=True):
    """What a choice does to amounts of one month. Look-ups raise UnknownChoiceError."""

    data: SalaryData
    choice: PayChoice
    month: str | None

    @cached_property
    def place(self) -> float | None:
        """The factor of the place; None when none is chosen or none was published."""
        return place_factor(self.data, self.choice.place) if self.choice.place else None

    @cached_property
    def sector(self) -> float | None:
        """The factor of the sector; None when none is chosen."""
        return sector_factor(self.data, self.choice.sector) if self.choice.sector else None

    @cached_property
    def ageing(self) -> float | None:
        """The factor to the last index; 1 for published prices; None when the figures cannot be brought there."""
        return money.ageing(self.data.prices, self.month) if self.choice.prices == "latest" else 1.0

    @cached_property
    def rest(self) -> float:
        """Ageing times buying power times purchasing power."""
        power = 1.0
        if self.choice.buying_power and self.choice.place:
            power = money.buying_power(self.data, 1.0, self.choice.place)
        there = money.abroad(self.data, 1.0, self.choice.country)[0] if self.choice.country else 1.0
        # Figures that cannot be aged stay as published; ``_prices_fact`` says so beside them.
        return (self.ageing or 1.0) * power * there

    @property
    def product(self) -> float:
        """The factor of an amount: place times sector times ``rest``, without a correction for their overlap."""
        return (self.place or 1.0) * (self.sector or 1.0) * self.rest

    @property
    def larger(self) -> float | None:
        """With only the larger of place and sector, when both raise pay; they are not independent (section 12)."""
        # Where one of them lowers pay, the overlap does not push the figure up, and the product is the careful one.
        if self.place is None or self.sector is None or min(self.place, self.sector) <= 1:
            return None
        return max(self.place, self.sector) * self.rest

    @property
    def changes(self) -> bool:
        """Whether amounts are no longer as published."""
        return self.place is not None or self.sector is not None or self.rest != 1

    @property
    def currency(self) -> str:
        """The currency that amounts come out in."""
        return self.data.country(self.choice.country).currency if self.choice.country else "USD"

    @property
    def step(self) -> float:
        """What to round to on screen."""
        return money.display_step(self.data.country(self.choice.country).ppp if self.choice.country else 1.0)

    def taken(self, spread: PaySpread) -> float:
        """The sum of squares of the parts of the spread that the place and the sector take away."""
        total = spread.place**2 if self.place is not None else 0.0
        return total + (spread.sector**2 if self.sector is not None else 0.0)

    def rung_error(self, parts: RungError) -> float:
        """The log standard error of a rung: the root of level² + ladder² + place² if chosen + sector² if chosen."""
        total = parts.level**2 + parts.ladder**2
        total += parts.place**2 if self.place is not None else 0.0
        total += parts.sector**2 if self.sector is not None else 0.0
        # Independent log errors add as squares; those of place and sector count only where they were used.
        return sqrt(total)

    def official_error(self, parts: OfficialError) -> float:
        """The log standard error of an official figure, of which only what was changed adds to the first part."""
        total = parts.level**2
        total += parts.place**2 if self.place is not None else 0.0
        total += parts.ageing**2 if self.ageing not in (None, 1.0) else 0.0
        return sqrt(total)

    @property
    def provenance(self) -> tuple[str, ...]:
        """The sources of the factors used."""
        data, choice = self.data, self.choice
        used = [
            data.areas.pay_source if self.place is not None else None,
            data.industry.source if self.sector is not None else None,
            data.prices.source if self.ageing not in (None, 1.0) else None,
            data.areas.price_source if choice.buying_power and choice.place else None,
            data.abroad.source if choice.country else None,
        ]
        return tuple(source for source in used if source)

    @property
    def rows(self) -> tuple[PayDataRow, ...]:
        """The file rows of the factors used."""
        data, choice = self.data, self.choice
        keys = [
            (model.PLACES_FILE, choice.place if self.place is not None or choice.buying_power else None),
            (model.SECTORS_FILE, choice.sector),
            (model.PRICES_FILE, data.prices.quarters[-1].id if self.ageing not in (None, 1.0) else None),
            (model.ABROAD_FILE, choice.country),
        ]
        return tuple(data.row(file, key) for file, key in keys if key)

    @property
    def facts(self) -> tuple[str, ...]:
        """What was done to the amounts, and what is missing, in plain sentences."""
        data, choice = self.data, self.choice
        facts = []
        if choice.place:
            facts += self._place_facts(choice.place)
        if self.sector is not None and choice.sector:
            period = data.provenances[data.industry.source].period
            name = data.sector(choice.sector).name
            facts.append(f"{name}: {self.sector:.2f} of the national median ({period}).")
        if self.larger is not None:
            facts.append(OVERLAP)
        if choice.prices == "latest":
            facts.append(self._prices_fact())
        if choice.country:
            name = data.country(choice.country).name
            facts.append(f"{name}: what would buy there what this pay buys in the United States; it is no pay there.")
        return tuple(facts)

    def _place_facts(self, place_id: str) -> list[str]:
        place = self.data.place(place_id)
        facts = []
        if self.place is not None:
            period = self.data.provenances[self.data.areas.pay_source].period
            facts.append(f"{place.name}: {self.place:.2f} of the national mean ({period}).")
        if place.missing:
            facts.append(f"{place.name}: {place.missing}.")
        if self.choice.buying_power:
            level = f"{place.prices:.1f}"
            facts.append(f"Divided by the price level of {place.name}, {level} (United States 100).")
        return facts

    def _prices_fact(self) -> str:
        quarters = self.data.prices.quarters
        if self.ageing is None:
            why = "have no date" if self.month is None else f"are older than the wage index here ({quarters[0].month})"
            return f"Shown as published: these figures {why}."
        last = quarters[-1].month
        return f"Brought from {self.month} to {last} by the wage index: {100 * (self.ageing - 1):+.1f} %."
