"""How every form of the house is dressed: one form template, one field template (`FORM_RENDERER` points here)."""

from __future__ import annotations

from typing import Any

from django.forms import (
    BooleanField,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceField,
    ClearableFileInput,
    Field,
    FileField,
    Form,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.boundfield import BoundWidget
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


class HouseRenderer(DjangoTemplates):
    """`FORM_RENDERER = "wijkplein.foundation.look.forms.HouseRenderer"` dresses the forms of packages too."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"


def dressed(field: BoundField) -> SafeString:
    """The widget of a field with the classes of NL Design System; what the form itself set on the widget stays."""
    widget = field.field.widget
    names = {Textarea: "utrecht-textarea", Select: "utrecht-select", CheckboxInput: "utrecht-checkbox"}
    name = next((css for kind, css in names.items() if isinstance(widget, kind)), "utrecht-textbox")
    if isinstance(widget, ClearableFileInput):
        name = "utrecht-textbox wp-file"
    own = widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{name} {own}".strip()}
    if field.field.disabled:
        attrs["aria-disabled"] = "true"
    return field.as_widget(attrs=attrs)


def shape(field: BoundField) -> str:
    """Vink for one tick, keuze for a choice of several, vak for a box to write in."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "vink"
    return "keuze" if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)) else "vak"


def options(field: BoundField) -> list[BoundWidget]:
    """The options of a choice. The fault belongs to the group, so no single option is called wrong (WCAG 3.3.1)."""
    found = list(field.subwidgets)
    for option in found:
        option.data["attrs"].pop("aria-invalid", None)
    return found


def first_control(field: BoundField) -> str:
    """The id a link in the summary of faults goes to: something that can take the focus."""
    if shape(field) == "keuze":
        return str(field.subwidgets[0].id_for_label) if field.subwidgets else field.auto_id
    return str(field.id_for_label)


# What a field asks for when it stayed empty: the first kind that fits.
STILL_NEEDED = (
    (BooleanField, _("Zet hier een vinkje als het klopt.")),
    (FileField, _("Kies nog een bestand.")),
    (ChoiceField, _("Kies nog wat bij je past.")),
    (Field, _("Vul dit nog in.")),
)


class HouseForm(Form):
    """A form of the house: an empty field asks kindly for what is missing, or in the words the field itself has."""

    default_renderer = HouseRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") is Field.default_error_messages["required"]:
                field.error_messages["required"] = next(text for kind, text in STILL_NEEDED if isinstance(field, kind))
