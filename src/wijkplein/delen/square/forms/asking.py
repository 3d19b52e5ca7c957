"""Writing on the square: a post, a reply, a change, an answer from elsewhere."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.forms.checks import GuardedForm
from wijkplein.delen.square.models import PostKind
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.prepared import prepared_things
from wijkplein.foundation.look.forms import HouseForm
from wijkplein.foundation.people.models import Membership, Organisation, Person
from wijkplein.foundation.verbs.models import Via

BY_MAIL, BY_CONNECTOR = "email", "connector"
MY_NAME, NO_NAME = "naam", "buur"
YES, NO = "ja", "nee"
TITLE_LENGTH = 70  # characters of a title that we take from the text
FIRST_NAME = re.compile(r"^[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*\.?$")


def title_from(text: str) -> str:
    """The beginning of a text as its title: the first sentence when it is short, else cut between words."""
    first = re.split(r"(?<=[.?!])\s|\n", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " ..."


def text_field(label: Any, help_text: Any = "", rows: int = 5) -> forms.CharField:
    """The field in which somebody tells something."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, widget=forms.Textarea(attrs={"rows": rows})
    )


class SignedForm(GuardedForm):
    """A form of which the writer says which name stands under it: nobody's name without his yes."""

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        own = (person.email or "", person.phone) if person else ()
        super().__init__(*args, visitor=person is None, own_contact=own, **kwargs)
        self.person = person
        if person is None:
            self.fields["author_name"] = forms.CharField(
                label=_("Je voornaam, als buren die mogen zien"),
                help_text=_("Laat je dit leeg, dan staat er: een buur."),
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "given-name", "class": "wp-short"}),
            )
        else:
            self.organisations = {str(each.uuid): each for each in _organisations_of(person)}
            choices = [(NO_NAME, _("Een buur")), (MY_NAME, person.public_name)]
            choices += [(key, each.name) for key, each in self.organisations.items()]
            self.fields["sender"] = forms.ChoiceField(
                label=_("Welke naam staat erbij?"), choices=choices, initial=NO_NAME, widget=forms.RadioSelect
            )

    def clean_author_name(self) -> str:
        """Only a first name: no number, no address, no handle."""
        name = str(self.cleaned_data["author_name"]).strip()
        if name and not FIRST_NAME.match(name):
            raise ValidationError(_("Zet hier alleen een voornaam, zonder cijfers of tekens."))
        return name

    @property
    def shown_name(self) -> str:
        """The name under the text, "" for a neighbour without a name."""
        if self.person is None:
            return str(self.cleaned_data["author_name"])
        return self.person.first_name if self.cleaned_data["sender"] == MY_NAME else ""

    @property
    def organisation(self) -> Organisation | None:
        """The organisation in whose name it is said."""
        return None if self.person is None else self.organisations.get(self.cleaned_data["sender"])


@prepared_things
def _memberships(person: int, today: date) -> QuerySet[Membership]:
    current = Membership.objects.filter(person=person, since__lte=today, until__gte=today, organisation__ended_at=None)
    return current.select_related("organisation")


def _organisations_of(person: Person) -> list[Organisation]:
    return [each.organisation for each in _memberships(person.pk, timezone.localdate())]


@prepared_things
def _area(slug: str) -> QuerySet[Area]:
    return Area.objects.filter(slug=slug)


class AreaField(forms.ModelChoiceField):
    """Any area, by its short address; as Django's own, but for the question that is written once."""

    def to_python(self, value: Any) -> Area | None:
        """Raises ValidationError for what is no area of ours."""
        if value in self.empty_values:
            return None
        self.validate_no_null_characters(value)
        found = _area(str(value))
        if not found:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found[0]  # type: ignore[no-any-return]


class AskForm(SignedForm):
    """Ask the neighbourhood something, tell news, say thanks. Without an account too."""

    contact_fields: ClassVar[tuple[str, ...]] = ("email",)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat wil je doen?"),
        choices=[
            (PostKind.QUESTION, gettext_lazy("Iets vragen")),
            (PostKind.CALL, gettext_lazy("Een oproep doen aan buren")),
            (PostKind.NEWS, gettext_lazy("Nieuws vertellen")),
            (PostKind.THANKS, gettext_lazy("Iemand bedanken")),
        ],
        initial=PostKind.QUESTION,
        widget=forms.RadioSelect,
    )
    text = text_field(
        gettext_lazy("Vertel het in je eigen woorden"),
        gettext_lazy("Schrijf geen telefoonnummer of adres op. Buren antwoorden hier, onder je bericht."),
    )
    title = forms.CharField(
        label=gettext_lazy("Een titel"),
        help_text=gettext_lazy("Buren lezen deze zin het eerst. Laat je hem leeg, dan nemen we je eerste zin."),
        max_length=120,
        required=False,
    )
    area = AreaField(label=gettext_lazy("Voor welke buurt?"), queryset=Area.objects.none(), to_field_name="slug")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, AreaField)
        area.queryset = Area.objects.order_by("name", "pk")
        area.empty_label = _("Kies je buurt")
        if self.person is None:
            self._ask_how_to_reach()

    def clean(self) -> dict[str, Any]:
        """An address is needed by whoever chose e-mail, and a title is made when there is none."""
        cleaned = super().clean()
        if cleaned.get("reach") == BY_MAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul je e-mailadres in, of kies hierboven voor de buurtverbinder."))
        if not cleaned.get("title"):
            cleaned["title"] = title_from(str(cleaned.get("text", "")))
        return cleaned

    def _ask_how_to_reach(self) -> None:
        self.fields["reach"] = forms.ChoiceField(
            label=_("Hoe wil je verder?"),
            choices=[
                (BY_CONNECTOR, _("Laat een buurtverbinder eerst kijken. Ik volg het met drie woorden.")),
                (BY_MAIL, _("Met mijn e-mailadres. Ik krijg een code en hoor het als iemand reageert.")),
            ],
            initial=BY_CONNECTOR,
            widget=forms.RadioSelect,
        )
        self.fields["email"] = forms.EmailField(
            label=_("Je e-mailadres"),
            help_text=_("Alleen als je daarvoor koos. Buren zien het niet."),
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )


class NewcomerForm(HouseForm):
    """The one question for an address that is new here (domain.md 4.1, story A5)."""

    sixteen = forms.ChoiceField(
        label=gettext_lazy("Ben je 16 jaar of ouder?"),
        help_text=gettext_lazy("Je e-mailadres bewaren mag pas vanaf 16 jaar."),
        choices=[(YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nee, ik ben jonger"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )

    @property
    def is_too_young(self) -> bool:
        """Then nothing is kept."""
        return self.is_bound and self.data.get("sixteen") == NO


class ReplyForm(SignedForm):
    """Answer a neighbour: plain text."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)
    text = text_field(
        gettext_lazy("Jouw antwoord"), gettext_lazy("Iedereen kan dit lezen. Zet er geen nummer of adres in."), rows=4
    )


class ChangeForm(GuardedForm):
    """Say it better."""

    title = forms.CharField(label=gettext_lazy("De titel"), max_length=120)
    text = text_field(gettext_lazy("De tekst"))


class TypeOverForm(GuardedForm):
    """An answer from elsewhere in two fields, without its writer's name (MOP-16)."""

    for_somebody: ClassVar[bool] = True
    guarded: ClassVar[tuple[str, ...]] = ("text",)
    via = forms.ChoiceField(
        label=gettext_lazy("Waar kwam het antwoord binnen?"),
        choices=[
            (via.value, via.label) for via in (Via.FACEBOOK, Via.WHATSAPP, Via.PHONE, Via.PAPER, Via.BUS, Via.DESK)
        ],
        widget=forms.RadioSelect,
    )
    text = text_field(
        gettext_lazy("Het antwoord"),
        gettext_lazy("Zonder de naam van wie het schreef. Er komt te staan: een buur."),
        rows=4,
    )
    agreed = forms.BooleanField(label=gettext_lazy("Wie dit zei, vindt het goed dat het hier staat"))
