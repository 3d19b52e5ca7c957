"""Placing: what waits, who lets it through, what the receipt says."""

import pytest

from wijkplein.delen.square.actions import Draft, change_post, let_through, place_for, place_post
from wijkplein.delen.square.actions.placing import Caller, place_for_caller, writer_with
from wijkplein.delen.square.models import Held, Post
from wijkplein.delen.square.tests.makers import make_post, make_waiting_post
from wijkplein.foundation.people.models import Person, ProxyMandate
from wijkplein.foundation.receipts.lookup import by_words, holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed

DRAFT = Draft("question", "Wie heeft een ladder?", "Voor zaterdag, dan maak ik de goot schoon.")


def test_what_a_visitor_writes_waits_for_a_connector(cast):
    assert make_waiting_post(cast).held == Held.UNCONFIRMED
    assert not Post.objects.visible_to(VISITOR).exists()


def test_the_first_post_of_a_new_person_waits(cast):
    assert make_waiting_post(cast, by=cast.anna).held == Held.FIRST


def test_the_second_post_of_a_person_does_not_wait(cast):
    make_post(cast, by=cast.anna)
    assert make_waiting_post(cast, by=cast.anna, text="En wie heeft een emmer?").is_public


def test_what_the_guard_found_waits_also_of_somebody_known(cast):
    make_post(cast, by=cast.anna)
    assert make_waiting_post(cast, by=cast.anna, held=Held.GUARD).held == Held.GUARD


def test_letting_through_gives_it_a_place_and_a_card(cast):
    post = make_waiting_post(cast)
    let_through(by=cast.carla, post=post)
    post.refresh_from_db()
    assert post.is_public
    assert post.sequence
    assert "ladder" in post.card


def test_the_writer_cannot_let_through_his_own(cast):
    post = make_waiting_post(cast, by=cast.anna)
    with pytest.raises(Refused):
        let_through(by=cast.anna, post=post)


def test_a_connector_of_another_area_cannot_let_through(cast):
    post = make_waiting_post(cast)
    Post.objects.filter(pk=post.pk).update(area=cast.other_area)
    post.refresh_from_db()
    with pytest.raises(Refused):
        let_through(by=cast.carla, post=post)


def test_who_comes_second_hears_that_somebody_was_first(cast):
    post = make_waiting_post(cast)
    let_through(by=cast.carla, post=post)
    with pytest.raises(Refused, match="Iemand was je voor"):
        let_through(by=cast.marieke, post=post)


def test_the_three_words_of_a_new_post_find_its_receipt(cast):
    placed = place_post(by=VISITOR, area=cast.area, draft=DRAFT, author=None)
    assert by_words(placed.issued.words) == placed.issued.receipt
    assert placed.issued.receipt.owner_role == "connector"


def test_the_words_stand_nowhere_in_the_database(cast):
    placed = place_post(by=VISITOR, area=cast.area, draft=DRAFT, author=None)
    kept = Receipt.objects.filter(pk=placed.issued.receipt.pk).values().get()
    assert placed.issued.words not in str(kept)
    assert placed.issued.words not in str(list(Deed.objects.values()))


def test_what_a_connector_writes_for_somebody_is_there_at_once(cast):
    placed = place_for(by=cast.carla, area=cast.area, draft=DRAFT, author=None)
    assert placed.post.is_public
    assert placed.post.on_behalf


def test_a_neighbour_cannot_write_for_somebody(cast):
    with pytest.raises(Refused):
        place_for(by=cast.bram, area=cast.area, draft=DRAFT, author=None)


def test_a_caller_becomes_a_person_without_mail_with_a_mandate_for_this_post(cast):
    caller = Caller("Truus", "Jansen", "+31522123456", "Dorpsstraat 4")
    placed = place_for_caller(by=cast.carla, area=cast.area, draft=DRAFT, caller=caller)
    person, mandate = placed.post.author, ProxyMandate.objects.get()
    assert (person.first_name, person.email, person.phone) == ("Truus", None, "+31522123456")
    assert (mandate.proxy, mandate.represented) == (cast.carla, person)
    assert mandate.about_id == placed.post.uuid
    assert placed.issued.receipt.holder == person


def test_a_refused_proxy_leaves_no_person_behind(cast):
    before = Person.objects.count()
    with pytest.raises(Refused):
        place_for_caller(by=cast.bram, area=cast.area, draft=DRAFT, caller=Caller("Truus"))
    assert Person.objects.count() == before


def test_a_proved_address_that_we_know_is_that_person(cast):
    assert writer_with(email="anna@buurt.test", first_name="Iemand", area=cast.area) == cast.anna


def test_a_proved_address_that_is_new_becomes_somebody_who_can_be_reached(cast):
    person = writer_with(email="nieuw@buurt.test", first_name="Nel", area=cast.area, sixteen_or_older=True)
    assert (person.email, person.first_name, person.sixteen_or_older) == ("nieuw@buurt.test", "Nel", True)


def test_nobody_new_is_kept_without_saying_to_be_sixteen(cast):
    before = Person.objects.count()
    with pytest.raises(ValueError, match="sixteen"):
        writer_with(email="nieuw@buurt.test", first_name="Nel", area=cast.area)
    assert Person.objects.count() == before


def test_the_holder_of_the_code_changes_the_text_and_a_connector_reads_it_again(cast):
    placed = place_post(by=VISITOR, area=cast.area, draft=DRAFT, author=None)
    let_through(by=cast.carla, post=placed.post)
    change_post(by=holding(placed.issued.receipt), post=placed.post, title="Anders", text="Anders gezegd.")
    placed.post.refresh_from_db()
    assert (placed.post.title, placed.post.held) == ("Anders", Held.UNCONFIRMED)


def test_a_known_writer_changes_the_text_and_it_stays(cast):
    post = make_post(cast, by=cast.anna)
    change_post(by=cast.anna, post=post, title="Anders", text="Anders gezegd.")
    post.refresh_from_db()
    assert post.is_public
    assert "Anders" in post.card


def test_somebody_else_changes_nothing(cast):
    post = make_post(cast, by=cast.anna)
    with pytest.raises(Refused):
        change_post(by=cast.bram, post=post, title="Anders", text="Anders gezegd.")


def test_every_change_on_the_page_of_a_post_is_counted(cast):
    post = make_post(cast, by=cast.anna)
    before = Post.objects.get(pk=post.pk).changes
    change_post(by=cast.anna, post=post, title="Anders", text="Anders gezegd.")
    assert Post.objects.get(pk=post.pk).changes == before + 1
