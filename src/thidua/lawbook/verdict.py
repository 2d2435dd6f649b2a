"""The answer for one nominee: outcome, what is unmet, the articles, the tree of findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Outcome = Literal["met", "not_met", "deferred", "to_attest"]
OUTCOMES: tuple[Outcome, ...] = ("not_met", "deferred", "to_attest", "met")


@dataclass(frozen=True)
class Finding:
    """One criterion looked at. `cite` follows the grammar of citations, `article` is as people write it.

    `lack` of an open finding tells the cure: `fact` (enter it), `finding` (a competent person attests it),
    `text` (the law was not read); `cure` says it. `key` is the key of `unmet`, empty for groups of criteria.
    `group` tells how the children belong together, `others` names ways left out that are written for others.
    """

    id: str
    label: str
    outcome: Outcome
    sentence: str
    cite: str = ""
    article: str = ""
    key: str = ""
    lack: str = ""
    cure: str = ""
    group: Literal["", "all", "any"] = ""
    evidence: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    children: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        made = dict(vars(self))
        made["evidence"], made["others"] = list(self.evidence), list(self.others)
        made["children"] = [child.as_json() for child in self.children]
        return made

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        made = dict(data)
        made["evidence"], made["others"] = tuple(data["evidence"]), tuple(data.get("others", ()))
        made["children"] = tuple(cls.from_json(child) for child in data["children"])
        return cls(**made)

    def deciding(self, outcome: Outcome) -> Iterator[Finding]:
        """Leaves that bring about `outcome`, in the order of the law."""
        for leaf, _ in self.reasons(outcome):
            yield leaf

    def reasons(self, outcome: Outcome) -> Iterator[tuple[Finding, bool]]:
        """The same leaves; True for one that begins another way, where one open way of several is enough."""
        if not self.children:
            if self.outcome == outcome:
                yield self, False
            return
        ways = 0
        for child in self.children:
            if self.outcome == child.outcome or child.outcome == "deferred":
                found = list(child.reasons(outcome))
                another = bool(found and ways) and self.group == "any" and outcome == "to_attest"
                yield from ((leaf, way or (another and not place)) for place, (leaf, way) in enumerate(found))
                ways += bool(found)


@dataclass(frozen=True)
class Verdict:
    """Outcome for one nominee under the law of the pivot day. `asks` names what is open: key → lack."""

    honour: str
    year: int
    pivot: date
    outcome: Outcome
    unmet: tuple[str, ...]
    asks: tuple[tuple[str, str], ...]
    basis: str
    cites: tuple[str, ...]
    findings: Finding
    lawbook: str

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` gives the same verdict back."""
        made = dict(vars(self))
        made |= {"pivot": self.pivot.isoformat(), "unmet": list(self.unmet), "cites": list(self.cites)}
        made |= {"asks": [list(pair) for pair in self.asks], "findings": self.findings.as_json()}
        return made

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        made = dict(data)
        made |= {"pivot": date.fromisoformat(data["pivot"]), "unmet": tuple(data["unmet"])}
        made |= {"cites": tuple(data["cites"]), "asks": tuple((key, lack) for key, lack in data["asks"])}
        made["findings"] = Finding.from_json(data["findings"])
        return cls(**made)

    def reason_sentences(self) -> list[str]:
        """What a clerk can send to the person: each deciding reason as a sentence with its article."""
        sentences = []
        for outcome in ("not_met", "deferred", "to_attest"):
            for leaf, another in self.findings.reasons(outcome) if _speaks(self.outcome, outcome) else ():
                head = leaf.sentence.rstrip(".")
                notes = [f"hồ sơ: {', '.join(leaf.evidence)}"] if leaf.evidence else []
                notes += [f"căn cứ {leaf.article}"] if leaf.article else []
                told = f"{head} ({'; '.join(notes)})." if notes else f"{head}."
                sentences.append(f"{'Hoặc: ' if another else ''}{told} {leaf.cure}".strip())
        return list(dict.fromkeys(sentences))


def _speaks(verdict: Outcome, of: Outcome) -> bool:
    """Reasons worth naming: of the verdict itself, and a hold behind a refusal; never milder open points."""
    return of == verdict or (verdict == "not_met" and of == "deferred")
