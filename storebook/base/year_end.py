"""Whether the name of a holiday is one of those at the year's end."""

AT_THE_END = ("season", "christmas", "new year", "holidays", "圣诞", "聖誕")
NOT_AT_THE_END = ("lunar", "chinese")


def is_end_of_year(title: str) -> bool:
    """Whether the words and the art of a winter card are right for a day of this name."""
    said = title.casefold()
    return any(one in said for one in AT_THE_END) and not any(one in said for one in NOT_AT_THE_END)
