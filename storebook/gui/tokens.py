"""The colors of the window, porcelain by day and onyx by night, each with its one use."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme's colors, written as #RRGGBB.

    Text colors reach 4.5:1 on each of the six backgrounds from `paper` to `select`; `brassline`,
    `hair` and `disabled` are ornament or exempt, and never carry a meaning alone.
    """

    paper: str
    surface: str
    rail: str
    sunk: str
    hover: str
    select: str
    brasssoft: str
    garnetsoft: str
    citrinesoft: str
    sapphiresoft: str
    leafsoft: str
    ink: str
    ink2: str
    ink3: str
    edge: str
    accent: str
    accenthover: str
    accentpress: str
    onaccent: str
    ring: str
    brass: str
    garnet: str
    citrine: str
    sapphire: str
    leaf: str
    brassline: str
    hair: str
    disabled: str

    def by_name(self) -> dict[str, str]:
        """All colors by the names that style sheet and widgets use."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


PORCELAIN = Tokens(
    paper="#F8F4ED",
    surface="#FFFDF9",
    rail="#F0E9DE",
    sunk="#F3EDE3",
    hover="#EFE9DE",
    select="#E2EAE2",
    brasssoft="#F6ECD9",
    garnetsoft="#F8E7E4",
    citrinesoft="#FBEED3",
    sapphiresoft="#E5ECF3",
    leafsoft="#E4EEE3",
    ink="#211D19",
    ink2="#4B443A",
    ink3="#655B4E",
    edge="#6D6252",
    accent="#1D4A41",
    accenthover="#163A33",
    accentpress="#0F2A25",
    onaccent="#FFFDF9",
    ring="#B8955A",
    brass="#7A5A1E",
    garnet="#86182B",
    citrine="#674000",
    sapphire="#1E4470",
    leaf="#255332",
    brassline="#B8955A",
    hair="#DDD3C3",
    disabled="#8D8375",
)

ONYX = Tokens(
    paper="#171411",
    surface="#1E1A16",
    rail="#120F0D",
    sunk="#191511",
    hover="#29241E",
    select="#22332D",
    brasssoft="#2C2417",
    garnetsoft="#3A1D1F",
    citrinesoft="#33270F",
    sapphiresoft="#1B2836",
    leafsoft="#1E2C1E",
    ink="#F3EDE2",
    ink2="#D0C6B7",
    ink3="#AA9E8C",
    edge="#A89B87",
    accent="#93C9B7",
    accenthover="#A9D6C7",
    accentpress="#7CB5A2",
    onaccent="#0E211C",
    ring="#6A4A12",
    brass="#DDBE82",
    garnet="#F5B3B2",
    citrine="#EBC17C",
    sapphire="#ABC8EC",
    leaf="#A5D3A5",
    brassline="#9A7B45",
    hair="#3A332B",
    disabled="#84796A",
)
