"""One error root. An error carries its data; its text says what happened and what to do next."""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Anything the product refuses, told to the user in one line; ``code`` is the exit code.

    ``key`` names the message in ``kg/cli/messages/*.toml`` and ``data`` fills it, so that the
    command line can say it in Vietnamese; ``str()`` gives the English sentence.
    """

    key = "error"
    code = 2
    template = "{reason}"

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(self.template.format(**data))


class NotThere(KgError):
    """What was asked for is not there; ``near`` names what comes near, and where nothing does ``alone`` is said."""

    alone = "{name}"

    def __init__(self, near: str = "", **data: object) -> None:
        if not near:
            self.key, self.template = f"{self.key}_alone", self.alone
        super().__init__(near=near, **data)


class UnreadableSource(KgError):
    key = "unreadable_source"
    template = "{path}: {reason}"

    def __init__(self, path: Path | str = "", reason: str = "", **data: object) -> None:
        super().__init__(path=str(path), **({"reason": reason} if reason else {}), **data)

    def at(self, path: Path | str) -> UnreadableSource:
        """The same refusal, of the file at ``path``: a reader knows bytes only."""
        return type(self)(**{**self.data, "path": path})  # type: ignore[arg-type]


class EmptyFile(UnreadableSource):
    key = "empty_file"
    template = "{path}: the file is empty"


class BinaryFile(UnreadableSource):
    key = "binary_file"
    template = "{path}: this is a binary file, not text; give a text, Word, PDF or HTML file"


class NotUnicode(UnreadableSource):
    key = "not_unicode"
    template = "{path}: not UTF-8 text (byte {byte}); save it as UTF-8 and try again"


class TooLarge(UnreadableSource):
    key = "too_large"
    template = "{path}: larger than {limit} MB; split it"


class TooMuch(UnreadableSource):
    key = "too_much"
    template = "{path}: holds more than {what}; split it"


class Changed(UnreadableSource):
    key = "changed_source"
    template = "{path}: its sha256 is not the one in manifest.toml; the file was changed"


class Damaged(UnreadableSource):
    key = "damaged"
    template = "{path}: a damaged {format} file ({detail}); get it again from where it came from"


class Encrypted(UnreadableSource):
    key = "encrypted"
    template = "{path}: the {format} file asks for a password; save it without one and try again"


class NoText(UnreadableSource):
    key = "no_text"
    template = "{path}: no text in the {format} file"


class UnknownFormat(UnreadableSource):
    key = "unknown_format"
    template = "{path}: {format} files are not read; save it as text, DOCX, PDF or HTML"


class ToolMissing(UnreadableSource):
    key = "tool_missing"
    template = "{path}: {need} needs a program that is not installed; install the Debian package {packages}"


class ToolFailed(UnreadableSource):
    key = "tool_failed"
    template = "{path}: {tool} could not read the file"


class TooSlow(UnreadableSource):
    key = "too_slow"
    template = "{path}: reading took longer than {seconds} seconds; split the file"


class ReaderDied(UnreadableSource):
    key = "reader_died"
    template = "{path}: reading the file took more memory than allowed or broke the reader; split it or save it anew"


class BadArchive(UnreadableSource):
    key = "bad_archive"
    template = "{path}: {part}: cannot be taken from the archive ({detail})"


class BadRecord(UnreadableSource):
    key = "bad_record"
    template = "{path}: {line} is no record with the keys id or url, and text or html"


class NothingToRead(KgError):
    key = "nothing_to_read"
    template = "{path}: no readable document; give a folder, or text, Word, PDF or HTML files"


class BadManifest(KgError):
    key = "bad_manifest"
    template = "{path}: {reason}"


class BadDecision(KgError):
    key = "bad_decision"
    template = "{path}, line {line}: no decision that can be read ({reason}); nothing was changed"


class NoStore(KgError):
    key = "no_store"
    template = "{path}: no graph here; run `kg build seeds/ --store {path}` first"


class StoreBusy(KgError):
    key = "store_busy"
    template = "{path}: another build is writing here; wait for it or choose another --store"


class StoreFull(KgError):
    key = "store_full"
    template = "{path}: {reason}; nothing was changed; free some space and build again"


class StoreUnwritable(KgError):
    key = "store_unwritable"
    template = "{path}: cannot be written ({reason}); nothing was changed; choose another --store"


class BrokenStore(KgError):
    key = "broken_store"
    template = "{path}: the graph cannot be opened ({reason}); build it again with `kg build`"


class BadQuery(KgError):
    key = "bad_query"
    template = "the query is not valid SPARQL 1.1: {reason}"


class BadSyntax(BadQuery):
    key = "bad_syntax"
    template = "the query is not valid SPARQL 1.1: line {line}, column {column}: found {found}, expected {expected}"


class TextEnds(BadQuery):
    key = "text_ends"
    template = "the query is not valid SPARQL 1.1: line {line}, column {column}: the text ends too early"


class UnknownPrefix(NotThere, BadQuery):
    key = "unknown_prefix"
    alone = "the query is not valid SPARQL 1.1: line {line}, column {column}: the prefix {prefix}: is not declared"
    template = f"{alone}; known ones that are near: {{near}}"


class QueryTooSlow(KgError):
    key = "query_too_slow"
    template = "the query took longer than {seconds} seconds and was stopped; narrow it down, or give --timeout"


class QueryDied(KgError):
    key = "query_died"
    template = "the query took more memory than allowed or broke the engine; narrow it down, or give --limit"


class NoSuchQuery(NotThere):
    key = "no_such_query"
    alone = "{name}: no shipped query has this name; `kg queries` lists all"
    template = "{name}: no shipped query has this name; near: {near}; `kg queries` lists all"


class WrongParameters(KgError):
    key = "wrong_parameters"
    template = "{name} takes the parameters: {wanted}; given: {given}"


class WrongFormat(KgError):
    key = "wrong_format"
    template = "{format}: not a format for this; choose one of {choices}"


class BadOntology(KgError):
    key = "bad_ontology"
    template = "{path}: {reason}"


class CannotWrite(KgError):
    key = "cannot_write"
    template = "{path}: cannot write here ({reason}); choose another file with -o"


class EmptyQuestion(KgError):
    key = "empty_question"
    template = 'the question is empty; try `kg ask "who is responsible for administrative reform?"`'


class QuestionTooLong(KgError):
    key = "question_too_long"
    template = "the question has {length} characters; ask in at most {limit}"


class ChangedScript(KgError):
    key = "changed_script"
    template = "{path} of the installed pyvis is not the one that this version knows; install pyvis 0.3.2"


class CannotRead(KgError):
    key = "cannot_read"
    template = "{path}: the file cannot be read ({reason})"


class NoSuchBody(NotThere):
    key = "no_such_body"
    alone = "no single thing is called “{name}”"
    template = f"{alone}; nearest: {{near}}"


class NoSuchSection(KgError):
    key = "no_such_section"
    template = "this report has no section “{name}”; it has: {known}"


class NeedsEnds(KgError):
    key = "needs_ends"
    template = (
        "this report needs both --document and --body; for example: "
        'kg report path --document 57-NQ/TW --body "Bộ Khoa học và Công nghệ"'
    )


class NoDay(KgError):
    key = "no_day"
    template = "no source has a date; say the day of the report with --as-of YYYY-MM-DD"


class NotADay(KgError):
    key = "not_a_day"
    template = "{text}: not a day; write it as 2026-05-31 or 31/5/2026"


class NeedsFile(KgError):
    key = "needs_file"
    template = "{format}: not for a terminal; name a file with -o"


class MissingLibrary(KgError):
    key = "missing_library"
    template = "{library} is not installed; install it beside this program to use this"


class NoSuchSource(KgError):
    key = "no_such_source"
    template = "no source has the id “{name}”; known: {known}"


class SameId(KgError):
    key = "same_id"
    template = "{path}: another document already has the id {id}; rename the file or give it an `id` in manifest.toml"
