"""Components, the gallery that shows them, and the dressing of form fields."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
import segno
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.look import assets, gallery
from wijkplein.foundation.look.forms import HouseForm
from wijkplein.foundation.look.qr import qr_path
from wijkplein.foundation.look.templatetags.wp import COMPONENTS
from wijkplein.foundation.look.theme import theme

PIECES = Path(gallery.__file__).parent / "templates" / "look" / "gallery"


def rendered(source: str, **values: object) -> str:
    return Template("{% load wp %}" + source).render(Context(values))


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_says_what_it_is_for_and_takes_at_most_five_arguments(name: str) -> None:
    function = COMPONENTS[name]
    assert len((function.__doc__ or "").split()) >= 5
    assert len(inspect.signature(function).parameters) <= 5


def test_the_gallery_shows_every_component_and_nothing_that_is_gone() -> None:
    assert {path.stem for path in PIECES.glob("*.html")} == set(COMPONENTS)
    for name in COMPONENTS:
        assert f"{{% wp_{name} " in (PIECES / f"{name}.html").read_text("utf-8"), name


@pytest.mark.parametrize("seed", gallery.SEEDS)
@pytest.mark.parametrize("light", gallery.LIGHTS)
def test_the_gallery_page_is_whole_in_every_colour_and_light(seed: str, light: str) -> None:
    request = RequestFactory().get("/ui/")
    page = render_to_string("look/gallery.html", gallery.page(seed, light) | {"request": request})
    assert all(f'id="kop-{name}"' in page for name in COMPONENTS)
    assert page.count("<h1") == 1
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(one for one in set(ids) if ids.count(one) > 1)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
    assert theme(gallery.SEEDS[seed][1]).light["main"] in page


def test_a_button_is_a_link_a_submit_or_off_with_its_reason() -> None:
    assert '<a class="nl-button' in rendered('{% wp_button "Lees" "/x/" %}')
    assert 'type="submit"' in rendered('{% wp_button "Plaats" "" "hoofd" %}')
    off = rendered('{% wp_button "Sluit" "/x/" "gewoon" "Alleen de vrager kan dit." %}')
    assert 'aria-disabled="true"' in off
    assert "Alleen de vrager kan dit." in off
    assert "href" not in off


def test_a_component_escapes_what_neighbours_write() -> None:
    assert "<script>" not in rendered('{% wp_notice text text "goed" %}', text="<script>x</script>")
    assert "&lt;script&gt;" in rendered("{% wp_tag text %}", text="<script>")


def test_without_a_number_there_is_no_call_card() -> None:
    assert rendered("{% wp_call_card brand %}", brand=Brand()).strip() == ""


class Question(HouseForm):
    title = forms.CharField(label="Wat wil je vragen?", help_text="Kort is goed.")
    more = forms.CharField(label="Meer", required=False, widget=forms.Textarea)
    when = forms.ChoiceField(label="Wanneer?", choices=[("a", "Ochtend")], widget=forms.RadioSelect, help_text="Kies.")
    agreed = forms.BooleanField(label="Ik ben 16 of ouder")


def test_a_field_ties_its_hint_and_its_fault_to_the_control() -> None:
    page = str(Question(data={}))
    control = re.search(r"<input[^>]*name=\"title\"[^>]*>", page)
    assert control
    assert 'aria-invalid="true"' in control[0]
    described = re.search(r'aria-describedby="([^"]+)"', control[0])
    assert described
    assert all(f'id="{one}"' in page for one in described[1].split())
    assert described[1].split() == ["id_title_helptext", "id_title_error"]
    assert 'for="id_title"' in page
    assert 'class="utrecht-textbox"' in control[0]
    assert page.index('id="id_title_error"') < page.index(control[0])


def test_a_choice_is_a_fieldset_with_a_legend_and_every_option_has_its_label() -> None:
    page = str(Question(data={}))
    group = re.search(r"<fieldset.*?</fieldset>", page, re.DOTALL)
    assert group
    assert "<legend>" in group[0]
    assert 'aria-describedby="id_when_helptext id_when_error"' in group[0]
    assert 'role="radiogroup"' in group[0]
    assert not re.search(r"<input[^>]*aria-invalid", group[0])
    assert 'for="id_when_0"' in group[0]
    assert 'id="id_when_0"' in group[0]


def test_only_optional_fields_say_they_may_stay_empty() -> None:
    page = str(Question())
    assert page.count("mag leeg blijven") == 1
    assert page.index(">Meer") < page.index("mag leeg blijven")


def test_the_summary_names_each_fault_links_to_its_field_and_takes_the_focus() -> None:
    page = str(Question(data={"title": "<b>"}))
    summary = re.search(r'<div class="wp-faults".*?</div>', page, re.DOTALL)
    assert summary
    assert "data-focus" in summary[0]
    assert 'tabindex="-1"' in summary[0]
    for target in re.findall(r'href="#([^"]+)"', summary[0]):
        assert re.search(rf'<(input|textarea|select)[^>]*id="{target}"', page)
    assert "Kies nog wat bij je past." in summary[0]
    assert "Zet hier een vinkje" in summary[0]
    assert 'value="&lt;b&gt;"' in page
    assert "wp-faults" not in str(Question())


def test_a_page_with_faults_says_so_in_its_title() -> None:
    request = RequestFactory().get("/")
    for form, wanted in ((Question(data={}), True), (Question(), False)):
        page = render_to_string("look/form_page.html", {"form": form, "request": request, "brand": Brand()})
        assert page.split("<title>")[1].startswith("Fout:") is wanted


def test_the_inline_style_cannot_close_its_element() -> None:
    assert "<" not in assets.first_screen_style()


def test_the_qr_path_draws_exactly_the_dark_modules() -> None:
    path, size = qr_path("https://molenrij.example/v/abc")
    dark = {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", path)
        for step in range(int(length))
    }
    rows = list(segno.make("https://molenrij.example/v/abc", error="m", micro=False).matrix_iter(border=2))
    assert size == len(rows)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
