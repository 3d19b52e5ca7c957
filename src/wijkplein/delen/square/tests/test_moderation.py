"""Reports, hiding, objections: a reason for the writer, a second person for the second look."""

import pytest

from wijkplein.delen.square.actions import (
    decide_objection,
    decide_report,
    hide,
    let_reply_through,
    object_to,
    report,
)
from wijkplein.delen.square.models import Held, HideReason, Objection, Post, Report
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR


def receipt_of(thing):
    return Receipt.objects.get(about_id=thing.uuid)


@pytest.fixture
def post(cast):
    return make_post(cast, by=cast.anna)


@pytest.fixture
def hidden(cast, post):
    hide(by=cast.carla, message=post, reason=HideReason.UNKIND)
    return post


def test_a_visitor_reports_and_gets_a_receipt(cast, post):
    filed = report(by=VISITOR, message=post, reason="unkind")
    assert filed.case.area == cast.area
    assert receipt_of(filed.case).owner_role == "connector"


def test_one_report_leaves_it_where_it_is(post):
    report(by=VISITOR, message=post, reason="unkind")
    assert Post.objects.get().is_public


def test_three_reports_take_it_off_until_somebody_looked(post):
    for _ in range(3):
        report(by=VISITOR, message=post, reason="unkind")
    assert Post.objects.get().held == Held.REPORTED


def test_leaving_it_after_three_reports_puts_it_back(cast, post):
    cases = [report(by=VISITOR, message=post, reason="unkind").case for _ in range(3)]
    decide_report(by=cast.carla, case=cases[0], answer="Het mag er staan.")
    assert Post.objects.get().is_public


def test_the_reporter_reads_what_was_decided(cast, post):
    case = report(by=VISITOR, message=post, reason="unkind").case
    decide_report(by=cast.carla, case=case, answer="Het is scherp, maar het mag.")
    assert receipt_of(case).reason == "Het is scherp, maar het mag."


def test_hiding_answers_every_report_about_it(cast, post):
    cases = [report(by=VISITOR, message=post, reason="unkind").case for _ in range(2)]
    decide_report(by=cast.carla, case=cases[0], hide_for=HideReason.UNKIND, answer="Dank je.")
    assert list(Report.objects.values_list("hidden", flat=True)) == [True, True]
    assert receipt_of(cases[1]).outcome == Outcome.DONE


def test_a_report_is_decided_once(cast, post):
    case = report(by=VISITOR, message=post, reason="unkind").case
    decide_report(by=cast.carla, case=case, answer="Het mag.")
    with pytest.raises(Refused, match="al besloten"):
        decide_report(by=cast.marieke, case=case, hide_for=HideReason.UNKIND, answer="Toch niet.")


def test_a_neighbour_decides_nothing(cast, post):
    case = report(by=VISITOR, message=post, reason="unkind").case
    with pytest.raises(Refused):
        decide_report(by=cast.bram, case=case, answer="Het mag.")


def test_what_is_hidden_is_gone_for_neighbours_and_there_for_its_writer(cast, hidden):
    assert not Post.objects.visible_to(cast.bram).exists()
    assert not Post.objects.visible_to(VISITOR).exists()
    assert Post.objects.visible_to(cast.anna).exists()


def test_the_writer_reads_the_reason_on_the_receipt(hidden):
    assert receipt_of(hidden).reason == HideReason.UNKIND.label
    assert receipt_of(hidden).outcome == Outcome.NOT_DONE


def test_hiding_a_reply_counts_it_off(cast, post):
    reply = make_reply(cast, post, by=VISITOR)
    let_reply_through(by=cast.carla, reply=reply)
    hide(by=cast.carla, message=reply, reason=HideReason.SELLING)
    assert Post.objects.get().reply_count == 0


def test_a_neighbour_hides_nothing(cast, post):
    with pytest.raises(Refused):
        hide(by=cast.bram, message=post, reason=HideReason.UNKIND)


def test_a_connector_of_elsewhere_hides_nothing(cast, post):
    Post.objects.filter(pk=post.pk).update(area=cast.other_area)
    post.refresh_from_db()
    with pytest.raises(Refused):
        hide(by=cast.carla, message=post, reason=HideReason.UNKIND)


def test_the_writer_objects_once(cast, hidden):
    object_to(by=cast.anna, message=hidden, text="Zo bedoelde ik het niet.")
    hidden.refresh_from_db()
    with pytest.raises(Refused, match="al bezwaar"):
        object_to(by=cast.anna, message=hidden, text="Nog een keer.")


def test_nobody_objects_for_the_writer(cast, hidden):
    with pytest.raises(Refused):
        object_to(by=cast.bram, message=hidden, text="Laat staan.")


def test_who_hid_it_does_not_decide_again(cast, hidden):
    case = object_to(by=cast.anna, message=hidden, text="Zo bedoelde ik het niet.").case
    assert case.hidden_by == cast.carla
    with pytest.raises(Refused):
        decide_objection(by=cast.carla, case=case, restore=False, answer="Nee.")


def test_who_wrote_it_does_not_decide(cast):
    post = make_post(cast, by=cast.marieke)
    hide(by=cast.carla, message=post, reason=HideReason.UNKIND)
    case = object_to(by=cast.marieke, message=post, text="Het mag wel.").case
    with pytest.raises(Refused):
        decide_objection(by=cast.marieke, case=case, restore=True, answer="Ja.")


def test_a_second_person_puts_it_back_in_its_own_place(cast, hidden):
    place = hidden.sequence
    case = object_to(by=cast.anna, message=hidden, text="Zo bedoelde ik het niet.").case
    decide_objection(by=cast.mo, case=case, restore=True, answer="Je hebt gelijk.")
    hidden.refresh_from_db()
    assert hidden.is_public
    assert hidden.sequence == place
    assert receipt_of(case).reason == "Je hebt gelijk."


def test_a_second_person_leaves_it_hidden_with_an_answer(cast, hidden):
    case = object_to(by=cast.anna, message=hidden, text="Zo bedoelde ik het niet.").case
    decide_objection(by=cast.mo, case=case, restore=False, answer="Schrijf het vriendelijker op.")
    hidden.refresh_from_db()
    assert hidden.hidden_at
    assert Objection.objects.get().restored is False


def test_a_reply_comes_back_and_is_counted_again(cast, post):
    make_post(cast, by=cast.bram)
    reply = make_reply(cast, post, by=cast.bram)
    hide(by=cast.carla, message=reply, reason=HideReason.UNKIND)
    case = object_to(by=cast.bram, message=reply, text="Het was een grap.").case
    decide_objection(by=cast.mo, case=case, restore=True, answer="Goed.")
    reply.refresh_from_db()
    post.refresh_from_db()
    assert reply.is_public
    assert post.reply_count == 1
