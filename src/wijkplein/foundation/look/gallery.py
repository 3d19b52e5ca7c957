"""What the gallery shows: an example of every component in every state, on which the accessibility checks run."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkplein.foundation.community.brand import Brand, Partner
from wijkplein.foundation.look import navigation
from wijkplein.foundation.look.forms import HouseForm
from wijkplein.foundation.look.pieces import A_NEIGHBOUR, Card, Day, Moment, Person, Said, Slip, Strand
from wijkplein.foundation.look.qr import qr_path
from wijkplein.foundation.look.templatetags.wp import COMPONENTS
from wijkplein.foundation.look.theme import PETROL, theme

# Three seeds that ask different things of the theme: the house's own, one too light to read, one very bright.
SEEDS = {"petrol": ("Petrol", PETROL), "geel": ("Geel", "#F2C500"), "paars": ("Paars", "#8A2BE2")}
LIGHTS = {"": "Zoals het toestel", "licht": "Licht", "donker": "Donker"}

CARLA = Person("Carla", "verbinder", "maandag tot en met vrijdag in De Koeberg", "delen")
KOEN = Person("Koen", "sociaal werker", "elke vrijdag bij de bus", "duiden")
MARIEKE = Person("Marieke", "gebiedsregisseur", "dinsdag en donderdag", "doen")
CARDS = (
    Card(
        "Vraag", "Wie kan mijn laptop even nakijken?", "#laptop",
        "Sinds de update kom ik niet meer in mijn mail. Ik zet de koffie klaar.", "vraag",
        who=A_NEIGHBOUR, when="vanochtend, Lindelaan", action="Ik weet iets",
    ),
    Card(
        "Gelukt", "De stoep bij nummer 40 is weer vlak", "#stoep",
        "Drie buren vertelden het bij de bus. De gemeente heeft de tegels dinsdag gelegd.", "klaar",
        look="gelukt", who=MARIEKE, when="dinsdag",
    ),
    Card(
        "Dank je wel", "Voor wie mijn kliko steeds binnenzet", "#dank",
        "Ik weet niet wie je bent, maar ik word er elke week blij van.", "dank", look="dank", when="gisteren",
    ),
    Card(
        "Nieuws", "De bus staat vrijdag bij de school", "#bus",
        icon="nieuws", tone="duiden", who=KOEN, when="vandaag",
    ),
    Card(
        "Meedoen", "Samen het pad vegen", "#pad",
        icon="plus", tone="doen", when="zaterdag om 10 uur", action="Ik doe mee",
    ),
)  # fmt: skip
DAYS = (
    Day(
        "vr", "27", "nov", "2026-11-27", "Koffie in de bus", "#koffie",
        "14.30 tot 16.00 uur, bij de school", "Jules wacht je op bij de deur", "Bus", "zon",
    ),
    Day(
        "vr", "27", "nov", "2026-11-27", "Samen schilderen", "#schilderen",
        "10.00 tot 12.00 uur, De Koeberg, gratis", "Stil hoekje, zonder drempel", "Elke week",
    ),
    Day(
        "za", "28", "nov", "2026-11-28", "Stamppot en straatpraat", "#stamppot",
        "17.30 uur, 't Markehuus, nog 12 plekken",
    ),
)  # fmt: skip


class ExampleForm(HouseForm):
    """One field of every shape; bound with nothing it shows every fault."""

    title = forms.CharField(
        label="Wat wil je vragen?", help_text="Kort is goed: buren lezen eerst deze zin.", max_length=80
    )
    text = forms.CharField(label="Vertel er iets meer over", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    when = forms.ChoiceField(
        label="Wanneer kun je?",
        choices=[("ochtend", "In de ochtend"), ("middag", "In de middag"), ("avond", "In de avond")],
        widget=forms.RadioSelect,
        help_text="Zo weten we wanneer we je kunnen bellen.",
    )
    places = forms.MultipleChoiceField(
        label="Waar mag het zijn?",
        choices=[("thuis", "Bij mij thuis"), ("bus", "Bij de bus"), ("koeberg", "In De Koeberg")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="In welke buurt woon je?", choices=[("oost", "Molenrij-Oost"), ("dorp", "Het dorp")])
    phone = forms.CharField(
        label="Je telefoonnummer",
        help_text="Alleen Carla ziet dit nummer.",
        widget=forms.TextInput(attrs={"class": "wp-short", "autocomplete": "tel", "inputmode": "tel"}),
        required=False,
    )
    photo = forms.FileField(label="Een foto", required=False)
    locked = forms.CharField(label="Dit staat al vast", initial="Molenrij-Oost", disabled=True, required=False)
    agreed = forms.BooleanField(
        label="Ik ben 16 jaar of ouder", help_text="Ben je jonger? Vraag een volwassene om mee te doen."
    )


def page(seed_name: str = "", light: str = "") -> dict[str, Any]:
    """The context of the gallery; an unknown colour or light is the first one."""
    seed_name = seed_name if seed_name in SEEDS else "petrol"
    light = light if light in LIGHTS else ""
    seed = SEEDS[seed_name][1]
    return {
        "brand": _brand(seed),
        "seed": seed,
        "seeds": [(name, label, name == seed_name) for name, (label, _) in SEEDS.items()],
        "seed_name": seed_name,
        "light": light,
        "lights": [(name, label, name == light) for name, label in LIGHTS.items()],
        "pieces": [(name, f"look/gallery/{name}.html", describe(name)) for name in sorted(COMPONENTS)],
        "swatches": theme(seed).light,
        "nav": [
            navigation.Link("Plein", "#plein", True),
            navigation.Link("Te doen", "#te-doen", False),
            navigation.Link("Vraag en aanbod", "#vraag-en-aanbod", False),
            navigation.Link("Wegwijzer", "#wegwijzer", False),
            navigation.Link("Meedenken", "#meedenken", False),
        ],
        "area": {"name": "Molenrij-Oost"},
        "area_url": "#buurt",
        "own_url": "#mijn",
        "me": Person("Anna"),
        "form": None,
        **examples(),
    }


def describe(name: str) -> str:
    """The first sentence of a component's docstring."""
    return (COMPONENTS[name].__doc__ or "").strip().split("\n")[0]


def examples() -> dict[str, Any]:
    """The values the gallery's pieces draw."""
    return {
        "carla": CARLA,
        "people": [CARLA, KOEN, MARIEKE, Person("Anna de Vries"), A_NEIGHBOUR],
        "cards": CARDS,
        "days": DAYS,
        "moments": [
            Moment("Je bericht kwam binnen", "maandag 23 november, 10.12 uur", "2026-11-23T10:12"),
            Moment("Carla las het en zette het op het plein", "maandag 23 november", "2026-11-23"),
            Moment("Marieke zoekt het uit, antwoord voor 4 december", "", "", now=True),
        ],
        "said": [
            Said("Te donker bij het park", "Twee lampen erbij, klaar op 12 december", "bezig", "#lampen"),
            Said("Meer plek om te zitten", "Het bankje staat, met hulp van zes buren", "gedaan", "#bankje"),
            Said("Drempel in de Molenweg", "Komt er niet, omdat de bus er rijdt", "niet"),
        ],
        "strands": [
            Strand("Het begon met", "Een opmerking bij de bus: nergens kun je zitten", "#begin"),
            Strand("Dat werd", "Dit horen we vaak: meer plek om te zitten", "#vaak"),
            Strand("Daaruit kwam", "Een bankje in het park, geplaatst op 3 november"),
        ],
        "bars": [("Genoeg te doen", 214), ("Fijne buren", 187), ("Rustige straat", 96), ("Goede bus", 41)],
        "steps": ["Schrijven", "Nalezen", "Bevestigen"],
        "slip": _slip(),
        "empty_form": ExampleForm(auto_id="leeg_%s"),
        "wrong_form": ExampleForm(data={}, auto_id="fout_%s"),
    }


def _brand(seed: str) -> Brand:
    partners = (Partner("Gemeente Molenrij"), Partner("Woonzaam"), Partner("Welzijn Oost"))
    return Brand(
        name="Mijn Molenrij",
        seed=seed,
        phone="0000 - 12 34 56",
        phone_hours="Maandag tot en met vrijdag, 9 tot 12 uur",
        phone_person="Carla",
        partners=partners,
    )


def _slip() -> Slip:
    path, size = qr_path("https://molenrij.example/v/voorbeeld")
    return Slip(
        about="Wie kan mijn laptop even nakijken?",
        words="molen koffie linde",
        phone="0000 - 12 34 56",
        phone_link="0000123456",
        hours="Maandag tot en met vrijdag, 9 tot 12 uur",
        details=(("Wie", "Carla, verbinder"), ("Antwoord voor", "vrijdag 27 november")),
        qr=path,
        qr_size=size,
    )
