"""The kind text somebody reads instead of a published post. Dutch, B1, je; translated when it is read."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_CALL = {
    "danger": (_("Gebeurt het nu, of is er gevaar? Bel 112."),),
    "suspicion": (
        _("Gebeurt het nu, of is er gevaar? Bel 112."),
        _("Is er geen haast? Bel de politie: 0900-8844. Zij zijn blij met wat je gezien hebt, ook als je twijfelt."),
        _("Wil je niet zeggen wie je bent? Bel Meld Misdaad Anoniem: 0800-7000. Dat is gratis."),
    ),
    "abuse": (
        _("Is iemand nu in gevaar? Bel 112."),
        (
            _(
                "Maak je je zorgen om een kind, een ander of jezelf? Bel Veilig Thuis: 0800-2000. "
                "Dat is gratis en kan dag en nacht. Je mag ook bellen om te overleggen, zonder een naam te noemen."
            )
        ),
    ),
    "neighbour": (
        (
            _(
                "Last van een buur? Buurtbemiddeling helpt gratis om weer met elkaar te praten. "
                "Bij de gemeente of de woningcorporatie weten ze wie dat in jouw buurt doet."
            )
        ),
        _("Voel je je bedreigd, of is er nu gevaar? Bel 112."),
        _("Is er geen haast? Dan kun je de politie bellen: 0900-8844."),
    ),
}
_CALL["danger"] += _CALL["suspicion"][1:]

_OPENING = {
    "danger": _("Wat je schrijft, kan gevaarlijk zijn. Dit bericht komt niet op het plein, want bellen helpt sneller."),
    "suspicion": (
        _(
            "Je let op je buurt, en dat is fijn. Toch plaatsen we geen bericht over een mens of auto die je niet "
            "vertrouwt. Zo'n bericht past al snel op iemand die niets deed. De politie kan er meer mee."
        )
    ),
    "abuse": (
        _(
            "Goed dat je het niet zomaar voorbij laat gaan. Dit bericht komt niet op het plein. Wie thuis niet "
            "veilig is, loopt er soms meer gevaar door. Er zijn mensen die hier goed bij kunnen helpen."
        )
    ),
    "neighbour": (
        _(
            "Last van een buur is naar, zeker als het lang duurt. Berichten over een bepaalde buur plaatsen we niet. "
            "Op een plein groeit een ruzie vaak. De ander kan daar niet goed iets uitleggen."
        )
    ),
}

_INSTEAD = {
    "danger": _("Ben je veilig en is de politie gebeld? Dan hoef je nu niets op het plein te zetten."),
    "suspicion": (
        _(
            "Op het plein kun je wel vragen om beter licht. Of vertel waar je geen goed zicht hebt. Je kunt ook met "
            "buren een praatje met de wijkagent afspreken. Schrijf dan over de plek, niet over een mens."
        )
    ),
    "abuse": _("Wil je er met iemand uit de buurt over praten? Bel ons. Wij luisteren en denken mee."),
    "neighbour": (
        _(
            "Op het plein kun je wel iets over de plek vragen, zonder huisnummer of naam. Of bel ons. Dan denken we "
            "mee hoe je het gesprek begint."
        )
    ),
}

_KEPT = _(
    "Wat je typte, bewaren we niet. We sturen het ook aan niemand door. "
    "Je tekst staat nog in het formulier. Je kunt hem rustig anders opschrijven. "
    "Denk je dat we het verkeerd begrepen? Schrijf het anders op, of bel ons."
)


def kind_text(route: str) -> str:
    """The text for a route of a Diversion: paragraphs with an empty line between them.

    Says what is not published and why, whom to call first, what can be done instead, and that nothing
    typed is kept. An empty route gives an empty text. Raises KeyError for a route that does not exist.
    """
    if not route:
        return ""
    calls = "\n".join(gettext(line) for line in _CALL[route])
    return "\n\n".join((gettext(_OPENING[route]), calls, gettext(_INSTEAD[route]), gettext(_KEPT)))
