"""Pay, title, employer and place are read where an advert names them, and left out where it does not."""

from __future__ import annotations

import pytest

from nextrung.advert.heading import AdvertHeading, heading_of
from nextrung.advert.pay import pay_in


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("£78,000 to £92,000, 28 days of holiday", (78_000, 92_000, "GBP", "year")),
        ("Salary: EUR 82,000 - 95,000 plus pension", (82_000, 95_000, "EUR", "year")),
        ("EUR 90.000 gross per year", (90_000, 90_000, "EUR", "year")),
        ("CHF 140'000 to 160'000", (140_000, 160_000, "CHF", "year")),
        ("SEK 75 000 per month", (75_000, 75_000, "SEK", "month")),
        ("70-85k EUR and 1% equity", (70_000, 85_000, "EUR", "year")),
        ("CA$170k–CA$210k", (170_000, 210_000, "CAD", "year")),
        ("€ 5.200 - € 6.400 per month", (5_200, 6_400, "EUR", "month")),
        ("Up to £85k depending on experience", (None, 85_000, "GBP", "year")),
        ("From EUR 98,000.", (98_000, None, "EUR", "year")),
        ("$85.50 an hour", (85.5, 85.5, "USD", "hour")),
        ("We offer 210–260k, hybrid work and 30 days of leave.", (210_000, 260_000, None, "year")),
        ("£105k-£125k + bonus", (105_000, 125_000, "GBP", "year")),
        ("EUR 150.000,00 brutto", (150_000, 150_000, "EUR", "year")),
        ("70.000 - 80.000 Euro", (70_000, 80_000, "EUR", "year")),
        ("Salary: 95,000 to 105,000 per year", (95_000, 105_000, None, "year")),
        ("$75/hr", (75, 75, "USD", "hour")),
        ("INR 45,00,000 - 60,00,000 per annum", (4_500_000, 6_000_000, "INR", "year")),
        ("Between $150,000 and $175,000 base", (150_000, 175_000, "USD", "year")),
        ("Salary: $180,000/year - $240,000/year", (180_000, 240_000, "USD", "year")),
        ("Salary: $180,000/yr - $240,000/yr", (180_000, 240_000, "USD", "year")),
        ("Pay range: from $150,000 per year to $190,000 per year", (150_000, 190_000, "USD", "year")),
        ("₹60 LPA", (6_000_000, 6_000_000, "INR", "year")),
        ("CTC: ₹45 lakhs to ₹60 lakhs", (4_500_000, 6_000_000, "INR", "year")),
        ("₹1.2 crore a year", (12_000_000, 12_000_000, "INR", "year")),
        ("¥12M", (12_000_000, 12_000_000, "JPY", "year")),
        ("R1.2m a year", (1_200_000, 1_200_000, "ZAR", "year")),
        ("$1,500 per week", (1_500, 1_500, "USD", "week")),
        ("8.500 € monatlich", (8_500, 8_500, "EUR", "month")),
        ("Monthly salary: 8.500 €", (8_500, 8_500, "EUR", "month")),
        ("Salary: £90,000 for a week of 40 hours", (90_000, 90_000, "GBP", "year")),
        ("$300k OTE. Base $220k", (220_000, 220_000, "USD", "year")),
        ("Base $220k. OTE $300k", (220_000, 220_000, "USD", "year")),
        ("You will be paid £90,000 a year.", (90_000, 90_000, "GBP", "year")),
        ("Colorado: $150,000 - $180,000; California: $180,000 - $220,000", (150_000, 220_000, "USD", "year")),
        (
            "Base range: $210k - $265k in Ohio, plus equity.\nIn Maine it is $220k - $280k.",
            (210_000, 280_000, "USD", "year"),
        ),
        ("Data Science Manager - £75,000-£90,000 - London", (75_000, 90_000, "GBP", "year")),
        ("Sales Data Manager - £75,000", (75_000, 75_000, "GBP", "year")),
        ("Range in Ohio: $150k - $180k. Range in Maine: $120k - $160k.", (120_000, 180_000, "USD", "year")),
    ],
)
def test_that_pay_is_read_with_currency_and_period(text: str, pay: tuple[object, ...]) -> None:
    found = pay_in(text)
    assert found is not None
    assert (found.low, found.high, found.currency, found.period) == pay


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("Up to 200k salary", (None, 200_000, "Up to 200k")),
        ("Pay: from 150k a year", (150_000, None, "from 150k")),
        ("Salary: maximum of £90,000", (None, 90_000, "maximum of £90,000")),
        ("Salary: no more than $200k", (None, 200_000, "no more than $200k")),
        ("Salary: £90k max.", (None, 90_000, "£90k max")),
        ("Salary: €150,000+", (150_000, None, "€150,000+")),
        ("Salary: $150k or more", (150_000, None, "$150k or more")),
        ("Salary: £90k - £100k+", (90_000, None, "£90k - £100k+")),
        ("Salary from £150k to £200k", (150_000, 200_000, "£150k to £200k")),
        ("Salary: £90,000\nMinimum 5 years in the field", (90_000, 90_000, "£90,000")),
        ("Salary: £90,000 + bonus", (90_000, 90_000, "£90,000")),
    ],
)
def test_that_an_end_that_is_open_stays_open_and_is_said(text: str, pay: tuple[object, ...]) -> None:
    found = pay_in(text)
    assert found is not None
    assert (found.low, found.high, found.words) == pay
    assert " ".join(text[found.start : found.end].split()) == found.words


@pytest.mark.parametrize(
    "text",
    [
        "We offer 30,000 products in 20 countries.",
        "You own a budget of $2,000,000.",
        "A training budget of £1,500 a year.",
        "We raised $12,000,000 last year.",
        "Own a P&L of $12m.",
        "You lead 30 to 45 people in 2 offices.",
        "a $2M measurement budget",
        "We serve 20,000 customers for 30k companies.",
        "Founded in 2015, part of the Fortune 500.",
        "Sign-on bonus: $20,000.",
        "We process $200,000 of transactions per day.",
        "Our average deal is $120,000 a year.",
        "Prior salary $90,000 no longer applies.",
        "The salary is not $150,000.",
        "Our customers save $300,000 per year.",
        "You will save the firm £200,000 a year.",
        "Relocation up to $10,000.",
        "Fine of up to $50,000 per year for each breach.",
        "We have paid out $2,000,000 per year in bonuses.",
        "We paid our investors $2,000,000 last year.",
        "We paid our staff $200,000 last year in bonuses.",
        "We donate $100,000 a year to charity.",
        "Life insurance of $500,000",
        "401k match up to $10,000 a year",
        "Our platform handles $400,000 per hour.",
        "Customers pay us $50,000 per year.",
        "You lead a $1.5M product.",
    ],
)
def test_that_other_amounts_are_no_pay(text: str) -> None:
    assert pay_in(text) is None


def test_that_pay_keeps_its_words_and_the_day_of_the_advert() -> None:
    found = pay_in("Posted on 3 May 2026\nPay: $210k - $260k")
    assert found is not None
    assert (found.words, found.date) == ("$210k - $260k", "2026-05-03")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Head of ML\nCompany: Fern Labs\nLocation: Oslo (hybrid)", ("Head of ML", "Fern Labs", "Oslo")),
        ("Engineering Manager, Machine Learning\nLarkspur Commerce, Leeds (hybrid)",
         ("Engineering Manager, Machine Learning", "Larkspur Commerce", "Leeds")),
        ("Director of AI at Fern Bank in 2026", ("Director of AI", "Fern Bank in 2026", None)),
        ("AI Lead | Fern | Remote", ("AI Lead", "Fern", "Remote")),
        ("Manager, Data Science, Fern Inc., Berlin", ("Manager, Data Science", "Fern Inc", "Berlin")),
        ("Head of Data (m/w/d)\nFern GmbH · Berlin · Full-time", ("Head of Data", "Fern GmbH", "Berlin")),
        ("We're hiring an AI Product Manager! You hire.", ("AI Product Manager", None, None)),
        ("Head of ML, retail bank\n\nYou will coach a team.", ("Head of ML, retail bank", None, None)),
        ("You will coach a team of four engineers.", (None, None, None)),
        ("Lead a team of engineers and mentor them. Hire data scientists.", (None, None, None)),
        ("Head the data group and hire people.", (None, None, None)),
        ("Lead data scientist\nFern Labs, Oslo", ("Lead data scientist", "Fern Labs", "Oslo")),
        ("ML Manager\nSalary: £90,000\nLondon", ("ML Manager", None, "London")),
        ("ML Manager - Salary: £90,000", ("ML Manager", None, None)),
        ("ML Manager\nFull-time, permanent\nLondon", ("ML Manager", None, "London")),
        ("Head of ML\nReports to: CTO", ("Head of ML", None, None)),
        ("ML Manager\nPosted 3 days ago", ("ML Manager", None, None)),
        ("ML Manager\nContoso Fern Labs Group · Dublin, County Dublin, Ireland (On-site)",
         ("ML Manager", "Contoso Fern Labs Group", "Dublin, Ireland")),
        ("ML Manager\nCompany: Foo Inc. | Location: Austin, TX", ("ML Manager", "Foo Inc", "Austin, TX")),
        ("Title: ML Lead | Company: Fern | Location: Oslo, Norway", ("ML Lead", "Fern", "Oslo, Norway")),
        ("", (None, None, None)),
    ],
)  # fmt: skip
def test_that_title_employer_and_place_are_read_if_named(text: str, named: tuple[str | None, ...]) -> None:
    assert heading_of(text) == AdvertHeading(*named)
