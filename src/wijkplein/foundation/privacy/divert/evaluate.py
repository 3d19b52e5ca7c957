"""`wijkplein evaluate divert`: the production rules over one JSON line, so that anybody can test them."""

from collections.abc import Mapping

from wijkplein.foundation.privacy.divert import judge
from wijkplein.json_lines import text_of


def evaluate(record: Mapping[str, object]) -> dict[str, object]:
    """Answer one `{"text": ...}` with `{"diverted": bool, "why": str}`. Raises ValueError (Dutch) without."""
    judged = judge(text_of(record, "text"))
    return {"diverted": judged.diverted, "why": judged.why}
