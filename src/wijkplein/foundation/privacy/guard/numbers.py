"""Findings with a fixed shape: telephone, e-mail, IBAN, BSN (reliability.md 3.7, step 1)."""

import re
from collections.abc import Iterator

from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn as bsn_number

from .note import Note
from .rules import RULES

Span = tuple[str, int, int]
NOT_DIGIT = re.compile("[^0-9]")
GROUP = re.compile("[0-9]+")
DUTCH = re.compile("0[1-8]")
FEWEST_DIGITS, MOST_DIGITS, SAFE_GROUPS = 8, 17, 2  # "+597 865432" has nine, and "o6 ..." counts its 0 as a letter
SEPARATORS = " .-\u200b"


def emails(note: Note) -> Iterator[Span]:
    """Mail addresses, also spelled out; role mailboxes of organisations (info@...) belong to nobody."""
    for key, signs in (("email", ("@", "(at)", "[at]", " apenstaartje ")), ("email_spoken", (" at ", " apenstaart"))):
        if any(sign in note.folded for sign in signs):
            for match in RULES.pattern(key).finditer(note.folded):
                if not _role_mailbox(match.group()):
                    yield "email", match.start(), match.end()


def _role_mailbox(address: str) -> bool:
    """Whether this is the mailbox of an organisation: a role before the @, and no free mail provider after it."""
    local, _, domain = address.partition("@")
    provider = domain.strip().split(".")[0]
    return local.strip() in RULES.words("phone", "role_mailboxes") and provider not in RULES.words("phone", "free_mail")


def national(number: str) -> str:
    """A telephone number as digits in the Dutch national form; foreign numbers keep their 00 and country code."""
    digits = NOT_DIGIT.sub("", number.replace("o", "0", 1) if number.startswith("o") else number)
    if number.lstrip("( ").startswith("+"):
        digits = "00" + digits
    if digits.startswith("316") and len(digits) == 11:
        digits = "0" + digits[2:]
    if digits.startswith("0031"):
        digits = "0" + digits[4:].removeprefix("0")
    return digits


def phones(note: Note) -> Iterator[Span]:
    """Telephone numbers of persons: mobile, landline, foreign, local after "bel", and spelled out."""
    free = 0
    for match in RULES.pattern("phone_start").finditer(note.folded):
        start = match.start()
        end = _number_end(note.folded, start, glued=free < start - 1) if start >= free else 0
        if end:
            free = end
            if not _of_organisation(note, start, end):
                yield "phone", start, end
                second = RULES.pattern("phone_second").match(note.folded, end)
                if second:
                    yield "phone", second.start(1), second.end(1)
    for key in ("phone_local", "phone_spoken"):
        for match in RULES.pattern(key).finditer(note.folded):
            group = 1 if match.re.groups else 0
            if group == 0 or len(NOT_DIGIT.sub("", match.group(1))) in (6, 7):
                yield "phone", match.start(group), match.end(group)


def _number_end(folded: str, start: int, *, glued: bool) -> int:
    """Where a complete number from here ends, whatever digits follow it; 0 when none does.

    A Dutch number has ten digits; a foreign one goes on as long as its country allows and no Dutch one begins.
    """
    run = RULES.pattern("phone_run").match(folded, start)
    if run is None or RULES.pattern("no_phone").match(folded, start):
        return 0
    # "2026-05-01 12 34 56" and "01/05 08/05 15/05" are no numbers: only "1.06-12345678" may stand so close.
    after_code = glued and folded[start - 1 : start] in (".", "-", "/") and folded[max(0, start - 2)].isdigit()
    best = size = 0
    for count, group in enumerate(GROUP.finditer(run.group()), start=1):
        end, size = start + group.end(), size + len(group.group())
        another = best and DUTCH.match(group.group()) and _number_end(folded, start + group.start(), glued=False)
        if another or size > MOST_DIGITS:
            break
        if size >= FEWEST_DIGITS and not folded[end : end + 1].isalnum() and _personal_number(folded[start:end]):
            if after_code and count > SAFE_GROUPS:
                return 0
            best = end
            if not national(folded[start:end]).startswith("00"):
                break
    return best


def _personal_number(raw: str) -> bool:
    """Whether the digits can be somebody's number: right length, and not 0800, 0900, 088 or 14 0xx."""
    digits = national(raw)
    if digits.startswith(tuple(RULES.words("phone", "public"))):
        return False
    if digits.startswith("00"):
        code = next((code for code in RULES.phone_lengths if digits.startswith(code, 2)), "")
        longest = RULES.phone_lengths.get(code, 15 - len(code)) + len(code) + 2 + ("(0)" in raw)
        return raw.lstrip("( ")[0] in "+0" and 10 <= len(digits) <= longest and digits[2] != "0"
    return len(digits) == 10 and digits[0] == "0" and digits[1] in "12345678"


def _of_organisation(note: Note, start: int, end: int) -> bool:
    """A landline directly after an organisation ("bel het buurthuis op ...") is public; a mobile never is."""
    return not national(note.folded[start:end]).startswith(("06", "00")) and after_organisation(note, start)


def after_organisation(note: Note, offset: int, reach: int = 6) -> bool:
    """Whether only linking words and names stand between an organisation and this place in the text."""
    index = note.word_at(offset) - 1
    if index < 0:
        return False
    sentence, links = note.words[index].sentence, RULES.words("words", "organisation_links")
    for word in reversed(note.words[max(0, index - reach) : index + 1]):
        if word.sentence != sentence:
            return False
        if word.form in RULES.words("words", "organisation") or word.form.endswith(RULES.endings("words", "venues")):
            return not _sends(note, note.word_at(word.start))
        person = word.form in RULES.sure_given or word.form in RULES.words("names", "titles")
        if person or not (word.capital or word.form in links):
            return False
    return False


def _sends(note: Note, index: int) -> bool:
    """Whether an organisation only sends something: "een brief van de gemeente op Oranjestraat 6"."""
    before = [word.form for word in note.words[max(0, index - 3) : index]]
    return not {"van", "door"}.isdisjoint(before) and not RULES.words("names", "contact").isdisjoint(before)


def bsns(note: Note) -> Iterator[Span]:
    """Numbers that pass the 11-test of the BSN, in the groups in which people write nine digits."""
    shapes = RULES.words("bsn", "shapes")
    for match in RULES.pattern("digits").finditer(note.folded):
        groups = [(match.start() + m.start(), match.start() + m.end()) for m in GROUP.finditer(match.group())]
        yield from _bsn_windows(note, groups, shapes)


def _bsn_windows(note: Note, groups: list[tuple[int, int]], shapes: frozenset[str]) -> Iterator[Span]:
    """Tries every run of neighbouring digit groups that makes nine (or, after "bsn", eight) digits."""
    free = 0
    for first, (start, _) in enumerate(groups):
        size, form = 0, []
        for begin, end in groups[first : first + 9]:
            size += end - begin
            form.append(str(end - begin))
            if size > 9:
                break
            named = size >= 8 and start >= free and _named_bsn(note, start)
            allowed = size == 9 and (named or ("-".join(form) in shapes and _even(note, groups, first, len(form))))
            possible = start >= free and (allowed or (size == 8 and named)) and _glued_free(note, start, end)
            if possible and bsn_number.is_valid(NOT_DIGIT.sub("", note.folded[start:end]).zfill(9)):
                free = end
                yield "bsn", start, end


def _even(note: Note, groups: list[tuple[int, int]], first: int, count: int) -> bool:
    """Whether the groups are separated by one and the same sign."""
    gaps = {note.folded[groups[i][1]] for i in range(first, first + count - 1)}
    return len(gaps) <= 1


def _named_bsn(note: Note, offset: int) -> bool:
    """Whether "bsn" or the like stands in the three words before."""
    index = note.word_at(offset)
    return any(word.form in RULES.words("bsn", "words") for word in note.words[max(0, index - 3) : index])


def _glued_free(note: Note, start: int, end: int) -> bool:
    """No letter, currency or decimal touches the digits."""
    before, after = note.folded[max(0, start - 2) : start], note.folded[end : end + 1]
    return not (before[-1:].isalnum() or "\u20ac" in before or after.isalnum())


def ibans(note: Note) -> Iterator[Span]:
    """Account numbers that pass mod 97, spaced or not."""
    for match in RULES.pattern("iban_start").finditer(note.folded):
        length = RULES.iban_lengths.get(match.group()[:2])
        end = _collect(note.folded, match.start(), length) if length else 0
        if end:
            raw = "".join(c for c in note.folded[match.start() : end] if c not in SEPARATORS)
            if raw.isascii() and mod_97_10.is_valid((raw[4:] + raw[:4]).upper()):
                yield "iban", match.start(), end


def _collect(folded: str, start: int, length: int) -> int:
    """End of a run of `length` letters and digits with at most two separators between; 0 when there is none."""
    position, seen, gap = start, 0, 0
    while position < len(folded) and seen < length and gap < 3:
        if folded[position] in SEPARATORS:
            gap += 1
        elif folded[position].isascii() and folded[position].isalnum():
            seen, gap = seen + 1, 0
        else:
            return 0
        position += 1
    return position if seen == length and not folded[position : position + 1].isalnum() else 0
