"""Addresses in Latin letters from Thai titles, after the royal transcription as far as single words can tell.

Django and Wagtail drop Thai vowel signs and tone marks from a slug, which makes another word of it (news becomes
white). TABLE is a list of (pattern, replacement) that Python here and Wagtail's slug field in the browser apply in the
same order, so it keeps to what both kinds of regular expression understand; `$1` is the first group.

Thai writes no spaces between words, so where a syllable ends is guessed. The result is for reading aloud over the
telephone, not for linguists.
"""

import re
import unicodedata

LONGEST = 80

C = "([กขคตปพผ][รลว]|ทร|ห[งญนมยรลว]|[ก-ฮ])"
PAIR = "[กขคตปพผ][รลว]|ทร|ห[งญนมยรลว]"
#: At the start of a word, or after a consonant that closes a syllable.
SYLLABLE_STARTS = ("(?<![ก-ฮa-z])", "(?<=[aeiou][ก-ฮ])")
FINALS = (
    ("กขคฆ", "k"),
    ("จชซฌฎฏฐฑฒดตถทธศษส", "t"),
    ("บปพฟภผฝ", "p"),
    ("นณญรลฬ", "n"),
    ("ม", "m"),
    ("ย", "i"),
    ("ว", "o"),
)
INITIALS = (
    *(("กฃ", "k"), ("ขคฅฆ", "kh"), ("ง", "ng"), ("จ", "ch"), ("ฉชฌ", "ch"), ("ซศษส", "s"), ("ญย", "y")),
    *(("ฎด", "d"), ("ฏต", "t"), ("ฐฑฒถทธ", "th"), ("ณน", "n"), ("บ", "b"), ("ป", "p"), ("ผพภ", "ph"), ("ฝฟ", "f")),
    *(("ม", "m"), ("รฤ", "r"), ("ลฬฦ", "l"), ("ว", "w"), ("หฮ", "h")),
)

TABLE = (
    ("[\u200b-\u200f\u2060\ufeff\u00ad]", ""),
    *((chr(0x0E50 + digit), str(digit)) for digit in range(10)),
    ("ํา", "ำ"),
    ("เเ", "แ"),
    # Consonants with a thanthakhat are silent, tones do not show in an address, and neither does a repeat mark.
    ("[ก-ฮ][ิุ]?์", ""),
    ("[็-๎ๆฯ]", ""),
    # Vowels written around or before their consonant.
    (f"เ{C}ียว", "$1iao"),
    (f"เ{C}ีย", "$1ia"),
    (f"เ{C}ือ", "$1uea"),
    (f"เ{C}าะ", "$1o"),
    (f"เ{C}า", "$1ao"),
    (f"เ{C}ิ", "$1oe"),
    (f"เ{C}อ", "$1oe"),
    (f"เ{C}ย", "$1oei"),
    (f"เ{C}ะ?", "$1e"),
    (f"แ{C}ะ?", "$1ae"),
    (f"โ{C}ะ?", "$1o"),
    (f"[ใไ]{C}ย?", "$1ai"),
    ("[เแโใไ]", ""),
    ("ัวะ?", "ua"),
    ("ัย", "ai"),
    ("[ัาะๅ]", "a"),
    ("ำ", "am"),
    ("[ิี]", "i"),
    ("[ึื]", "ue"),
    ("[ุู]", "u"),
    ("ฤ", "rue"),
    ("รร(?=[ก-ฮ])", "a"),
    ("รร", "an"),
    ("ออ", "o"),
    ("อ(?=[aeiou])", ""),
    ("อ", "o"),
    ("(?<=[ก-ฮ])ว(?=[ก-ฮ])", "ua"),
    ("ห([งญนมยรลว])(?=[aeiou])", "$1"),
    # Vowels that are not written: an o inside a closed syllable, an a between two consonants that are no cluster.
    ("([ก-ฮ])([ก-ยล-ฮ])(?![ก-ฮa-z])", "$1o$2"),
    (f"(?<![ก-ฮa-z])({PAIR})([ก-ยล-ฮ])([ก-ฮ])(?=[aeiou])", "$1o$2$3"),
    *((f"{before}(?!{PAIR})([ก-ฮ])([ก-ยล-ฮ])([ก-ฮ])(?=[aeiou])", "$1o$2$3") for before in SYLLABLE_STARTS),
    *((f"{before}(?!{PAIR})([ก-ฮ])([ก-ฮ])(?=[aeiou])", "$1a$2") for before in SYLLABLE_STARTS),
    *((f"(?<=[aeiou])[{letters}](?![aeiou])", latin) for letters, latin in FINALS),
    *((f"[{letters}]", latin) for letters, latin in INITIALS),
    # What is left between words, and how long an address may get.
    ("[^A-Za-z0-9À-ɏ]+", "-"),
    ("^-", ""),
    (f"^(.{{{LONGEST}}}).*$", "$1"),
    ("-$", ""),
)
_COMPILED = tuple((re.compile(pattern), replacement.replace("$", "\\")) for pattern, replacement in TABLE)


def romanise(text: str) -> str:
    """A slug of lower-case ASCII letters, digits and single hyphens, at most LONGEST; "" if nothing is left."""
    text = text.strip()
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub("-+", "-", ascii_text).strip("-").lower()
