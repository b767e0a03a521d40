"""JSON comes back as it went, by either library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert json_text.read(json_text.write(value)) == value


def test_half_a_surrogate_pair_comes_through() -> None:
    assert json_text.read(json_text.write("\ud83d")) == "\ud83d"
    assert json_text.read(b'{"text": "\\ud83d"}') == {"text": "\ud83d"}


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        json_text.read("{")
