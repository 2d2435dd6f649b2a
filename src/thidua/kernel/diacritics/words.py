"""The words of a comment that can tell: links, names and foreign words left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.kernel.syllables import is_bare_syllable, is_syllable

# Typed as one piece and no word: addresses of pages and mail, marks of social networks, numbers of papers.
_NO_WORDS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|[#@]\S+|\S+\.(?:vn|com|org|net|edu|gov)\b\S*|\S*\d\S*/\S*"
)
# What touches a digit is a code: H2SO4, 5S, COVID19.
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)?(?!\w)")
_BREAK = re.compile(r"[.!?,;:()\[\]“”\"\n–…/-]")
_LONGEST_NAME = 5


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FAMILIES = _set(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao doan trinh truong "
    "lam mai cao luong luu ta quach chu ha kieu phung vuong"
)
# Short forms of chats: they say nothing of the marks of the words around them.
_CHAT = _set(
    "k ko kg kh hk hok hong hem khum dc đc j ji gi z zị zậy v vs vss mk mik mih mn mng ng nguoi` r ròi "
    "rùi rui ntn nt bn bik bit thik thjk nhiu nhìu cx cg cug ak ah uh uk ờ ok oke okie okela okey vk ck "
    "ny sv hs gv ad adm ib inb fb tks thanks thank tk cmt rep stt sp sdt đt dt tt tp hn sg vn hcm ubnd "
    "hđnd tđkt lđtt cstđ pls plz hihi haha hehe hic huhu kk kkk lol nha nhé nhe nhá nhen ạ a á ơi oi e m "
    "t c b d đ h l p q s x y"
)


@dataclass(frozen=True)
class Word:
    """One word: as typed in small letters, without marks, and whether it carries any."""

    text: str
    bare: str
    marked: bool


def bare_of(word: str) -> str:
    """Small letters without marks, đ as d."""
    parts = unicodedata.normalize("NFD", word.lower()).replace("đ", "d")
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def without_links(text: str) -> str:
    return _NO_WORDS.sub(" . ", unicodedata.normalize("NFC", text))


def telling_words(text: str) -> list[Word]:
    """Words that may tell: no link, no name, no short form of chats."""
    clean = without_links(text)
    shouted = sum(c.isupper() for c in clean) > sum(c.islower() for c in clean)
    typed = [found for found in _runs(clean) if found]
    kept = [word for run in typed for word in (_unshouted(run) if shouted else _nameless(run))]
    return [word for word in map(as_word, kept) if word.text not in _CHAT]


def _runs(text: str) -> Iterator[list[str]]:
    """Words between signs that end a clause."""
    for part in _BREAK.split(text):
        yield _WORD.findall(part)


def _unshouted(run: list[str]) -> list[str]:
    """A run in capitals; nothing when it is as long as a name and begins like one."""
    named = 1 < len(run) <= _LONGEST_NAME and bare_of(run[0]) in _FAMILIES
    return [] if named else run


def _nameless(run: list[str]) -> list[str]:
    """The run without names: two to five words with capitals beside one another, and a single one inside a clause."""
    kept: list[str] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and run[end][:1].isupper():
            end += 1
        if end == at:
            kept.append(run[at])
            at += 1
            continue
        length = end - at
        if length > _LONGEST_NAME or (length == 1 and at == 0):
            kept += run[at:end]
        at = end
    return kept


def as_word(typed: str) -> Word:
    small = typed.lower()
    bare = bare_of(small)
    marked = bare != small
    return Word(small, bare if marked or is_bare_syllable(bare) else _spelled_out(bare), marked)


# How chats spell: `zay` is vậy, `nhju` nhiều, `wa` quá, `duog` đường.
_CHAT_SPELLINGS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^z", "d"), (r"^w", "qu"), (r"^f", "ph"), (r"^j", "gi"), (r"(?<=.)j", "i"), (r"(?<=[aeiouy])g$", "ng"),
    )
)  # fmt: skip


def _spelled_out(bare: str) -> str:
    """The syllable a chat spells its own way; the same word when no syllable comes of it."""
    meant = bare
    for pattern, put in _CHAT_SPELLINGS:
        meant = pattern.sub(put, meant)
    return meant if is_bare_syllable(meant) else bare


def count_words(text: str) -> int:
    """All words but links."""
    return len(_WORD.findall(without_links(text)))


def is_vietnamese(word: Word) -> bool:
    """Whether it can be a syllable, with its marks or for want of them."""
    return is_syllable(word.text) if word.marked else is_bare_syllable(word.bare)
