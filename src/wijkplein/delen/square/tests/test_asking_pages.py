"""Asking without an account: the form, the guard, the turning away, the spam defences, the e-mail code."""

import pytest
from django.core import mail
from django.urls import reverse

from wijkplein.delen.square.models import Held, Post
from wijkplein.delen.square.tests.browsing import TOKEN, Browser, signed_in
from wijkplein.delen.square.views import common
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.models import Receipt

ASK = "/plein/vraag/"
OLD_ENOUGH = {"sixteen": "ja"}


@pytest.fixture
def question(cast):
    return {"kind": "question", "text": "Wie knipt mijn heg?", "area": cast.area.slug, "reach": "connector"}


def words(page):
    return page.content.decode()


def test_the_form_opens_with_why_and_who_in_sixty_words(cast):
    why = words(Browser().get(ASK)).split('class="wp-why">')[1].split("</div>")[0]
    spoken = " ".join(why.replace("<p>", " ").replace("</p>", " ").split())
    assert "Iedereen kan je tekst lezen" in spoken
    assert len(spoken.split()) <= 60


def test_a_visitor_asks_and_goes_to_the_receipt(question):
    answer = Browser().send(ASK, question)
    assert (answer.status_code, answer["Location"]) == (303, reverse("receipts:fresh"))
    assert Post.objects.get().held == Held.UNCONFIRMED


def test_without_a_title_the_first_sentence_is_one(question):
    Browser().send(ASK, {**question, "text": "Wie knipt mijn heg? Hij is twee meter hoog."})
    assert Post.objects.get().title == "Wie knipt mijn heg?"


def test_an_empty_form_comes_back_with_what_is_missing(cast):
    answer = Browser().send(ASK, {"text": ""})
    assert answer.status_code == 422
    assert "Vul dit nog in." in words(answer)


def test_nothing_that_was_typed_is_lost(question):
    answer = Browser().send(ASK, {**question, "area": "nergens"})
    assert answer.status_code == 422
    assert "Wie knipt mijn heg?" in words(answer)


@pytest.mark.parametrize("name", ["06 12345678", "anna@buurt.test", "<b>", "Anna1"])
def test_a_name_is_only_a_name(question, name):
    assert Browser().send(ASK, {**question, "author_name": name}).status_code == 422


def test_nobody_lands_in_a_neighbourhood_by_accident(cast, question):
    assert Browser().send(ASK, {**question, "area": ""}).status_code == 422
    assert 'value="molenrij-oost" selected' in words(signed_in(cast.anna).get(ASK))
    assert 'value="havel" selected' in words(Browser().get(f"{ASK}?buurt=havel"))


def test_the_answer_is_never_kept_by_a_cache(question):
    assert Browser().get(ASK)["Cache-Control"] == "no-store"


SUSPICIOUS = "Let op, er loopt een verdachte man met een zwarte jas door de straat en hij kijkt in alle auto's."


def test_a_post_about_somebody_suspicious_is_turned_to_the_police(question):
    answer = Browser().send(ASK, {**question, "text": SUSPICIOUS})
    assert answer.status_code == 422
    assert 'href="tel:112"' in words(answer)
    assert 'href="tel:09008844"' in words(answer)
    assert not Post.objects.exists()
    assert not Receipt.objects.exists()


def test_what_was_turned_away_can_be_written_differently(question):
    browser = Browser()
    answer = browser.send(ASK, {**question, "text": SUSPICIOUS})
    assert "verdachte man" in words(answer)
    token = TOKEN.search(words(answer)).group(1)
    again = browser.post(ASK, {**question, "text": "Kan er een lamp bij het pad komen?", "once": token})
    assert again.status_code == 303


@pytest.mark.parametrize(
    "text",
    [
        "Mijn BSN is 111222333, wie helpt?",
        "Bel Henk op 06 12345678 voor een ladder.",
        "Hij woont op Dorpsstraat 12 in Havel.",
    ],
)
def test_a_bsn_or_a_number_or_address_cannot_be_published(question, text):
    answer = Browser().send(ASK, {**question, "text": text, "besluit": "laat-staan"})
    assert answer.status_code == 422
    assert not Post.objects.exists()


PERSONAL = "Wie wil er eens op de koffie bij mevrouw Jansen?"


def test_the_guard_asks_and_changes_nothing_by_itself(question):
    answer = Browser().send(ASK, {**question, "text": PERSONAL})
    assert answer.status_code == 422
    assert "Maak het neutraal" in words(answer)
    assert PERSONAL in words(answer)


def test_the_writer_lets_it_stand_and_a_connector_reads_it(cast, question):
    Browser().send(ASK, {**question, "text": PERSONAL, "besluit": "laat-staan"})
    assert Post.objects.get().held == Held.GUARD


def test_the_writer_lets_it_be_made_neutral_and_reads_it_first(question):
    answer = Browser().send(ASK, {**question, "text": PERSONAL, "besluit": "maak-neutraal"})
    assert answer.status_code == 422
    assert "Jansen" not in words(answer)
    assert not Post.objects.exists()


def test_a_machine_that_fills_the_trap_places_nothing(question):
    assert Browser().send(ASK, {**question, "website": "https://koop.test"}).status_code == 422
    assert not Post.objects.exists()


def test_a_machine_that_is_too_quick_is_asked_to_look_again(question):
    browser = Browser()
    token = TOKEN.search(words(browser.get(ASK))).group(1)
    answer = browser.post(ASK, {**question, "once": token})
    assert answer.status_code == 422
    assert "heel snel" in words(answer)


def test_a_form_without_a_token_is_not_a_form_of_ours(question):
    assert Browser().post(ASK, question).status_code == 422


def test_a_network_has_a_budget_and_the_text_stays(question, monkeypatch):
    monkeypatch.setitem(common.VISITORS, "post", (1, 100))
    assert Browser().send(ASK, question).status_code == 303
    answer = Browser().send(ASK, {**question, "text": "Wie leent mij een emmer?"})
    assert answer.status_code == 429
    assert "Wie leent mij een emmer?" in words(answer)


def test_the_whole_town_has_a_budget_for_who_has_no_account(question, monkeypatch):
    monkeypatch.setitem(common.VISITORS, "post", (100, 1))
    assert Browser().send(ASK, question).status_code == 303
    assert Browser(REMOTE_ADDR="203.0.113.9").send(ASK, question).status_code == 429


def test_who_chooses_mail_gets_a_code_and_nothing_is_placed_yet(question):
    answer = Browser().send(ASK, {**question, "reach": "email", "email": "Nieuw@Buurt.test"})
    assert answer["Location"] == reverse("signing_in:code")
    assert not Post.objects.exists()
    assert [each.to for each in mail.outbox] == [["nieuw@buurt.test"]]


def test_without_an_address_there_is_nothing_to_mail(question):
    assert Browser().send(ASK, {**question, "reach": "email"}).status_code == 422


def confirm(browser, question, email="nieuw@buurt.test"):
    import re

    browser.send(ASK, {**question, "reach": "email", "email": email, "author_name": "Nel"})
    code = re.search(r"\b(\d{3}) ?(\d{3})\b", mail.outbox[-1].body)
    return browser.post(reverse("signing_in:code"), {"code": "".join(code.groups())})


def test_after_the_code_one_press_places_it(question):
    browser = Browser()
    assert confirm(browser, question)["Location"] == reverse("square:confirm")
    assert not Post.objects.exists()
    assert browser.send(reverse("square:confirm"), OLD_ENOUGH)["Location"] == reverse("receipts:fresh")
    post = Post.objects.get()
    assert (post.author.email, post.held) == ("nieuw@buurt.test", Held.FIRST)
    assert post.author.sixteen_or_older


def test_the_code_for_a_post_signs_nobody_up_and_is_not_used_up_by_trying(question):
    browser, before = Browser(), Person.objects.count()
    confirm(browser, question)
    new = reverse("signing_in:sign_up")
    assert browser.get(new)["Location"] == reverse("signing_in:sign_in")
    me = {"first_name": "Nel", "area": question["area"], "sixteen": "ja"}
    assert browser.post(new, me)["Location"] == reverse("signing_in:sign_in")
    assert Person.objects.count() == before
    assert browser.send(reverse("square:confirm"), OLD_ENOUGH)["Location"] == reverse("receipts:fresh")


def test_the_code_to_sign_in_places_no_post(question):
    import re

    browser = Browser()
    browser.send(ASK, {**question, "reach": "email", "email": "nieuw@buurt.test", "author_name": "Nel"})
    browser.post(reverse("signing_in:sign_in"), {"email": "nieuw@buurt.test", "next": reverse("square:confirm")})
    code = "".join(re.search(r"\b(\d{3}) ?(\d{3})\b", mail.outbox[-1].body).groups())
    assert browser.post(reverse("signing_in:code"), {"code": code})["Location"] == reverse("signing_in:sign_up")
    browser.post(reverse("square:confirm"), OLD_ENOUGH)
    assert not Post.objects.exists()


def test_somebody_new_says_whether_she_is_sixteen_before_anything_is_kept(question):
    browser, before = Browser(), Person.objects.count()
    confirm(browser, question)
    page = browser.send(reverse("square:confirm"))
    assert page.status_code == 422
    assert "Kies ja of nee." in words(page)
    assert question["text"] in words(page)
    assert (Post.objects.count(), Person.objects.count()) == (0, before)


def test_under_sixteen_nothing_is_kept_and_there_is_a_card_for_a_parent(question):
    """Story A5, also for who never meant to sign up."""
    browser, before = Browser(), Person.objects.count()
    confirm(browser, question)
    answer = browser.send(reverse("square:confirm"), {"sixteen": "nee"})
    assert answer["Location"] == reverse("signing_in:under_sixteen")
    assert (Post.objects.count(), Person.objects.count()) == (0, before)
    assert browser.get(reverse("square:confirm"))["Location"] == reverse("square:ask")


def test_whoever_we_know_is_not_asked_again(cast, question):
    browser = Browser()
    confirm(browser, question, "anna@buurt.test")
    assert "16 jaar of ouder" not in words(browser.get(reverse("square:confirm")))


def test_the_address_of_somebody_we_know_is_that_person(cast, question):
    browser, before = Browser(), Person.objects.count()
    confirm(browser, question, "anna@buurt.test")
    browser.send(reverse("square:confirm"))
    assert Post.objects.get().author == cast.anna
    assert Person.objects.count() == before


def test_without_the_code_nothing_is_placed(question):
    browser = Browser()
    browser.send(ASK, {**question, "reach": "email", "email": "nieuw@buurt.test"})
    assert browser.post(reverse("square:confirm"), {}).status_code == 200
    assert not Post.objects.exists()


def test_confirming_twice_places_one(question):
    browser = Browser()
    confirm(browser, question)
    token = browser.form(reverse("square:confirm"))
    for _ in range(2):
        answer = browser.post(reverse("square:confirm"), {**OLD_ENOUGH, "once": token})
        assert answer.status_code in (302, 303)
    assert Post.objects.count() == 1


def test_somebody_with_an_account_chooses_which_name_stands_under_it(cast):
    asked = {"kind": "news", "text": "De ijsbaan is open.", "area": cast.area.slug}
    signed_in(cast.anna).send(ASK, {**asked, "sender": "naam"})
    signed_in(cast.anna).send(ASK, {**asked, "sender": "buur"})
    assert list(Post.objects.order_by("id").values_list("author_name", flat=True)) == ["Anna", ""]
