"""What a reader has in mind on the way through a text: who speaks, to whom, and whether it is still an instruction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.patterns import match_at, search
from kg.extract.rules.owners import (
    Owner,
    addressees,
    announced,
    described,
    introduced,
    is_account,
    owned_by,
    preposed_in,
    shared_due,
    tells_back,
    told_to,
    topic_of,
)
from kg.extract.rules.parties import Head, is_authority, is_instruction, leads_of, paper_of, person_of
from kg.extract.rules.parts import counts_out
from kg.extract.tokens import Token, are_collective, is_nominal
from kg.extract.types import Atom, BodyName

_SECTION = re.compile(r"(?:[ivxlc]+|\d+)\s?[-./)]")
SHORTEST = 3
# So many words at most stand before the colon of a label: "Nội dung triển khai, bao gồm:".
LABELLED = 10
# How a letter calls those whom it goes to: "Quý Bộ".
HONOURED = "Quý "


@dataclass
class Flow:
    """The state of reading. ``official``: the text commands by itself; ``itself``: it does so without the head of a
    document. ``active``: an instruction has been given that what follows may go on with.

    ``item``: where the tasks of the last paragraph that had any begin among those found; ``recent``: the paragraph
    before had some, so that "Bộ Nội vụ hướng dẫn …" after "Thủ tướng giao Bộ Nội vụ …" goes on with the instructions.
    ``opening``: the paragraph that last introduced a list of instructions; ``base``: whom it tells, where numbered
    sections follow it. A page that gives a resolution without its head is official as far as these sections go.
    ``paper``: the paragraph that tells who issued a paper of instructions, and the paper. ``parents``: the paragraphs
    that others stand under; ``named``: headings that name owners no list knows. ``addressed``: to whom a letter goes,
    as ``letterhead``, the paragraphs of "Kính gửi", says. ``points``: whom the counted points of a list ("Một là, …")
    are for, and whether they only tell; ``counting``: such a point is being read; ``announcer``: who said in the
    sentence before how many there are. ``here``: the paragraph being read has given a task already. ``carried``: its
    leads are those of the paragraph before: "Ngoài ra, …". ``asked``: it has told that somebody was given work, "Công
    an tỉnh được giao …".
    """

    official: bool
    itself: bool = False
    speaker: Atom | None = None
    active: bool = False
    leads: tuple[Atom, ...] = ()
    open_list: tuple[Atom, ...] = ()
    sticky: bool = False
    discussion: bool = False
    item: int = 0
    recent: bool = False
    here: bool = False
    carried: bool = False
    asked: bool = False
    owners: dict[int, Owner] = field(default_factory=dict)
    opening: int | None = None
    base: Owner | None = None
    paper: tuple[int, Atom | None] | None = None
    parents: frozenset[int] = frozenset()
    named: Mapping[int, tuple[Atom, ...]] = field(default_factory=dict)
    addressed: tuple[Atom, ...] = ()
    letterhead: frozenset[int] = frozenset()
    points: Owner | None = None
    counting: bool = False
    announcer: Atom | None = None

    def owner(self, reading: Reading, index: int | None) -> Owner:
        """The nearest owner above a block; an account heading anywhere above makes it an account."""
        found = Owner()
        base = self.base if index is not None else None
        while index is not None:
            above = self.owners.get(index)
            if above:
                found = Owner(found.leads or above.leads, found.due or above.due, found.account or above.account)
            index = reading.document.blocks[index].parent
        return Owner(found.leads or base.leads, found.due or base.due, found.account) if base else found

    def addresses(self, reading: Reading, passage: Passage, words: str) -> bool:
        """Whether a paragraph says to whom a letter goes: "Kính gửi: …" and the list under it. They are the "Quý Bộ" of
        its text.
        """
        opens = words.strip("*_ ").startswith(phrases("cues", "addressees"))
        if not opens and passage.block.parent not in self.letterhead:
            return False
        self.letterhead = self.letterhead | {passage.index} if opens else self.letterhead
        tokens = reading.tokens(passage, passage.block.body)
        self.addressed = (() if opens else self.addressed) + leads_of([t for t in tokens if t.has("bodies")])
        self.owners[passage.index] = Owner(account=True)
        return True

    def _meant(self, leads: tuple[Atom, ...]) -> tuple[Atom, ...]:
        """ "Quý Bộ", "Quý cơ quan, đơn vị" in a letter are those it goes to."""
        honoured = [a for a in leads if isinstance(a.value, BodyName) and a.value.name.startswith(HONOURED)]
        return self.addressed if honoured and self.addressed else leads

    def enter(self, reading: Reading, passage: Passage, words: str, above: Owner) -> None:
        """Begin a paragraph: whose list it belongs to, and whether it only tells what was done."""
        goes_on = words.startswith(phrases("cues", "goes_on")) and not above.leads and not self.open_list
        self.leads = above.leads or self.open_list or (self.leads if goes_on else ())
        self.carried, self.discussion, self.asked = goes_on, False, False
        listed = passage.block.parent in self.owners  # what an item tells does not end the list
        if not self.official and self.active and not listed and is_account(reading, passage):
            self.active = False

    def cite(self, tokens: Sequence[Token], index: int) -> None:
        """ "Theo công điện, …"; "Theo đó, …" behind "Thủ tướng vừa ký Chỉ thị số 33/CT-TTg …": an article goes on with
        what the paper has others do.
        """
        if self.official or len(tokens) < SHORTEST:
            return
        said = match_at("according paper:docnoun|doc comma", tokens, 0)
        if said and is_instruction(said.tokens("paper")[0]):
            self.active, self.speaker = True, paper_of(said.tokens("paper")[0]) or self.speaker
        elif self.paper and (
            (index - self.paper[0] <= 1 and tokens[0].word in phrases("cues", "pursuant"))
            or (index - self.paper[0] == 1 and _acts_as_told(tokens))
            or _lays_out(tokens)
        ):
            self.active, self.speaker = True, self.paper[1] or self.speaker
        if wrote := search("who:speaker|bodies adverb|account* issue", tokens):
            self.paper = (index, person_of(wrote.tokens("who")[-1]))
        issued = search("speaker|bodies adverb|account|connective|verb|word|date|comma* paper:doc|docnoun", tokens)
        if issued and is_instruction(issued.tokens("paper")[0]):
            told = {t.word for t in tokens[issued.start : issued.end]}
            if told & set(phrases("cues", "issuing")):
                self.paper = (index, paper_of(issued.tokens("paper")[0]))

    def count(self, tokens: Sequence[Token]) -> None:
        """ "Một là, … Hai là, …": each point of a list is for whom the list is, not for whom the point before names;"""
        self.counting = bool(tokens) and tokens[0].word in phrases("cues", "ordinals")
        if self.counting and tokens[0].word in phrases("cues", "first_ordinals"):
            self.points = Owner(self.leads)
            self.active, self.speaker = self.active or self.announcer is not None, self.announcer or self.speaker
        elif self.counting and self.points is not None:
            self.leads = self.points.leads
        said = search("who:speaker|bodies adverb|account|connective|comma* say|instruct", tokens)
        who = said.tokens("who")[-1] if said and counts_out(tokens[said.end :]) else None
        self.announcer = person_of(who) if who and (who.has("speaker") or is_authority(who)) else None

    def counted(self, tokens: Sequence[Token], given: bool) -> None:
        """A list whose first point gives nobody anything to do tells what was done, and tells on."""
        if self.counting and self.points is not None and tokens[0].word in phrases("cues", "first_ordinals"):
            self.points = Owner(self.points.leads, None, not given)

    def plan(self, tokens: Sequence[Token]) -> None:
        """ "Từ nay đến cuối năm, UBND tỉnh xác định nhiều nhóm nhiệm vụ trọng tâm.": an article goes on with what a
        body has set itself to do.
        """
        work = "set:verb word|nominal|adverb|comma|quantity* task:nominal"
        said = search(f"who:bodies adverb|modal|account* {work}", tokens)
        if self.official or said is None:
            return
        if any(t.has("account") for t in tokens[: said.end]):
            self._sets_out(said.tokens("set")[0], said.tokens("who")[-1], tokens)
            return
        sets = said.tokens("set")[0].word in phrases("cues", "sets")
        if sets and said.tokens("task")[0].word in phrases("cues", "listed") and is_authority(said.tokens("who")[-1]):
            self.active, self.leads = True, leads_of(said.tokens("who"))

    def _sets_out(self, verb: Token, who: Token, tokens: Sequence[Token]) -> None:
        """ "Ban Chỉ đạo đã đưa ra một số nhiệm vụ, giải pháp trong thời gian tới.": an article goes on with them."""
        to_come = any(t.word in phrases("cues", "to_come") for t in tokens)
        if to_come and verb.word in phrases("cues", "sets_out") and is_authority(who):
            self.active, self.speaker = True, person_of(who)

    def told_below(self, reading: Reading) -> None:
        """An article that begins with what is to be done, and says below who said so: "Các chỉ đạo trên được nêu tại
        Chỉ thị số 33 của Thủ tướng …".
        """
        for passage, span in () if self.official else reading.sentences():
            if reading.folded.startswith(phrases("cues", "told_above"), span.start):
                papers = [
                    t for t in reading.tokens(passage, span) if {"doc", "docnoun"} & t.kinds and is_instruction(t)
                ]
                if papers:
                    self.active, self.speaker = True, paper_of(papers[0])
                return

    def remember(self, head: Head, tokens: Sequence[Token]) -> None:
        """Take in who instructs and who is instructed. "Ngoài ra, UBND tỉnh cũng yêu cầu rà soát …" asks anew, and not
        those of the paragraph before.
        """
        if head.instructs:
            self.active, self.leads = True, () if self.carried else self.leads
        self.carried = False
        self.asked = self.asked or any(t.word in phrases("cues", "passives") for t in tokens)
        if head.speaker is not None:
            self.speaker = head.speaker
        if head.leads:
            self.leads, self.sticky = self._meant(head.leads), head.opens
            self.open_list = self.leads if head.opens else self.open_list
        elif head.rule == "task.send":
            self.leads = self.leads or self.addressed
        elif head.instructs and (preposed := preposed_in(tokens, head.action)):
            self.leads = preposed
        elif (head.instructs or head.obliges) and (topic := topic_of(tokens)):
            self.leads = topic

    def leave(self, reading: Reading, passage: Passage, words: str) -> None:
        """End a paragraph: a colon or semicolon goes on in the next one; "Giao Bộ X: …" until somebody else is
        named.
        """
        ended = words.rstrip("*_ ")
        above = passage.index in self.parents
        if above and passage.block.marker and ended[-1:].isalnum() and len(passage.sentences) == 1:
            leads = owned_by(reading.tokens(passage, passage.sentences[0]))
            if leads:  # "(2) Bộ X - Cơ quan thường trực …" over a list, too long for a heading
                self.owners[passage.index] = Owner(leads)
        if ended.endswith((":", ";")):
            self.open_list = self.leads
        elif not (self.sticky and self.recent and self.leads == self.open_list):
            self.open_list, self.sticky = (), False
        if ended.endswith(":") and passage.sentences:
            last = reading.tokens(passage, passage.sentences[-1])
            if not passage.block.marker and len(passage.sentences) == 1 and (alone := owned_by(last)):
                self.leads, self.open_list, self.sticky = alone, alone, True  # "Bộ Tài chính:" over plain paragraphs
            listed = announced(last) if not self.official or self.itself else ()
            instructed = self._introduce(last)
            said = last[0].span.start if instructed and last else 0  # who was named in a sentence before is not told
            self.leads = tuple(a for a in self.leads if a.span.start >= said)
            self.leads = told_to(last) or self.leads or introduced(last) or listed
            issued = self.paper is not None and self.paper[0] == passage.index  # "… đã có Công văn …, như sau:"
            tells = tells_back(last) and not issued
            self.owners[passage.index] = Owner(() if tells else self.leads, shared_due(last), tells)
            if self.paper and issued and not instructed:
                self.active, self.speaker = True, self.paper[1] or self.speaker
            if instructed or listed:
                self.opening = passage.index

    def announce(self, tokens: Sequence[Token], label: tuple[Atom, ...], item: bool) -> None:
        """ "UBND tỉnh Đồng Nai:" names who is to act; "Thủ tướng nhấn mạnh 5 nhiệm vụ trọng tâm:" instructs nobody
        in particular.
        """
        if label:
            self.leads, self.active = label, self.active or item
            return
        said = search("who:speaker adverb|account|connective|comma* say|instruct", tokens)
        if said is None and len(tokens) == 1 and tokens[0].has("speaker"):
            self.active, self.speaker = True, person_of(tokens[0])  # "Tổng Bí thư Tô Lâm: Rà soát …"
        elif said is not None:
            self.active, self.speaker, self.leads = True, person_of(said.tokens("who")[-1]), ()

    def _govern(self, passage: Passage, words: str) -> None:
        """ "… Bộ Chính trị yêu cầu các cấp ủy … các nội dung sau:" right before "I- MỤC TIÊU": the numbered sections of
        the page are what is instructed; a heading of another make ends them.
        """
        if not (passage.block.marker or "").startswith("#"):
            return
        section = _SECTION.match(words.lstrip("*_ ")) is not None
        opened = self.opening is not None and self.opening == passage.index - 1
        if section and self.opening is not None and opened and (self.itself or not self.official):
            self.base, self.official = self.owners[self.opening], True
        elif self.base is not None and not section and passage.block.parent is None:
            self.base, self.official, self.active = None, self.itself, False

    def _introduce(self, tokens: Sequence[Token]) -> bool:
        """ "Thủ tướng Chính phủ yêu cầu:", "… kết luận như sau:": the list below is an instruction; gives whether
        somebody with authority says so.
        """
        cues = [
            i
            for i, t in enumerate(tokens)
            if ({"instruct", "say"} & t.kinds or _orders(tokens, i)) and not is_nominal(tokens[i - 1].word if i else "")
        ]
        if not cues:
            return False
        told = addressees(tokens)
        speakers = [
            t
            for i, t in enumerate(tokens[: cues[-1]])
            if i not in told
            and (not i or tokens[i - 1].word != "do")
            and ({"speaker", "doc"} & t.kinds or is_authority(t))
        ]
        self.active = True
        if speakers:
            owned = speakers[-1] is not tokens[0] and tokens[tokens.index(speakers[-1]) - 1].word == "của"
            # "Thực hiện Nghị quyết của Bộ Chính trị, Chủ tịch UBND tỉnh yêu cầu:": the last of them speaks
            self.speaker = speakers[-1].atoms[-1] if owned else person_of(speakers[-1])
        return bool(speakers)

    def heading(self, reading: Reading, passage: Passage, words: str) -> bool:
        """A heading: whom it owns, whether it heads an account; gives whether nothing more is to be read in it."""
        tokens = reading.tokens(passage, passage.block.body)
        self._govern(passage, words)
        account = any(p in words[:40] for p in phrases("cues", "account_heading"))
        account = account and not any(p in words[:40] for p in phrases("cues", "mixed_heading"))
        if any(p in words[:40] for p in phrases("cues", "task_heading")):
            self.active = True
        leads = owned_by(tokens) or described(reading, tokens, passage.index in self.parents)
        leads = leads or self.named.get(passage.index, ())
        if leads and passage.block.marker:
            self.active = True  # "k) Tổ đảng ở Thường trực Ủy ban Xã hội" over what it is to do
        self.owners[passage.index] = Owner(leads, None, account and not leads)
        self.open_list = self.open_list if (passage.block.marker or "").startswith("#") else ()
        return bool(leads) or not words.rstrip().endswith(":")

    def gives(self, passage: Passage, leads: tuple[Atom, ...]) -> bool:
        """A paragraph that only says whom what stands under it is given to: "2. Giao Ủy ban nhân dân xã:"."""
        if leads:
            self.active, self.leads, self.open_list = True, leads, leads
            self.owners[passage.index] = Owner(leads)
        return bool(leads)

    def takes(self, head: Head) -> bool:
        """Whether a clause with this head is an instruction here."""
        if head.instructs:
            return True
        if self.counting and self.points is not None:
            return head.obliges or (self.active and not self.points.account)
        if head.rule != "task.subject":
            return self.active or self.asked or head.rule == "task.item"
        collective = any(isinstance(a.value, BodyName) and a.value.form == "collective" for a in head.leads)
        return head.obliges or (
            self.active and (self.official or collective or head.urged or self.recent or self.here or bool(self.owners))
        )


def _orders(tokens: Sequence[Token], i: int) -> bool:
    """ "…, Chủ tịch UBND Thành phố chỉ thị:": the noun as the verb that opens a list."""
    said = tokens[i].word in phrases("cues", "orders") and i > 0 and i + 2 == len(tokens) and tokens[i + 1].has("colon")
    return said and bool({"speaker", "bodies"} & tokens[i - 1].kinds)


def _acts_as_told(tokens: Sequence[Token]) -> bool:
    """ "Các cơ quan, đơn vị rà soát danh mục …" right behind "UBND tỉnh đã ban hành Chỉ thị số 10/CT-UBND …": what the
    paper has them do.
    """
    many = bool(tokens[0].atoms) and are_collective(tokens[0].atoms)
    return many and bool({"verb", "modal", "adverb", "cooperate"} & tokens[1].kinds)


def _lays_out(tokens: Sequence[Token]) -> bool:
    """ "Nội dung triển khai, bao gồm: Xây dựng …", "Giai đoạn 1: Hoàn thành …" of a plan that was told of before."""
    colon = next((i for i, t in enumerate(tokens[:LABELLED]) if t.has("colon")), LABELLED)
    opening = " ".join(t.word for t in tokens[:colon])
    acts = colon + 1 < min(len(tokens), LABELLED + 1) and {"verb", "lead", "adverb"} & tokens[colon + 1].kinds
    return bool(acts) and opening.startswith(phrases("cues", "phases"))
