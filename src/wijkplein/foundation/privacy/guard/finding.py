"""What the guard hands back: one marked stretch of text."""

from dataclasses import dataclass

# Stable machine names. The order is the order of precedence where two findings overlap.
KINDS = (
    "email",
    "iban",
    "phone",
    "birth_date",
    "bsn",
    "relation",
    "address",
    "plate",
    "postcode",
    "name",
    "sensitive",
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A stretch of text that may point at a person; `start` and `end` count Unicode code points, end excluded."""

    start: int
    end: int
    kind: str
    text: str
