"""The text and what lies over it, properly nested."""

from hypothesis import given
from strategies import documents

from quoteattr import Document, Quote, Span, Speaker
from quoteattr.output.layers import Closes, Opens, Paragraph, QuoteLayer, nested


@given(documents())
def test_nested(document: Document) -> None:
    """The pieces are the text, each layer closes before the one around it, and paragraphs are outermost."""
    around = []
    covered: dict[int, str] = {}
    pieces = list(nested(document))
    for piece in pieces:
        if isinstance(piece, Opens):
            assert bool(around) != isinstance(piece.layer, Paragraph)
            around.append(piece.layer)
        elif isinstance(piece, Closes):
            assert around.pop() is piece.layer
        else:
            assert piece
            for layer in around:
                if isinstance(layer, QuoteLayer):
                    covered[layer.index] = covered.get(layer.index, "") + piece
    assert around == []
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == document.text
    assert covered == {index: quote.text for index, quote in enumerate(document.quotes) if quote.text}


def test_crossing() -> None:
    """A quotation over paragraphs and a mention that crosses its end are cut, and go on."""
    text = "“One.\n\nTwo.” Ann"
    speaker = Speaker("s0", "Ann", "person")
    quote = Quote(0, 12, text[:12], text[1:11], "direct", speaker, Span(9, 16, text[9:16]))
    written = ""
    for piece in nested(Document(text, [quote], [speaker])):
        if isinstance(piece, str):
            written += piece
        else:
            name = type(piece.layer).__name__[0]
            written += f"<{name}{piece.part}>" if isinstance(piece, Opens) else f"</{name}>"
    assert written == "<P0><Q0>“One.\n\n</Q></P><P0><Q1>Tw<M0>o.”</M></Q><M1> Ann</M></P>"
