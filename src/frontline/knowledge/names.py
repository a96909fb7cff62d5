"""Keys of place names: readable strings under which spellings of one name fall together.

Newsrooms write one town in many ways, because each carries a foreign script over by its own habit. A key undoes
the habits, from the surest to the loosest:

    fold      "Dayr az̧ Z̧awr"  -> "dayr az zawr"   case, diacritics, apostrophes, hyphens
    bare      "dayr az zawr"  -> "dayr zawr"      articles (al-, el-, ash-, "the"), tribal and kunya prefixes
    spelling  "dayr zawr"     -> "dirzur"         letters and groups that stand for one sound
    skeleton  "dirzur"        -> "drsr"           the consonants

A name in another script has the same keys in its own letters, without articles where they are written on ("الرستن":
"رستن"); `frontline.knowledge.scripts` reads it aloud where the gazetteer has the Latin name only.

Every key is a string that a person can print and read. The rules were written from the habits themselves (Arabic,
Persian, Cyrillic and Hebrew names in English, French and GeoNames spelling), and checked against the place names of
the UCDP GED Syria release (CC BY 4.0).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NATIVE = str.maketrans(
    {
        "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ک": "ك", "ڪ": "ك",  # noqa: RUF001
        "ٱ": "ا", "ـ": "", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "\u200c": " ", "\u200d": "",  # noqa: RUF001
    },
)  # fmt: skip
"""Letters of other scripts that stand for one another: final forms, and the keyboards of Persian and Urdu."""
_ARABIC_ARTICLE = "ال"
_MARKS = dict.fromkeys("'’‘ʼʻʽ`´ʿʾ′ʹʺˈ", "")  # noqa: RUF001 - the marks that sources write
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",  # noqa: RUF001 - Turkish
        "ħ": "h", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ɔ": "o", "ɛ": "e", "ƙ": "k", **_MARKS,
    },
)  # fmt: skip
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "sankt": "saint"}
_ARTICLES = frozenset({"al", "el", "the", "ul"})
_SUN_ARTICLES = {
    "ar": "r", "er": "r", "as": "s", "es": "s", "ash": "sh", "esh": "sh", "ad": "d", "ed": "d", "adh": "d",
    "az": "z", "ez": "z", "an": "n", "en": "n", "at": "t", "et": "t", "ath": "th", "eth": "th",
}  # fmt: skip
_PREFIXES = {"albu": "bu", "abu": "bu", "abou": "bu", "bou": "bu", "oum": "um", "umm": "um"}
_ATTACHED = re.compile(r"^[ae](?:(sh)sh|(th)th|(dh)dh|([bdfgjklmnqrstz])\4)(?=[aeiouy])")
_CONSTRUCT = re.compile(r"(?<=\w{3})[ae]t$")

_HUSHED = re.compile(r"shch|tsch|tch|sch|ch|sh")
_SOFT_C = re.compile(r"c(?=[eiy])")
# What each rule undoes stands beside it. They run in this order over the bare name without spaces.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"dzh|dj|zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"tz", "ts"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"[eia]h$", "a"),  # the Arabic feminine ending: -ah, -eh, -ih
        (r"[ou]+w+(?=[aei])|ou(?=[aei])", "w"),  # Suwayda, Sweida, French Soueida
        (r"i*y+(?=[aeou])", "i"),  # -iya, -iyya, -ia; Slavic ya, ye
        (r"(?:ij|[iy]y|yi)$", "i"),  # Slavic -iy, -yi, -ij
        (r"[ao][wu](?![aeiouy])|oo|o", "u"),  # zawr, zor, zour; doma, douma
        (r"w", "v"),
        (r"a[iy]|[ey]|i", "i"),  # dayr, dair, deir, der
        (r"(.)\1+", r"\1"),
    )
)
# Countries whose names reach the Latin alphabet by transliteration.
_TRANSLITERATED = frozenset(
    [
        "AFG",
        "ARE",
        "ARM",
        "BGD",
        "BGR",
        "BHR",
        "BLR",
        "BTN",
        "CHN",
        "COM",
        "CYP",
        "DJI",
        "DZA",
        "EGY",
        "ERI",
        "ETH",
        "GEO",
        "GRC",
        "IND",
        "IRN",
        "IRQ",
        "ISR",
        "JOR",
        "JPN",
        "KAZ",
        "KGZ",
        "KHM",
        "KOR",
        "KWT",
        "LAO",
        "LBN",
        "LBY",
        "LKA",
        "MAR",
        "MDV",
        "MKD",
        "MMR",
        "MNG",
        "MRT",
        "NPL",
        "OMN",
        "PAK",
        "PRK",
        "PSE",
        "QAT",
        "RUS",
        "SAU",
        "SDN",
        "SOM",
        "SYR",
        "THA",
        "TJK",
        "TUN",
        "TWN",
        "UKR",
        "YEM",
    ]
)
_TURNED = frozenset("\u02bb\u02bc\u02be\u02bf\u2018\u2019\u02b9\u02ba`")
_VOWELS = re.compile(r"[aiu]")
_DOUBLED = re.compile(r"(.)\1+")
_SKELETON = str.maketrans({"z": "s", "c": "s", "g": "k"})


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return `name` in small letters, without diacritics, apostrophes and hyphens, abbreviations written out."""
    if name.isascii():
        flat = name.lower().translate(_LETTERS)
    else:
        plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
        marked = unicodedata.normalize("NFKD", plain).casefold()
        unmarked = "".join(letter for letter in marked if not unicodedata.combining(letter))
        flat = unmarked.translate(_LETTERS).translate(_NATIVE)
    words = "".join(letter if _is_letter(letter) else " " for letter in flat.replace(".", "")).split()
    return " ".join([_ABBREVIATIONS.get(word, word) for word in words])


def _is_letter(letter: str) -> bool:
    """Say whether a character is part of a word: letters, digits, and the vowel signs that Asian scripts write."""
    return letter.isalnum() or (letter > "\u0900" and unicodedata.category(letter)[0] == "M")


def plain(name: str, country: str | None) -> str:
    """Return a name as news prints it: without the marks of a transliteration, with those of a Latin alphabet.

    "Tallbīsah" in Syria is Tallbisah, "Medellín" in Colombia stays. `country` is alpha-3.
    """
    if name.isascii() or country not in _TRANSLITERATED:
        return name
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in _TURNED)


@lru_cache(maxsize=65536)
def bare(folded: str) -> str:
    """Return a folded name without articles, with "abu", "albu" and "umm" in one form each.

    An article stays when nothing else would be left.
    """
    words = folded.split()
    kept: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if following and (word in _ARTICLES or (word in _SUN_ARTICLES and following.startswith(_SUN_ARTICLES[word]))):
            continue
        if word.startswith(_ARABIC_ARTICLE) and len(word) > 4:
            word = word[len(_ARABIC_ARTICLE) :]  # noqa: PLW2901 - the article is no part of the word
        plain = _CONSTRUCT.sub("a", _PREFIXES.get(word, word)) if following else word
        kept.append(_ATTACHED.sub(r"\1\2\3\4", plain) if kept else plain)
    return " ".join(kept)


def unattached(barename: str) -> str:
    """Return a bare name without an article written onto its first word ("arraqqa": "raqqa"); else as it is."""
    return _ATTACHED.sub(r"\1\2\3\4", barename)


@lru_cache(maxsize=65536)
def spelling(barename: str) -> str:
    """Return the spelling key of a bare name: one letter for each sound that newsrooms write in several ways."""
    hushed = _HUSHED.sub("#", barename.replace(" ", ""))
    key = _SOFT_C.sub("s", hushed).replace("ck", "k").replace("c", "k").replace("#", "c")
    for pattern, letter in _RULES:
        key = pattern.sub(letter, key)
    return key


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """Return the consonants of a spelling key and its first letter: "rastan" and "rstan" are both "rstn".

    A name of fewer than three consonants keeps the places of its vowels: "dira" and "dara" are both "dara".
    """
    plain = _VOWELS.sub("a", key).translate(_SKELETON)
    bones = plain[:1] + plain[1:].replace("a", "")
    return _DOUBLED.sub(r"\1", bones if len(bones.lstrip("a")) > 2 else plain)


def one_edit_skeletons(bones: str) -> tuple[str, ...]:
    """Return every skeleton that differs from `bones` by one letter put in, left out or changed, and `bones`."""
    letters = "abdfhjklmnprstv"
    near = {bones}
    for at in range(len(bones) + 1):
        head, tail = bones[:at], bones[at:]
        near.update(head + letter + tail for letter in letters)
        if tail:
            near.add(head + tail[1:])
            near.update(head + letter + tail[1:] for letter in letters)
    return tuple(sorted(near - {""}))


@lru_cache(maxsize=65536)
def distance(left: str, right: str) -> int:
    """Return the Levenshtein distance of two strings."""
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        diagonal, row[0] = row[0], at
        for to, other in enumerate(right, 1):
            diagonal, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, diagonal + (letter != other))
    return row[-1]
