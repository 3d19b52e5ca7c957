"""What is measured in areas: the house's keys with Dutch label and unit, and what files call them.

The column names are those of CBS through PDOK, StatLine, and the collections seen so far (ecosystem.md 5.2, 5.3),
without case and punctuation. Pages show only measures with a label; other columns are kept under their own name.
"""

from dataclasses import dataclass
from typing import Final

PERCENT: Final = "%"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted: its key, Dutch label, unit and the column names it is known by (`plain`)."""

    key: str
    label: str
    unit: str
    columns: tuple[str, ...]


MEASURES: Final = (
    Measure("population", "Inwoners", "inwoners", ("population", "aantalinwoners", "aantalinwoners5")),
    Measure("households", "Huishoudens", "huishoudens", ("aantalhuishoudens", "huishoudenstotaal29")),
    Measure("age_0_14", "Jonger dan 15", PERCENT, ("pop014", "percentagepersonen0tot15jaar")),
    Measure("age_15_24", "15 tot 25 jaar", PERCENT, ("pop1524", "percentagepersonen15tot25jaar")),
    Measure(
        "age_25_44",
        "25 tot 45 jaar",
        PERCENT,
        ("pop2544", "percentagepersonen25tot45jaar", "aantalinwonerstussen2544percentage"),
    ),
    Measure("age_45_64", "45 tot 65 jaar", PERCENT, ("pop4564", "percentagepersonen45tot65jaar")),
    Measure("age_65_plus", "65 jaar en ouder", PERCENT, ("pop65plus", "percentagepersonen65jaarenouder")),
    Measure("living_alone", "Wonen alleen", PERCENT, ("percentageeenpersoonshuishoudens",)),
    Measure(
        "with_children",
        "Huishoudens met kinderen",
        PERCENT,
        ("percentagehuishoudensmetkinderen", "aantalhuishoudensmetkinderenpercentage"),
    ),
    Measure(
        "household_size",
        "Personen per huishouden",
        "personen",
        ("gemiddeldehuishoudsgrootte", "gemiddeldehuishoudensgrootte", "gemiddeldehuishoudensgrootte33"),
    ),
    Measure("dwellings", "Woningen", "woningen", ("dwellingtotal", "woningvoorraad")),
    Measure(
        "dwelling_value",
        "Gemiddelde woningwaarde",
        "x 1.000 euro",
        ("dwellingvalue", "gemiddeldewoningwaarde"),
    ),
    Measure(
        "owner_occupied",
        "Koopwoningen",
        PERCENT,
        ("dwellingownership", "percentagekoopwoningen", "koopwoningpercentage", "koopwoningen47"),
    ),
    Measure(
        "social_rent",
        "Huurwoningen van een woningcorporatie",
        PERCENT,
        ("perchuurwoningeninbezitwoningcorporaties",),
    ),
    Measure("employed", "Mensen met werk", PERCENT, ("employmentrate",)),
    Measure("income_low", "Laag inkomen", PERCENT, ("incomelow",)),
    Measure("income_high", "Hoog inkomen", PERCENT, ("incomehigh",)),
    Measure("higher_education", "Hbo of universiteit", PERCENT, ("eduapplsci",)),
    Measure("density", "Inwoners per km²", "per km²", ("bevolkingsdichtheidinwonersperkm2",)),
    Measure(
        "address_density",
        "Adressen per km² in de omgeving",
        "per km²",
        ("omgevingsadressendichtheid", "oadadressenperkm2", "oad"),
    ),
    Measure(
        "urbanity",
        "Stedelijkheid (1 zeer sterk, 5 niet)",
        "klasse",
        ("urbanity", "stedelijkheid", "sted", "stedelijkheidadressenperkm2"),
    ),
)
BY_KEY: Final = {measure.key: measure for measure in MEASURES}
BY_COLUMN: Final = {column: measure for measure in MEASURES for column in measure.columns}
URBANITY: Final = {
    "extremely urbanised": "1",
    "strongly urbanised": "2",
    "moderately urbanised": "3",
    "hardly urbanised": "4",
    "not urbanised": "5",
}
