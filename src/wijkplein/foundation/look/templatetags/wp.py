"""The components of the house. Each has one template, at most five arguments, and a place in the gallery at /ui/."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.forms.boundfield import BoundWidget
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.look import assets, forms
from wijkplein.foundation.look.pieces import Card, Day, Moment, Person, Said, Slip, Strand
from wijkplein.foundation.look.theme import PETROL
from wijkplein.foundation.look.written import written_in

register = template.Library()
COMPONENTS: dict[str, Callable[..., dict[str, Any]]] = {}
Made = dict[str, Any]


def component(function: Callable[..., Made]) -> Callable[..., Made]:
    """Register a function as `{% wp_... %}` with the template of its name, and put it on the gallery's list."""
    name = function.__name__.removeprefix("wp_")
    COMPONENTS[name] = function
    register.inclusion_tag(f"look/components/{name}.html")(function)
    return function


def drawn_once(function: Callable[[str, str], Made]) -> Callable[[str, str], Made]:
    """As `component`, for what looks the same wherever it stands: with the same words it is drawn once."""
    name = function.__name__.removeprefix("wp_")
    COMPONENTS[name] = function

    @lru_cache(maxsize=256)
    def drawn(first: str, second: str) -> SafeString:
        return render_to_string(f"look/components/{name}.html", function(first, second))

    def tag(first: str, second: str = "") -> SafeString:
        return drawn(str(first), str(second))  # a text in the language of now, not one that follows it

    register.simple_tag(tag, name=function.__name__)
    return function


@drawn_once
def wp_icon(name: str, label: str = "") -> Made:
    """A sign of 24 by 24 in the colour of its text. Without a label it is decoration and silent."""
    return {"file": f"look/icons/{name}.svg", "label": label}


@component
def wp_drawing(name: str, alt: str = "") -> Made:
    """A line drawing of the house: bankje, bus, koffie, boom, huizen, praten, sleutel, regen. Silent without alt."""
    return {"file": f"look/drawings/{name}.svg", "alt": alt}


@component
def wp_scene(alt: str) -> Made:
    """The large drawing of the welcome: two neighbours on the bench. `alt` says what is to be seen."""
    return {"alt": alt}


@component
def wp_button(label: str, href: str = "", variant: str = "gewoon", reason: str = "", icon: str = "") -> Made:
    """A button from a verb's answer: a link with `href`, a submit button without, off with its `reason`.

    Variants: hoofd (one per screen), gewoon, stil, let-op. What may not be shown is not called at all.
    """
    return {"label": label, "href": href, "variant": variant, "reason": reason, "icon": icon}


@component
def wp_person(person: Person) -> Made:
    """A first name in a round badge with initials, with role and place when there are any."""
    lettered = not (person.unnamed or person.photo)
    initials = "".join(word[0] for word in person.name.split()[:2]).upper() if lettered else ""
    return {"person": person, "initials": initials}


@component
def wp_card(card: Card, level: int = 3) -> Made:
    """One thing on the table: its word and sign, title, text, who and when. `level` is the heading level, 2 or 3."""
    return {"card": card, "level": level}


@component
def wp_door(word: str, hint: str, href: str, drawing: str, tone: str = "delen") -> Made:
    """A door of the home page: what you want, in your words."""
    return {"word": word, "hint": hint, "href": href, "drawing": drawing, "tone": tone}


@component
def wp_call_card(brand: Brand, level: int = 2) -> Made:
    """The card "Liever bellen?" with the number, the hours and a first name. Shows nothing when there is no number."""
    return {"brand": brand, "level": level}


@component
def wp_area_picker(area: str, href: str) -> Made:
    """The chosen neighbourhood, one tap away from another one."""
    return {"area": area, "href": href}


@component
def wp_notice(heading: str, text: str = "", tone: str = "goed") -> Made:
    """What just happened (goed), what to mind (let-op) or what went wrong (fout). A fault is announced at once."""
    icons = {"goed": "klaar", "let-op": "let-op", "fout": "let-op"}
    return {"heading": heading, "text": text, "tone": tone, "icon": icons[tone]}


@component
def wp_tag(text: str, tone: str = "", icon: str = "") -> Made:
    """A short word on a label. Tones: delen, duiden, doen, zon."""
    return {"text": text, "tone": tone, "icon": icon}


@component
def wp_steps(steps: Sequence[str], current: int) -> Made:
    """Where you are in a few steps; `current` counts from 1."""
    rows = [(number, text, number < current, number == current) for number, text in enumerate(steps, start=1)]
    return {"rows": rows}


@component
def wp_timeline(moments: Sequence[Moment]) -> Made:
    """What happened with something, oldest first, the present marked."""
    return {"moments": moments}


@component
def wp_said(items: Sequence[Said]) -> Made:
    """The list "dit zeiden jullie, dit is ermee gedaan": also what does not happen, with the reason."""
    icons = {"gedaan": "vink", "bezig": "klok", "niet": "kruis"}
    return {"items": [(item, icons[item.state]) for item in items]}


@component
def wp_days(days: Sequence[Day]) -> Made:
    """What is on, a line per thing with its day in front."""
    return {"days": days}


@component
def wp_thread(strands: Sequence[Strand]) -> Made:
    """The red thread: this came from that, from a remark at the bus to a bench in the park."""
    return {"strands": strands}


@component
def wp_bars(title: str, rows: Sequence[tuple[str, int]], unit: str, source: str = "") -> Made:
    """A figure: one bar per row, and the number in the same table. `source` names where and which year."""
    top = max((value for _, value in rows), default=0) or 1
    return {
        "title": title,
        "rows": [(label, value, round(100 * value / top)) for label, value in rows],
        "unit": unit,
        "source": source,
    }


@component
def wp_slip(slip: Slip) -> Made:
    """The receipt (volgkaartje) on screen and on paper; the telephone number is larger than the QR."""
    return {"slip": slip}


@component
def wp_empty(drawing: str, heading: str, text: str, href: str = "", label: str = "") -> Made:
    """Nothing here yet: what you can do, or whom you can ask. Never a bare empty board."""
    return {"drawing": drawing, "heading": heading, "text": text, "href": href, "label": label}


@component
def wp_more(href: str) -> Made:
    """The button "Toon meer": the next page by key, a plain link."""
    return {"href": href}


@component
def wp_faults(form: Form) -> Made:
    """What must be mended in a form, above it, with a link to each field. Takes the focus when the page opens."""
    rows = [(field, forms.first_control(field), field.errors) for field in form.visible_fields() if field.errors]
    general = form.non_field_errors()
    return {"rows": rows, "general": general, "count": len(general) + sum(len(errors) for *_, errors in rows)}


@register.simple_tag(takes_context=True)
def wp_style(context: Context) -> SafeString:
    """The inline style of the first screen; notes its seed on the request so that the CSP names its hash."""
    brand = context.get("brand")
    seed = brand.seed if brand else PETROL
    request = context.get("request")
    if request is not None:
        request.wp_style_seed = seed
    # Our own file and computed hex values, no input of anybody: no "<" can stand in it (tested).
    return format_html("<style>{}</style>", SafeString(assets.first_screen_style(seed)))


@register.inclusion_tag("look/parts/written.html", takes_context=True)
def wp_written(context: Context) -> Made:
    """On a page that says no: what somebody wrote in the form that it answers, to copy."""
    request = context.get("request")
    return {"pieces": written_in(request) if request is not None else []}


@register.simple_tag(takes_context=True)
def wp_sheet(context: Context) -> str:
    """The address of the community's one stylesheet."""
    brand = context.get("brand")
    seed = context.get("seed") or (brand.seed if brand else PETROL)
    return f"/thema/{assets.stylesheet_digest(seed)}.css"


@register.simple_tag
def wp_font() -> str:
    """The address of the typeface, or nothing."""
    return assets.font_url()


@register.simple_tag
def wp_script(name: str) -> str:
    """The address of a built script, or nothing."""
    return assets.script_url(name)


@register.filter
def wp_widget(field: BoundField) -> SafeString:
    """The dressed widget of a form field."""
    return forms.dressed(field)


@register.filter
def wp_shape(field: BoundField) -> str:
    """Which of three shapes a field has: one tick (vink), a choice of several (keuze), or a box to write in (vak)."""
    return forms.shape(field)


@register.filter
def wp_options(field: BoundField) -> list[BoundWidget]:
    """The options of a choice, each with its label."""
    return forms.options(field)
