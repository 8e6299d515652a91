"""Invented people: given and family names that go together, as a harbor town has them."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture:
    """Names that are heard together.

    A family name that a man and a woman bear differently is written with both, his first. Where
    `wives_keep` theirs, a couple has two; `family_first` is for those who write it first.
    """

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    language: str = ""
    family_first: bool = False
    wives_keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A name as its bearer writes it, with its parts; `native` when it is written in hanzi too."""

    whole: str
    given: str
    family: str
    native: str = ""


def split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Culture(
    women=split(
        "Margaret Claire Ashley Helen Vivian Amelia Ruth Nora Grace Edith Maeve Harriet "
        "Louise Alice Beatrice Caroline Dorothy Eleanor Frances Georgia Hazel Ivy "
        "Josephine Katherine Lydia Martha Nancy Olive Penelope Rosalind Sylvia Theresa "
        "Ursula Violet Winifred Abigail Bridget Charlotte"
    ),
    men=split(
        "Daniel Theo Walter George Owen Arthur Samuel Karl Peter Edward Francis Gerald "
        "Henry Isaac James Kenneth Lawrence Martin Nathaniel Oliver Patrick Quentin "
        "Robert Simon Thomas Vincent William Adrian Benjamin Colin Douglas Elliot "
        "Frederick Graham Hugh Julian"
    ),
    families=split(
        "Ashworth Pike Brandt Castellane Moss Tran Petrov Bell Thorne Finch Holm Crane "
        "Whitcombe Halloran Kendrick Lindholm Holt Wren Reeve Marlowe Hathaway Penrose "
        "Locke Abernathy Blackwood Carver Delacroix Ellsworth Fairbanks Goodwin "
        "Harcourt Ives Jessup Kingsley Lovell Merriweather Norcross Oakes Prescott "
        "Quimby Radcliffe Sewall Tillinghast Underhill Varney Wadleigh Yeaton O'Brien "
        "O'Connell McAllister Ashby Ashford Ashton Smith Johnson Brown Clark Wright "
        "Hill Baker Cooper"
    ),
)
CULTURES = (
    (62, ENGLISH),
    (
        7,
        Culture(
            women=split("Lucía María Beatriz Inés Carmen Sofía Elena Rosa Ximena Paloma Noemí"),
            men=split("José Paulo Rafael Tomás Andrés Mateo Joaquín Álvaro Iván Sebastián"),
            families=(
                "García Lorca",
                "Fernández Soto",
                "Núñez",
                "Duarte",
                "Reyes",
                "Peña Ortiz",
                "Muñoz",
                "Castillo Vega",
                "Ibáñez",
                "Ferrer Gil",
            ),
            language="es",
            wives_keep=True,
        ),
    ),
    (
        6,
        Culture(
            women=("Meiling", "Xiaoyu", "Yating", "Lihua", "Jiayi", "Shufen"),
            men=("Xiaoming", "Weijie", "Zhihao", "Jianguo", "Haoran", "Yuchen"),
            families=("Wang", "Li", "Chen", "Lin", "Ouyang", "Zeng", "Huang", "Sima"),
            language="zh-Hans",
            family_first=True,
            wives_keep=True,
        ),
    ),
    (
        5,
        Culture(
            women=split("Agnieszka Zofia Małgorzata Łucja Katarzyna Ewa Jadwiga"),
            men=split("Łukasz Tomasz Stanisław Paweł Michał Zbigniew"),
            families=split(
                "Wójcik Kowalski/Kowalska Żak Nowak Dąbrowski/Dąbrowska Szymański/Szymańska "
                "Łaski/Łaska Gajda"
            ),
        ),
    ),
    (
        5,
        Culture(
            women=split("Ingrid Astrid Åsa Éloïse Solveig Liv Freja Maren Greta"),
            men=split("Søren Björn Jürgen Åke Matthias Ole Lars Günther"),
            families=split("Solberg Ångström Øster Lindqvist Müller Großmann Bjørnstad Strauß Voß"),
            language="de",
        ),
    ),
    (
        5,
        Culture(
            women=split("Priya Asha Ananya Kavita Lakshmi Meera Nisha"),
            men=split("Arjun Vikram Rohan Sanjay Dev Kiran"),
            families=split("Raman Raghavan Iyer Chatterjee Banerjee Kapoor Desai Menon"),
        ),
    ),
    (
        4,
        Culture(
            women=split("Noor Layla Amina Yasmin Salma Farah"),
            men=split("Yusuf Karim Omar Tariq Samir Nabil"),
            families=("El-Amin", "Demir", "Haddad", "al-Rashid", "Yilmaz", "Mansour", "Khoury"),
        ),
    ),
    (
        3,
        Culture(
            women=split("Linh Hương Thảo Ngọc Phượng"),
            men=split("Minh Đức Tuấn Hùng Quân"),
            families=split("Nguyễn Trần Lê Phạm Hoàng"),
            family_first=True,
            wives_keep=True,
        ),
    ),
    (
        3,
        Culture(
            women=split("Ирина Ольга Наталья Екатерина"),
            men=split("Дмитрий Сергей Николай Алексей"),
            families=split("Соколов/Соколова Волков/Волкова Морозов/Морозова Лебедев/Лебедева"),
        ),
    ),
)
HANZI = {
    "Wang": "王",
    "Li": "李",
    "Chen": "陳",
    "Lin": "林",
    "Ouyang": "欧阳",
    "Zeng": "曾",
    "Huang": "黃",
    "Sima": "司馬",
    "Meiling": "美玲",
    "Xiaoyu": "小雨",
    "Yating": "雅婷",
    "Lihua": "麗華",
    "Jiayi": "佳怡",
    "Shufen": "淑芬",
    "Xiaoming": "小明",
    "Weijie": "偉杰",
    "Zhihao": "志豪",
    "Jianguo": "建國",
    "Haoran": "浩然",
    "Yuchen": "宇辰",
}


def pick_culture(random: Random) -> Culture:
    """A culture, as often as it is met in town."""
    return random.choices([one for _, one in CULTURES], [weight for weight, _ in CULTURES])[0]


def pick_family(random: Random, culture: Culture) -> str:
    """A family name; now and then a double one."""
    family = random.choice(culture.families)
    if culture is ENGLISH and random.random() < 0.04:
        return f"{family}-{random.choice([one for one in culture.families if one != family])}"
    return family


def borne_by(family: str, *, woman: bool) -> str:
    """The family name in the form that a woman or a man bears."""
    his, _, hers = family.partition("/")
    return hers if woman and hers else his


def of_a_child(father: str, mother: str, culture: Culture) -> str:
    """The family name of a child: the father's, in Spanish the first of each parent's."""
    if culture.language != "es":
        return father
    return f"{father.split()[0]} {mother.split()[0]}"


def name_of(given: str, family: str, culture: Culture) -> FullName:
    """The whole name in the order in which its bearer writes it."""
    whole = f"{family} {given}" if culture.family_first else f"{given} {family}"
    native = HANZI[family] + HANZI[given] if family in HANZI and given in HANZI else ""
    return FullName(whole=whole, given=given, family=family, native=native)


NICKNAMES = {
    "Margaret": "Maggie",
    "Katherine": "Kate",
    "Eleanor": "Nell",
    "Theo": "Teddy",
    "Robert": "Bob",
    "William": "Will",
    "Josephine": "Jo",
    "Penelope": "Penny",
    "Frederick": "Fred",
    "Thomas": "Tom",
}
