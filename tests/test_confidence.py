"""What confidence is worth, of what is reported without marks."""

from quoteattr.evaluation.confidence import calibration_error, indirect_answers


def test_indirect_answers() -> None:
    """A report is right where an annotator marked it, too, with the same source."""
    text = "The mayor said that the bridge would open in June. Farmers accused the council of hiding the report."
    said = [text.index("that the"), text.index(". Farmers")]
    attribution = {"source": [[0, 9]], "cue": [[10, 14]], "content": [said], "quoted": []}
    article = {"text": text, "quoted": [], "attributions": [attribution]}
    found = indirect_answers([article])
    assert [answer.right for answer in found] == [True, False]
    assert all(answer.named and 0 < answer.confidence < 1 for answer in found)
    assert 0 <= calibration_error(found) <= 1
    wrong = {**article, "attributions": [{**attribution, "source": [[20, 30]]}]}
    assert [answer.right for answer in indirect_answers([wrong])] == [False, False]
