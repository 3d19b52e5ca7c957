"""A sealed stream opens with its own key, complete and in order, or not at all (misuse case M28)."""

from __future__ import annotations

import io
import os

import pytest

from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.sealing import CHUNK, KEY, MAGIC, TAG, Opener, Sealer, new_pair, read_key

HEAD = len(MAGIC) + KEY
PIECE = CHUNK + TAG
PRIVATE, PUBLIC = new_pair()


def sealed(content: bytes, piece: int = 70_000) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, public=PUBLIC)
    for start in range(0, len(content), piece):
        sealer.write(content[start : start + piece])
    sealer.close()
    return target.getvalue()


def opened(data: bytes, private: str = PRIVATE) -> bytes:
    opener = Opener(io.BytesIO(data), private=private)
    parts = []
    while part := opener.read(300_001):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])
def test_what_goes_in_comes_out(size: int) -> None:
    content = os.urandom(size)
    assert opened(sealed(content)) == content


def test_nothing_of_the_content_shows() -> None:
    assert b"Grietje" not in sealed(b"Grietje woont op nummer 12. " * 1_000)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CommunityError, match="past niet"):
        opened(sealed(b"geheim"), new_pair()[0])


@pytest.mark.parametrize("private", ["", "kort", "geen base64!", "YWJj", "e\u0301"])
def test_what_is_no_key_opens_nothing(private: str) -> None:
    with pytest.raises(CommunityError, match="past niet"):
        opened(sealed(b"geheim"), private)


@pytest.mark.parametrize("keep", [HEAD, HEAD + 5, HEAD + PIECE - 1, HEAD + PIECE, HEAD + 2 * PIECE, -1])
def test_a_stream_cut_off_anywhere_is_refused(keep: int) -> None:
    with pytest.raises(CommunityError, match="past niet"):
        opened(sealed(os.urandom(2 * CHUNK + 9))[:keep])


@pytest.mark.parametrize("keep", [0, 5, len(MAGIC) + 3])
def test_a_stream_without_a_whole_head_is_refused(keep: int) -> None:
    with pytest.raises(CommunityError):
        opened(sealed(b"iets")[:keep])


def test_swapped_chunks_are_refused() -> None:
    data = sealed(os.urandom(3 * CHUNK))
    swapped = data[:HEAD] + data[HEAD + PIECE : HEAD + 2 * PIECE] + data[HEAD : HEAD + PIECE] + data[HEAD + 2 * PIECE :]
    assert len(swapped) == len(data)
    with pytest.raises(CommunityError, match="past niet"):
        opened(swapped)


def test_a_dropped_and_an_added_chunk_are_refused() -> None:
    data = sealed(os.urandom(3 * CHUNK))
    for wrong in (data[:HEAD] + data[HEAD + PIECE :], data + data[-PIECE:], data + b"x"):
        with pytest.raises(CommunityError, match="past niet"):
            opened(wrong)


@pytest.mark.parametrize("place", [len(MAGIC), HEAD, HEAD + CHUNK, -1])
def test_one_changed_bit_is_refused(place: int) -> None:
    data = bytearray(sealed(os.urandom(CHUNK + 100)))
    data[place] ^= 1
    with pytest.raises(CommunityError, match="past niet"):
        opened(bytes(data))


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", os.urandom(4_000)])
def test_another_file_is_no_backup(content: bytes) -> None:
    with pytest.raises(CommunityError, match="geen reservekopie"):
        opened(content)


def test_a_key_file_may_hold_remarks(tmp_path) -> None:
    file = tmp_path / "sleutel.txt"
    file.write_text(f"# Bewaar dit elders.\n\n{PRIVATE}\n")
    assert read_key(file) == PRIVATE
    file.write_text("# alleen een opmerking\n")
    with pytest.raises(CommunityError, match="geen sleutel"):
        read_key(file)
    with pytest.raises(CommunityError, match="niet te lezen"):
        read_key(tmp_path / "weg.txt")
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommunityError, match="niet te lezen"):
        read_key(file)
