"""What can happen to a theme."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.text import slugify

from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.themes.policy import Themes
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor


def add_theme(*, by: Actor, name: str, words: Iterable[str], synonyms: Iterable[str] = ()) -> Theme:
    """A new theme with its words. Raises Refused, and IntegrityError when the name is taken."""
    with act(by, Themes.add, None) as deed:
        theme = Theme.objects.create(name=name, slug=slugify(name), words=_lines(words), synonyms=_lines(synonyms))
        deed.about = theme
    return theme


def change_words(*, by: Actor, theme: Theme, words: Iterable[str], synonyms: Iterable[str] = ()) -> None:
    """Other words for a theme; its name stays, since things were said under it. Raises Refused."""
    with act(by, Themes.change, theme) as deed:
        theme.words, theme.synonyms = _lines(words), _lines(synonyms)
        theme.save(update_fields=["words", "synonyms"])
        deed.details = {"words": len(theme.word_list)}


def lay_aside(*, by: Actor, theme: Theme) -> None:
    """No longer offered; what carries it keeps it. Raises Refused."""
    with act(by, Themes.lay_aside, theme):
        theme.ended_at = timezone.now()
        theme.save(update_fields=["ended_at"])


def _lines(words: Iterable[str]) -> str:
    """One word on a line, each once, in the given order."""
    return "\n".join(dict.fromkeys(word.strip().lower() for word in words if word.strip()))
