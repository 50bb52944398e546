"""The rules on messages kept apart, by somebody who knew neither rules nor sets, never tuned on.

Only sums are compared here, so that a failure does not show what was missed. Who opens the file to tune with
it has used it up, and writes a new one.
"""

from pathlib import Path

from jarvis_app.lab.cases import decode_case
from jarvis_app.lab.score import score
from jarvis_domain import read_by_rules

UNSEEN = Path(__file__).parents[2] / "data" / "unseen.jsonl"
TARGETS = {"contracts": 0.97, "incomplete": 0.97, "language": 0.95, "intent": 0.92, "complaint_type": 0.85}


def test_messages_nobody_tuned_for_are_read_as_promised():
    cases = [decode_case(line) for line in UNSEEN.read_bytes().splitlines()]
    result = score(cases, [read_by_rules(case.text) for case in cases], 0.0)
    missed = {
        field: result.fields[field].share for field in TARGETS if result.fields[field].share < TARGETS[field]
    }

    assert missed == {}
    assert all(fields["language"].share >= 0.9 for fields in result.languages.values())
    assert result.spam_caught.share >= 0.9
    assert result.real_kept.share >= 0.99
    assert result.invented == 0
