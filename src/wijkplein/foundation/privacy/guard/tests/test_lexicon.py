"""Which words the guard takes for Dutch, and which could be a name."""

import pytest

from wijkplein.foundation.privacy.guard.lexicon import in_dictionary, strange


@pytest.mark.parametrize(
    "word", ["buurvrouw", "schommels", "harkt", "lantaarnpaal", "buurtbarbecue", "stadskantoor", "qr-code", "mn", "jo"]
)
def test_dutch_words_compounds_and_chat_are_not_strange(word: str) -> None:
    assert not strange(word)


@pytest.mark.parametrize("word", ["yurainy", "gebrehiwot", "tahapary", "brexwa", "el-masri"])
def test_a_word_that_nobody_uses_may_be_a_name(word: str) -> None:
    assert strange(word)


def test_the_dictionary_holds_words_and_no_invented_ones() -> None:
    """Guards against a new edition of the package that is laid out in another way."""
    assert in_dictionary("prullenbak")
    assert not in_dictionary("zqwxprullenbak")
