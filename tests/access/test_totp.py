"""Codes of the second step: the vectors of RFC 6238, drift of a step, nothing twice."""

from __future__ import annotations

import base64

import pytest

from thidua.access.totp import address, code_at, matching_step, new_secret, step_of

SECRET = base64.b32encode(b"12345678901234567890").decode()  # RFC 6238 appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(SECRET, step_of(seconds), digits=8) == code


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(off: int, taken: bool) -> None:
    step = step_of(1111111111)
    found = matching_step(SECRET, code_at(SECRET, step + off), 1111111111, after=0)
    assert found == (step + off if taken else None)


@pytest.mark.parametrize(("after", "taken"), [(-1, True), (0, False), (1, False)])
def test_a_step_that_was_used_is_over(after: int, taken: bool) -> None:
    step = step_of(1111111111)
    found = matching_step(SECRET, code_at(SECRET, step), 1111111111, after=step + after)
    assert (found is not None) == taken


def test_an_authenticator_reads_the_address() -> None:
    assert len(base64.b32decode(new_secret())) == 20
    assert address("ABC", "lan.tckt", "Thi đua") == (
        "otpauth://totp/Thi%20%C4%91ua%3Alan.tckt?secret=ABC&issuer=Thi+%C4%91ua"
    )
