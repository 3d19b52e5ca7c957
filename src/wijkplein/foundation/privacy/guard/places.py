"""Findings about where somebody lives: address, house number, postcode."""

import re
from collections.abc import Iterator

from .lexicon import in_dictionary, strange
from .note import Note
from .numbers import Span, after_organisation
from .rules import RULES

BETWEEN = re.compile(" [1-9][0-9]{0,3}[a-z]?(?:[,.;]|$)")
LARGE = re.compile(" [1-9](?:[0-9]{1,2}(?![0-9])|[0-9]{0,2} ?(?:[a-z]|bis|hs|-[0-9]+)(?![a-z0-9]))")
ORDINAL = re.compile("(?:(?<![0-9])[1-9][0-9]?e )?$")
DIRECTION = re.compile("-(?:oost|west|noord|zuid|binnen|buiten)$")
STREET = re.compile("(?:straat|laan|weg|plein|kade|singel|gracht|hof|park|dreef|str)$")


def addresses(note: Note) -> Iterator[Span]:
    """Street with number, "op De Meent 8", "nummer 14" near people, "op 12 in de Kerkstraat"."""
    for match in RULES.pattern("house_number").finditer(note.folded):
        index = note.word_at(match.start()) - 1
        glued = index >= 0 and note.words[index].end == match.start()
        if not glued or _is_year(match.group()):
            continue
        if not (_is_street(note, index) or (not match.group()[0].isdigit() and _is_home(note, index))):
            continue
        short = match.group().startswith(".") and not note.words[index].form.endswith("str")
        if not (short or _no_house(note, match.end(), index)):
            start = _with_article(note, _corner_start(note, index), index)
            offset = note.words[start].start
            offset -= len(ORDINAL.search(note.folded[max(0, offset - 4) : offset])[0])  # type: ignore[index]  # "2e"
            yield "address", offset, _town_end(note, match.end())
    for match in RULES.pattern("po_box").finditer(note.folded):
        if not after_organisation(note, match.start()):
            yield "address", match.start(), match.end()
    for match in RULES.pattern("number_word").finditer(note.folded):
        if _home_number(note, match):
            yield "address", match.start(), match.end()
    yield from _number_first(note)


def _number_first(note: Note) -> Iterator[Span]:
    """The number before the street: "op 12 in de Kerkstraat"."""
    for match in RULES.pattern("number_in_street").finditer(note.folded):
        index = note.word_at(match.end())
        for street in (index, index + 1):
            if street < len(note.words) and _is_street(note, street):
                yield "address", match.start(1), note.words[street].end
                break


def _is_year(number: str) -> bool:
    """For instance "Westerpark 2023" is an event; house numbers between 1900 and 2099 are left to the postcode."""
    digits = number.strip()
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _no_house(note: Note, end: int, index: int) -> bool:
    """Whether the number counts things, or the address is that of an organisation."""
    return _counts_things(note, end, index) or _public_place(note, index)


def _is_street(note: Note, index: int) -> bool:
    """Whether a word is the name of a street: a street's ending and no ordinary word."""
    word = note.words[index]
    if not DIRECTION.sub("", word.form).endswith(RULES.endings("words", "street_endings")):
        return _is_rare_street(note, index)
    before = note.words[index - 1] if note.joined(index) else word
    if word.capital and before.capital and before.form in RULES.words("words", "street_prefixes"):
        return True  # "Hoge Veld 88"
    if word.form in RULES.words("words", "not_streets"):
        thing = word.form.endswith(("plein", "pad", "markt", "tuin", "veld", "bos"))
        if before.form in ("het", "de", "'t") and note.joined(index - 1):
            before = note.words[index - 2]  # "aan het Plein 5"
        named = not thing or before.form in RULES.words("words", "at_home")  # "de deur van Kerkplein 1"
        return word.capital and not word.first and named and len(word.form) > 4
    sure = word.form.endswith(RULES.endings("words", "sure_street_endings"))
    likely = word.form.endswith(RULES.endings("words", "lower_street_endings")) and not in_dictionary(word.form)
    return word.capital or ((sure or likely) and len(word.form) > 5)


def _is_rare_street(note: Note, index: int) -> bool:
    """Whether a capital word has an ending that some streets have: "Grevelingen" has none, "Waterkers" has."""
    word = note.words[index]
    if not word.capital or word.upper or not word.form.endswith(RULES.endings("words", "rare_street_endings")):
        return False
    known = word.form in RULES.not_homes or word.form in RULES.words("words", "not_streets")
    if known or len(word.form) < 5 or word.form in RULES.listed:
        return False
    before = note.words[index - 1].form if note.joined(index) else ""
    inside = bool(before) and before not in RULES.words("places", "before_things") and not note.words[index - 1].capital
    return inside or not in_dictionary(word.form)


def _is_home(note: Note, index: int) -> bool:
    """Whether a capital word with a number is a street without an ending: "woont op De Meent 8", "bij 't Zandt 3"."""
    word = note.words[index]
    start = _street_start(note, index)
    dialect = note.joined(index) and note.words[index - 1].form in ("'t", "t")
    bought = word.form in RULES.words("places", "things")  # "Albert Heijn 2 voor 1"
    if bought or (start == index and word.form in RULES.not_homes and not dialect):
        return False
    near = [other for other in note.words[max(0, index - 5) : index] if other.sentence == word.sentence]
    lived = any(other.form in RULES.words("words", "lives") for other in near)
    if not word.capital:
        return lived and (dialect or _is_lower_home(note, index)) and len(word.form) > 2
    if word.form in RULES.words("words", "not_streets"):
        return False
    if lived or (start == index and _after_home_word(note, index)):
        return True
    begin = _with_article(note, start, index)
    after = note.words[index + 1].form if index + 1 < len(note.words) else ""
    if start == index and len(word.form) > 5 and not word.upper and (strange(word.form) or after in RULES.lone_verbs):
        return True
    place = begin < index and note.joined(begin) and note.words[begin - 1].form in RULES.words("words", "at_home")
    return place and not word.upper


def _is_lower_home(note: Note, index: int) -> bool:
    """Whether a word without a capital, after "woont op de", can be a street: "woont op de vlonder 5"."""
    form = note.words[index].form
    if form in RULES.words("words", "not_streets") or form in RULES.words("words", "organisation"):
        return False
    compound = not in_dictionary(form) and form not in RULES.familiar  # "wilgenroosje"
    return compound or (note.joined(index) and note.words[index - 1].form in ("de", "het"))


def _after_home_word(note: Note, index: int) -> bool:
    """Whether "sleutel", "bij" or a comma stands before one word with a capital and a number: "bij Vuursteen 45"."""
    word = note.words[index]
    if word.first or word.upper or word.form in RULES.sure_given or len(word.form) < 4:
        return False
    before, gap = note.words[index - 1], note.gap(index)
    if gap in (", ", ": "):
        return not in_dictionary(word.form) or BETWEEN.match(note.folded, word.end) is not None
    if not note.joined(index) or (before.capital and not before.first):
        return False
    if before.form in RULES.words("words", "before_home") or before.form in RULES.words("words", "at_home"):
        return True
    return LARGE.match(note.folded, word.end) is not None and not in_dictionary(word.form)


def _street_start(note: Note, index: int) -> int:
    """First word of a street's name: "Burgemeester van der Meulenlaan" starts at "Burgemeester"."""
    start = index
    prefixes = RULES.words("words", "street_prefixes")
    for back in range(index - 1, max(-1, index - 7), -1):
        if not note.joined(back + 1):
            break
        word = note.words[back]
        own = word.capital and (word.form in RULES.words("names", "particles") or len(word.form) == 1)
        opens = word.first and word.form == "van"
        if opens or (own and (len(word.form) == 1 or not word.first or back + 1 == index)):
            start = back  # "Van Goghstraat", "Q. Massijsstraat"
        elif word.form in prefixes and (word.capital or word.form not in RULES.words("words", "capital_prefixes")):
            start = back
        elif word.capital and not word.first and word.form not in RULES.words("names", "capitals"):
            lives_there = back + 1 < start and note.words[back + 1].form == "van" and word.form in RULES.sure_given
            if lives_there and not (note.joined(back) and note.words[back - 1].form in RULES.words("words", "at_home")):
                break  # "Fatima van Kerkstraat 12": the name is no part of the street
            start = back
        elif word.first and word.capital and _opens_street(note, back, start):
            start = back  # "Jan Steenstraat 5", "Rembrandt van Rijnweg 6"
        elif word.form not in RULES.words("names", "particles") or word.form == "el":
            break
    return start


def _corner_start(note: Note, index: int) -> int:
    """First word of the street, or of the one before it on a corner: "Kerkstraat/Molenweg 3"."""
    start = _street_start(note, index)
    corner = start and note.gap(start) in ("/", " / ", " - ") and _is_street(note, start - 1)
    return _street_start(note, start - 1) if corner else start


def _opens_street(note: Note, index: int, start: int) -> bool:
    """Whether the first word of a sentence belongs to the street after it: "Jan Steenstraat", "Kmr. Onnesstraat"."""
    word, following = note.words[index], note.words[index + 1]
    if index + 1 == start:
        return word.form in RULES.sure_given or note.gap(start) == ". "
    if following.form not in RULES.words("names", "particles") or following.capital:
        return False
    core = STREET.sub("", note.words[start + 1].form if start + 1 < len(note.words) else "")
    named = word.form in RULES.given or strange(word.form)
    return named and (word.form not in RULES.sure_given or not in_dictionary(core))  # not "Fatima van Kerkstraat 12"


def _with_article(note: Note, start: int, index: int) -> int:
    """The article belongs to a name without a street's ending: "De Meent 8", "'t Hofje 130"."""
    sure = note.words[index].form.endswith(("straat", "laan", "weg", "plein", "gracht"))
    article = note.joined(start) and note.words[start - 1].form in ("de", "het", "'t", "t", "den")
    if sure or not article:
        return start
    before = note.words[start - 2] if note.joined(start - 1) else None
    own = before is not None and before.capital and not before.first and before.form in ("op", "in", "aan", "achter")
    return start - 2 if own else start - 1  # "Op de Bult 2"


def _counts_things(note: Note, end: int, index: int) -> bool:
    """Whether the number counts things ("in de Kerkstraat 3 bomen") and is no house number."""
    after = note.word_at(end)
    if after >= len(note.words) or note.folded[end : note.words[after].start] != " ":
        return False
    word = note.words[after]
    if word.form in RULES.words("words", "counted"):
        return True
    small = word.form in RULES.words("words", "after_address") or word.form in RULES.words("names", "never_lower")
    if small or word.capital:
        return False
    article = index and note.joined(index) and note.words[index - 1].form in ("de", "het", "'t", "onze")
    plural = article and word.form.endswith(("en", "s")) and len(word.form) > 3
    return bool(plural)


def _public_place(note: Note, index: int) -> bool:
    """Whether the address is that of an organisation ("buurthuis De Schakel, Kerkstraat 14")."""
    return after_organisation(note, note.words[_street_start(note, index)].start, reach=5)


def _home_number(note: Note, match: re.Match[str]) -> bool:
    """Whether "nummer 14" is a house: not a bus, a counter or a place in a list."""
    index = note.word_at(match.start())
    if index >= len(note.words):
        return False  # a mark without a letter glued to "nummer": no word of ours
    before = note.words[max(0, index - 4) : index]
    if match.group().startswith(("huis", "nummers", "woon", "standp", "stac", "chalet", "aanleun", "appartement")):
        return True
    if any(word.form in RULES.words("words", "not_house_numbers") for word in before):
        return False
    sentence = note.sentences[note.words[index].sentence]
    near = {word.form for word in note.words[max(sentence[0], index - 14) : min(sentence[1], index + 14)]}
    return not near.isdisjoint(RULES.house_hints)


def postcodes(note: Note) -> Iterator[Span]:
    """Postcodes; together with a house number they are an address."""
    for match in RULES.pattern("postcode").finditer(note.folded):
        letters = match.group()[-2:]
        raw = note.text[match.end() - 2 : match.end()]
        glued = match.end() - match.start() == 6
        number = RULES.pattern("postcode_number").match(note.folded, match.end())
        named = "postcode" in note.folded[max(0, match.start() - 14) : match.start()]
        if letters in ("sa", "sd", "ss") or (
            letters in RULES.words("words", "two_letters") and not (raw.isupper() and (number or named))
        ):
            continue
        if raw.isupper() or glued or number or named:
            house = number is not None and not _counts_things(note, number.end(), 0)
            end = number.end() if number and house else match.end()
            yield "address" if house else "postcode", match.start(), _town_end(note, end, sure=raw.isupper())


def _town_end(note: Note, end: int, *, sure: bool = False) -> int:
    """End of the town that follows a postcode ("7901 BD Hoogeveen"), or the place itself."""
    index = note.word_at(end)
    if index >= len(note.words) or note.folded[end : note.words[index].start] not in (" ", ", "):
        return end
    word = note.words[index]
    if word.capital and word.form in ("de", "den", "nieuw", "oud", "sint", "hoog") and note.joined(index + 1):
        word = note.words[index + 1]  # "De Wijk"
    town = word.capital and (sure or word.form in RULES.words("places", "netherlands"))
    return word.end if town else end
