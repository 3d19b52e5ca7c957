"""The guard for `./wijkplein evaluate guard`: one record in, one record out."""

from typing import Any

from wijkplein.json_lines import text_of

from .scan import findings


def evaluate(record: dict[str, Any]) -> dict[str, Any]:
    """Takes {"text": str}, gives {"findings": [{"kind", "start", "end"}]} with offsets in Unicode code points.

    Raises ValueError, with a sentence in Dutch, when the record has no text.
    """
    if not isinstance(record, dict):
        raise ValueError('Elke regel moet een object zijn, bijvoorbeeld {"text": "..."}.')
    text = text_of(record, "text")
    return {"findings": [{"kind": one.kind, "start": one.start, "end": one.end} for one in findings(text)]}
