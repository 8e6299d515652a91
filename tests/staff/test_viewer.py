"""Who is looking, and what they may see."""

from datetime import date

import pytest

from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("role", "private", "sees_spend", "sees_owner_notes"),
    [
        (Role.OWNER, False, True, True),
        (Role.MANAGER, False, True, False),
        (Role.CLERK, False, False, False),
        (Role.OWNER, True, False, False),
        (Role.CLERK, True, False, False),
    ],
)
def test_what_each_may_see(
    role: Role, private: bool, sees_spend: bool, sees_owner_notes: bool
) -> None:
    viewer = Viewer(today=TODAY, role=role, private=private)

    assert viewer.sees_spend is sees_spend
    assert viewer.sees_owner_notes is sees_owner_notes
