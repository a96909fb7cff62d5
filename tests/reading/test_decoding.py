import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.errors import UsageError
from frontline.reading import ReadingOptions
from frontline.reading.decoding import decode
from frontline.reading.problems import UnreadableError

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip())


@given(
    TEXTS,
    st.sampled_from(
        [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)]
    ),
)
def test_text_is_kept_exactly_and_the_mark_is_left_out(text, mark):
    encoding, bom = mark
    assert decode(bom + text.encode(encoding)) == text


def test_line_ends_and_odd_spaces_are_kept():
    text = "Rebels\r\ntook\rthe\u00a0town\n\n\tat\u2028night\f"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t ", "nothing but white space"),
        (codecs.BOM_UTF8, "empty"),
        ("café".encode("cp1252"), r"not UTF-8 text: 0xe9 at byte 3"),
        (b"abc \xe2\x82", r"not UTF-8 text: 0xe2 at byte 4"),
        (codecs.BOM_UTF8 + b"a\xff", r"not UTF-8 text: 0xff at byte 4"),
        (codecs.BOM_UTF16_LE + b"a\x00b", r"not UTF-16-LE text"),
        ("Rebels took it".encode("utf-16-le"), "looks like utf-16-le without a byte order mark"),
        ("Rebels took it".encode("utf-16-be"), "looks like utf-16-be without a byte order mark"),
        (b"some\x00bytes", "a NUL byte at byte 4"),
        (b"text \x01\x02\x03\x04 text", "control characters: 4"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04rest", "zip archive"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, what):
    with pytest.raises(UnreadableError, match=what):
        decode(data)


def test_a_wrong_encoding_says_how_to_convert():
    with pytest.raises(UnreadableError, match="iconv -f cp1252"):
        decode("café".encode("cp1252"))
    assert decode("café".encode("cp1252"), "cp1252") == "café"


@given(st.binary(max_size=200), st.sampled_from([None, "cp1252", "utf-16", "utf-7", "idna", "punycode", "shift_jis"]))
def test_no_bytes_make_it_fail_otherwise(data, encoding):
    with suppress(UnreadableError):
        assert decode(data, encoding).strip()


def test_options_refuse_what_cannot_work():
    for wrong in ("no-such-code", "rot13", "base64"):
        with pytest.raises(UsageError, match="cp1252"):
            ReadingOptions(encoding=wrong)
    with pytest.raises(UsageError, match="positive"):
        ReadingOptions(max_bytes=0)
    with pytest.raises(UsageError, match="map one of text, title"):
        ReadingOptions().keys.having({"body": "text"})
