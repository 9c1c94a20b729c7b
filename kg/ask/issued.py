"""Who issued and who signed a document, and when."""

from __future__ import annotations

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Named, Quote, named, quotes
from kg.ask.dates import date_words
from kg.ask.inquiry import Found, Inquiry
from kg.ask.words import meets
from kg.rdf.namespaces import KG
from kg.text import plain


def issued(inquiry: Inquiry) -> Found:
    """*57-NQ/TW do ai ban hành?* – the body, the day and whoever signed, as far as they are known."""
    documents = inquiry.asked.named("document")
    answers = [one for document in documents for one in _of(inquiry, document)]
    return Found(answers, query="ask-issued", parameter="document", things=documents)


def _of(inquiry: Inquiry, document: str) -> list[Answer]:
    say, tongue = inquiry.say, inquiry.say.language
    rows = list(inquiry.graph.rows("ask-issued", document=document))

    def told(what: str) -> list[Named]:
        return sorted({named(row) for row in rows if row["what"] == what}, key=lambda one: one.vi)

    issuers, signers = told("issuer"), told("signer")
    day = min((row["date"] or "" for row in rows if row["what"] == "date"), default=None)
    if not (issuers or signers or day):
        return []
    own = inquiry.thing(document)
    text = say(
        "answer.issued" if issuers else "answer.issued_then",
        document=own.label(tongue),
        issuer=a.listed([one.label(tongue) for one in issuers], say),
        date=say("answer.issued_on", date=date_words(day, say)) if day else "",
        signer=say("answer.signed_by", name=a.listed([one.label(tongue) for one in signers], say)) if signers else "",
    )
    if not signers and _asks_who_signed(inquiry):
        text += " " + say("answer.unsigned")
    seen = [q for one in issuers for q in quotes(inquiry.graph, document, KG + "issuedBy", one.iri) if _says(q, one)]
    seen += [q for one in signers for q in quotes(inquiry.graph, document, KG + "signedBy", one.iri) if _says(q, one)]
    return [
        Answer(
            text, 1.0, bodies=a.labels(issuers), people=a.labels(signers), documents=a.labels((own,)),
            dates=(day,) if day else (), quotes=tuple(seen),
        )
    ]  # fmt: skip


def _asks_who_signed(inquiry: Inquiry) -> bool:
    asked = inquiry.asked
    return any(meets(asked.words, sign, at) for sign in asked.lexicon.sign for at in range(len(asked.words)))


def _says(quote: Quote, thing: Named) -> bool:
    """Whether the sentence names who is told of: a bare number does not say who issued it."""
    return plain(thing.vi) in plain(quote.text)
