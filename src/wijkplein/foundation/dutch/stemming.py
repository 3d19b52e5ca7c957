"""Dutch words to their stems: Snowball, with the repairs that its Dutch rules need.

Snowball's Dutch stemmer (Kraaij and Pohlmann) is right about open and closed syllables (bomen -> boom,
bommen -> bom) but it drops a final s of the word itself (fiets -> fiet), takes ge- off nouns (gezond -> zon),
keeps the e of adjectives (groene) and the t of verbs (fietst), and cannot know short vowels (wegen -> weeg).
Those five are mended here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import snowballstemmer

from wijkplein.foundation.dutch import lists

REACH = 5
_UNSTRESSED = re.compile(r"[^aeiou]+.*[aeiouy].*[^aeiou]e[lrnm]$|[aeiou].*[^aeiou]e[lrnm]$")
_INSEPARABLE = re.compile(r"^(?:be|ver|ont|her|er|ge)(?=[^aeiou]*[aeiou])")
_OPEN = re.compile(r"^(.*[^aeiou]|)([aeou])([bcdfgklmnprstvz])$")
# The endings before which a final s is a plural; any other final s belongs to the word (huis, les, bus).
_PLURAL_S = re.compile(
    r"(?:(?<=[aeiouy][^aeiouy]e[lmnr])|(?<=[aeiouy][^aeiouy]{2}e[lmnr])|(?<=[aeiouy][^aeiouy]{3}e[lmnr])"
    r"|(?<=aa[rm])|(?<=[^e]ie)|(?<=[eo][uo][rn])|(?<=or)|(?<=..[dgjntz]e)|(?<=ee)"
    r"|(?<=[lt]op)|(?<=hop)|(?<=[pm]p)|(?<=lub)|(?<=[rl]m)|(?<=ock))s$"
)
_SIMPLE_FINAL = str.maketrans("vz", "fs")


def _lengthen(base: str) -> str:
    """The stem vowel of an open syllable written as in a closed one: kok -> kook."""
    found = _OPEN.match(base)
    return f"{found[1]}{found[2]}{found[2]}{found[3]}" if found else base


def verb_stem(infinitive: str) -> str:
    """The first person of a regular verb: koken -> kook, klussen -> klus, wandelen -> wandel."""
    base = infinitive.removesuffix("n").removesuffix("e")
    if base.endswith(("aa", "oe", "ie", "eu", "oo")):
        return base
    bare = _INSEPARABLE.sub("", base)
    if len(base) > 2 and base[-1] == base[-2]:
        base = base[:-1]
    elif (infinitive.endswith("eren") and _is_loan(infinitive)) or not _UNSTRESSED.match(bare):
        base = _lengthen(base)
    return base[:-1] + base[-1].translate(_SIMPLE_FINAL)


_NATIVE_EREN = (
    *("schilderen", "luisteren", "timmeren", "veranderen", "verbeteren", "toveren", "vergaderen"),
    *("herinneren", "inburgeren", "leveren", "vliegeren"),
)


def _is_loan(infinitive: str) -> bool:
    """Whether -eren is stressed (repareren, parkeren), as it is outside a few native verbs."""
    return infinitive not in _NATIVE_EREN and len(infinitive) > len("leveren")


def _regular_forms(infinitive: str) -> set[str]:
    stem = verb_stem(infinitive)
    base = infinitive.removesuffix("en")
    ending = "t" if base[-1] in "tkfspxh" else "d"
    ge = "" if _INSEPARABLE.match(base) else "ge"
    participle = f"{ge}{stem}" if stem.endswith(ending) else f"{ge}{stem}{ending}"
    forms = {
        infinitive,
        stem,
        f"{stem}t",
        f"{stem}{ending}e",
        f"{stem}{ending}en",
        participle,
        f"{participle}e",
    }
    return forms | {f"{infinitive}d", f"{infinitive}de"}


@cache
def verb_forms() -> dict[str, str]:
    """Every form of every listed verb, with the stem it belongs to."""
    forms: dict[str, str] = {}
    for infinitive in sorted(lists.weak_verbs()):
        for form in _regular_forms(infinitive):
            forms.setdefault(form, verb_stem(infinitive))
    for infinitive, irregular in lists.strong_verbs().items():
        stem = verb_stem(infinitive)
        for form in (infinitive, stem, f"{stem}t", *irregular):
            forms[form] = stem
    return forms


def _separable(word: str) -> str | None:
    """The stem of a verb with a particle (opgeruimd, meegereden, op te halen written together), or None."""
    for particle in sorted(lists.particles()):
        if word.startswith(particle):
            rest = word[len(particle) :]
            stem = verb_forms().get(rest) or verb_forms().get(rest.removeprefix("te"))
            if stem and len(stem) > 1:
                return particle + stem
    return None


def rejoined(words: Sequence[str]) -> Iterator[str]:
    """Stems of verbs whose particle stands apart: "pas graag op" -> oppas, "op te halen" -> ophaal.

    A particle joins the nearest verb at most five words before it, or the one right after its "te". That is
    wrong now and then (ik fiets op zondag), but nobody searches for what then comes out.
    """
    for place, particle in enumerate(words):
        if particle not in lists.particles():
            continue
        if words[place + 1 : place + 2] == ["te"] and len(words) > place + 2:
            before = words[place + 2 : place + 3]
        else:
            before = words[max(0, place - REACH) : place][::-1]
        stem = next((verb_forms()[word] for word in before if word in verb_forms()), None)
        if stem:
            yield particle + stem


def _irregular(word: str) -> tuple[str, ...]:
    """The lemma of an irregular form, also at the end of a compound whose front has a vowel; else nothing."""
    table = lists.plurals()
    if word in table:
        return table[word]
    for cut in range(2, len(word) - 3):
        front, back = word[:cut], word[cut:]
        if back in table and re.search("[aeiou]", front):
            return tuple(front + lemma for lemma in table[back])
    return ()


@cache
def _snowball() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("dutch")


def _guarded(word: str) -> str:
    """Snowball's stem, where ge- at the front or inside (begeleiding) is not taken for a participle."""
    masked = re.sub(r"^ge(?=[^aeiou]*[aeiouy])|(?<=[a-z])ge(?=[a-z]{3})", "gi", word)
    stem = str(_snowball().stemWord(masked))
    letters = ["e" if masked[n : n + 1] != word[n : n + 1] else letter for n, letter in enumerate(stem)]
    return "".join(letters)


def _singular(word: str) -> str:
    """The word without a regular plural s, diminutive or -heden."""
    word = re.sub(r"e{3}n$", "ee", word)
    word = re.sub(r"ieen$", "ie", word)
    word = re.sub(r"heden$", "heid", word)
    word = re.sub(r"(?<=[lr]d)en$", "", word)
    word = re.sub(r"(?<=i)nkjes?$", "ng", word)
    if found := re.match(r"(.*(?:auto|foto|oma|opa|radio|paraplu|menu|video|piano|kado|bistro))[aou]tjes?$", word):
        return found[1]
    if word.endswith(("tje", "tjes", "pje", "pjes")):
        return str(re.sub(r"(?<=[sfkpth]t)jes?$", "", word))
    return _PLURAL_S.sub("", word)


def _noun(word: str) -> str:
    """The stem of a word that is in no list."""
    if word.endswith("s") and not re.search(r"[jtkp]es$", word):
        return word
    if word.endswith("eerd") and word.startswith("ge"):
        return word[2:-1]
    if len(word) > 3 and word[-1] == "e" and word[-2] not in "aeiouj":
        return _guarded(word + "n")
    return _guarded(word)


@lru_cache(maxsize=5_000)
def stems(word: str) -> tuple[str, ...]:
    """The stem of a folded word; two where one form belongs to two words (sloten: slot and sloot).

    Words of one or two letters, words with a digit and names are their own stem.
    """
    if len(word) < 3 or not word.isalpha() or word in lists.names():
        return (word,)
    if found := lists.plurals().get(word):
        return found
    if stem := verb_forms().get(word):
        return (stem,)
    if (separable := _separable(word)) is not None:
        return (separable,)
    singular = _singular(word)
    return _irregular(singular) or (_noun(singular),)
