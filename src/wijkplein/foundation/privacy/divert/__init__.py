"""DIVERT: posts about suspicious people are turned to 112 or 0900-8844, never published (story A1).

Rules and lists of words stand in `rules.toml`, concepts in `begrippen.toml`, spellings in `taal.toml`
and whole points for all of them in `points.toml`, in words a resident can read. This package only holds a
text against them; it keeps nothing, sends nothing and knows nobody. Source: domain.md A1 and 4.13, practice.md M17.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkplein.foundation.privacy.divert.kindness import kind_text
from wijkplein.foundation.privacy.divert.points import point_book
from wijkplein.foundation.privacy.divert.rules import Hit, rule_book

__all__ = ["Diversion", "judge", "kind_text"]


@dataclass(frozen=True, slots=True)
class Diversion:
    """What the rules say about a text.

    `why` is one plain Dutch sentence or two that name the words that counted. `route` says where the text
    belongs: "danger" (112), "suspicion" (0900-8844), "abuse" (Veilig Thuis), "neighbour" (neighbour
    mediation), or "" when the text may stay. `doubtful` is a text that may stay once somebody has read it: what
    the points miss is nearly always near their threshold (M9: accusations are held for a human).
    """

    diverted: bool
    why: str
    route: str
    doubtful: bool = False


_STAYS = Diversion(diverted=False, why="", route="")
_MAY_STAY = Diversion(diverted=False, why="", route="", doubtful=True)


def judge(text: str) -> Diversion:
    """Weigh the words of a text; a rule that holds weighs heavily. Linear in its length; raises nothing."""
    tokens, hits = rule_book().read(text)
    found = rule_book().first(hits)
    weighed = point_book().weigh(tokens, hits, found)
    if not weighed.enough:
        return _MAY_STAY if weighed.doubtful else _STAYS
    if found is not None:
        why = f'Regel "{found.rule.name}", door de woorden {_quoted(found.words)}. {found.rule.explanation}'
        return Diversion(diverted=True, why=why, route=found.rule.route)
    why = (
        f"Deze woorden telden het zwaarst: {_quoted(weighed.words)}. Samen {weighed.points} punten; "
        f"vanaf {weighed.needed} punten plaatsen we een bericht van deze lengte niet."
    )
    return Diversion(diverted=True, why=why, route=_route(hits))


def _quoted(words: Iterable[str]) -> str:
    return " en ".join(f"'{word}'" for word in words)


def _route(hits: Iterable[Hit]) -> str:
    """Which help fits a text that no certain rule recognised: a quarrel with a neighbour, or the police."""
    names = {hit.name for hit in hits}
    is_quarrel = names & {"hinder", "ergehinder"} and names & {"buur", "zekerbuur"}
    return "neighbour" if is_quarrel and not names & {"inbraaknu", "dader", "geweld"} else "suspicion"
