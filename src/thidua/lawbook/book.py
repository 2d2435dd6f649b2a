"""The lawbook: what is in force on a day, what it is called, and the judgement of a cohort."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from thidua.lawbook.authority import Competence, Question
from thidua.lawbook.cohort import Cohort
from thidua.lawbook.deadlines import Calendar, Due
from thidua.lawbook.dossiers import Checklist, Filing
from thidua.lawbook.equals import Choice, Equal, choose
from thidua.lawbook.explaining import Judgement
from thidua.lawbook.facts import Subject
from thidua.lawbook.faults import NotInForce
from thidua.lawbook.judging import Judging, computable
from thidua.lawbook.money import Award, Cashier, Reward
from thidua.lawbook.packs import Pack
from thidua.lawbook.practice import Practice
from thidua.lawbook.rules import Basis, Honour, Instrument, Node, Quota, Rule, Version, at
from thidua.lawbook.wordings import HonourReader


@dataclass(frozen=True)
class LawBook:
    """The law as read from one folder, with the pack of one `place`. `digest` is the sha256 of its content,
    cases left out."""

    digest: str
    instruments: Mapping[str, Instrument]
    catalogue: Mapping[str, Honour]
    rules: tuple[Rule, ...]
    terms: Mapping[str, Mapping[str, str]]
    clerks_words: Mapping[str, tuple[str, ...]]
    practice: Practice = field(default_factory=Practice)
    place: Pack | None = None

    def honour(self, code: str) -> Honour:
        """Catalogue entry. Raises KeyError for an unknown code."""
        return self.catalogue[code]

    def honours(self) -> tuple[Honour, ...]:
        """All entries, the highest rank first."""
        return tuple(sorted(self.catalogue.values(), key=lambda h: (-h.rank, h.code)))

    def label(self, term: str) -> str:
        """What people read for a term: `section.word`, the code of an honour, or a bare word (first section
        that has it, in the order of `terms.yaml`). Raises KeyError."""
        if term in self.catalogue:
            return self.catalogue[term].name
        section, _, word = term.partition(".")
        if word:
            return self.terms[section][word]
        for words in self.terms.values():
            if term in words:
                return words[term]
        raise KeyError(term)

    def wordings(self) -> dict[str, tuple[str, ...]]:
        """How clerks write each honour: code → phrases, the full name first; codes as `terms.yaml` orders them."""
        return {
            code: tuple(dict.fromkeys((self.catalogue[code].name, *self.clerks_words.get(code, ()))))
            for code in (*self.clerks_words, *(c for c in self.catalogue if c not in self.clerks_words))
        }

    def honour_reader(self) -> HonourReader:
        """A reader of clerks' wordings; costly enough to be made once for many lists."""
        return HonourReader(
            self.wordings(),
            person_only=[c for c, honour in self.catalogue.items() if honour.subjects == ("person",)],
            collective_only=[c for c, honour in self.catalogue.items() if honour.subjects == ("collective",)],
            twins={c: h.collective_twin for c, h in self.catalogue.items() if h.collective_twin},
        )

    def as_read(self) -> LawBook:
        """The law without versions nobody has read: what was read last goes on, to look ahead with."""
        return self._as_read

    @cached_property
    def _as_read(self) -> LawBook:
        def kept(versions: tuple[Version, ...]) -> tuple[Version, ...]:
            return tuple(v for v in versions if not v.unread)

        return replace(
            self,
            catalogue={c: replace(h, versions=kept(h.versions)) for c, h in self.catalogue.items()},
            rules=tuple(replace(rule, versions=kept(rule.versions)) for rule in self.rules),
        )

    def spoken(self, basis: Basis) -> str:
        """An article as an official writes it; one nobody has read says so."""
        said = basis.citation.spoken(self.instruments[basis.citation.instrument].name)
        return f"{said}, điều khoản chưa kiểm chứng" if basis.unverified else said

    def in_force(self, code: str, subject: Subject, on: date) -> Version | None:
        """Criteria of the honour for that kind of nominee on the day; None when there are none."""
        honour = self.catalogue[code]
        if subject not in honour.subjects:
            return None
        version = at([v for v in honour.versions if v.covers(subject)], on)
        return version if version and version.requires is not None else None

    def rules_for(self, code: str, subject: Subject, on: date) -> dict[str, Node]:
        """Shared rules in force on the day that name the honour, or every honour, for that kind of nominee. Where
        the honour's own text was not read, only read rules of every honour hold."""
        own = self.in_force(code, subject, on)
        unread = own is not None and own.unread
        found = {}
        for rule in self.rules:
            if rule.names(code) and (rule.general or not unread):
                version = at([v for v in rule.versions if v.covers(subject)], on)
                if version and version.requires is not None and not (unread and version.unread):
                    found[rule.id] = version.requires
        return found

    def judge(self, code: str, cohort: Cohort, on: date) -> Judgement:
        """Judge every nominee of the cohort under the law of the pivot day `on`.

        Raises KeyError for an unknown code and NotInForce when the book holds no criteria for that honour,
        kind of nominee and day (the honour can then be recorded, not judged).
        """
        return self._judge(code, cohort, on, screening=False)

    def screen(self, code: str, cohort: Cohort, on: date) -> Judgement:
        """Judge by what can be computed alone: 2 whoever may be proposed, findings still to be made; 1 a fact
        is missing or the text was not read; 0 a computed criterion fails. Raises as `judge`."""
        return self._judge(code, cohort, on, screening=True)

    def computable(self, code: str, subject: Subject, on: date) -> bool:
        """Whether anything about the honour is computed on the day for that kind of nominee."""
        version = self.in_force(code, subject, on)
        return version is not None and version.requires is not None and computable(version.requires)

    def _judge(self, code: str, cohort: Cohort, on: date, *, screening: bool) -> Judgement:
        version = self.in_force(code, cohort.kind, on)
        if version is None:
            raise NotInForce(f"{code}: no criteria for {cohort.kind} on {on.isoformat()}")
        judged = Judging(self, cohort, on, screening=screening).honour(code, version)
        return Judgement(self, code, cohort, on, version, judged)

    def quota(self, code: str, on: date) -> Quota | None:
        """The cap in force on the day; None when there is none."""
        quota = at(self.catalogue[code].quotas, on)
        return quota if quota and quota.binds else None

    def vote(self, code: str, on: date, members: int) -> int:
        """Smallest number of yes of ALL members, written opinions included; ValueError without members."""
        vote = at(self.catalogue[code].votes, on)
        if members <= 0:
            raise ValueError("a council has at least one member")
        return vote.needed(members) if vote else members // 2 + 1

    def deciders(self, code: str, on: date) -> tuple[str, ...]:
        """Codes of those who may decide the honour on the day; empty when the book does not say."""
        found = at(self.catalogue[code].deciders, on)
        return found.who if found else ()

    def competent(self, code: str, decider: str, on: date) -> Competence:
        """May that one decide the honour on the day, and why. Raises KeyError for an unknown code or decider."""
        question = Question(self.catalogue[code], decider, on, self.terms["decider"], self.instruments)
        return question.answer(self.practice.offices.get(decider))

    def competent_at(self, code: str, tier: str, on: date) -> Competence:
        """May anyone of that tier decide the honour on the day: the most favourable answer of its offices.
        Raises KeyError for an unknown code; of a tier it does not know the book says nothing."""
        offices = [one for one in self.practice.offices.values() if one.tier == tier]
        answers = [self.competent(code, one.decider, on) for one in offices]
        silent = Competence("", None, f"Bộ luật không có người quyết định ở cấp “{tier}”.")
        return max(answers or [silent], key=lambda answer: {True: 2, None: 1, False: 0}[answer.allowed])

    def choose(self, tied: Sequence[Equal], places: int, on: date) -> Choice:
        """Fill the places among nominees that qualify equally; whoever the rule leaves equal is undecided."""
        rule = at(self.practice.women_first, on)
        return choose(tied, places, rule.percent if rule else None)

    def reward(self, awards: Sequence[Award]) -> Reward:
        """Reward money of awards in đồng, each explained. Raises KeyError for an unknown honour."""
        return Cashier(self.practice.money, self.catalogue, self.instruments).reward(awards)

    def due(
        self, code: str, events: Mapping[str, date], on: date, holidays: Collection[date] = ()
    ) -> tuple[Due, ...]:
        """Terms of the honour that the events start, the nearest first. Raises KeyError for an unknown word."""
        return self.calendar(holidays).due(self.catalogue[code], events, on)

    def calendar(self, holidays: Collection[date] = ()) -> Calendar:
        """The terms of the law, counted without the public holidays given."""
        return Calendar(self.practice.deadlines, self.terms["event"], self.instruments, holidays)

    def dossier(
        self, code: str, subject: Subject, on: date, circumstances: Mapping[str, bool] | None = None
    ) -> Checklist | None:
        """The papers a dossier needs on the day; None when the book does not say. `circumstances` are words of
        the terms, known to be so or not so. Raises KeyError for an unknown word."""
        labels, known = self.terms["circumstance"], circumstances or {}
        for word in known:
            labels[word]
        filing = Filing(self.catalogue[code], subject, on, known, labels, self.instruments)
        return filing.checklist(self.practice.papers)
