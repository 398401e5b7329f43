"""Made-up people, workplaces and words that could have been written."""

from __future__ import annotations

import random
from dataclasses import dataclass

FIRST = (
    "Anna-Karin", "Samira", "Elin", "Yasmin", "Lovisa", "Maria", "Ingrid", "Fatou", "Karin", "Sofia",
    "Emelie", "Nour", "Hanna", "Åsa", "Kristina", "Tove", "Leila", "Johanna", "Birgitta", "Märta",
    "Signe", "Amanda", "Petra", "Veronika", "Aida", "Ebba", "Josefin", "Linnéa", "Ylva", "Ronja",
)  # fmt: skip
LAST = (
    "Öbergsson", "Lindhammar", "Haddadi", "Ekmarker", "Sjövallsdotter", "Granlunda", "Åkervik",
    "Brunnegård", "Dahlskog", "Rosenfors", "Almstigen", "Karimzad", "Högsbyns", "Torsåker", "Väckelin",
    "Nyhemsson", "Stensjöfält", "Osmanli", "Furuvik", "Kvarnliden", "Ljungstigen", "Hagestrand",
)  # fmt: skip
WORKPLACES = (
    "Glasriket Data", "Linnéverket", "Växjö Mjukvara", "Region Kronobergs it-avdelning", "Smålandskod AB",
    "Helgasjön Analys", "Alvesta kommun", "Ljungby Automation", "Skogsdata i Älmhult", "Kunskapsparken",
)  # fmt: skip
TITLES = (
    "systemutvecklare", "it-arkitekt", "verksamhetsutvecklare", "testledare", "säkerhetsansvarig",
    "produktägare", "driftchef", "dataanalytiker", "tjänstedesigner", "lärare i programmering",
)  # fmt: skip
DEEDS = (
    "Hon startade kodkvällar på biblioteket, dit över tvåhundra ungdomar har kommit.",
    "Hon ledde bytet av regionens journalsystem utan att en enda mottagning stod stilla.",
    "Hon har byggt ett larm för skogsbränder som räddningstjänsten använder varje dag.",
    "Hon lärde upp tolv kollegor som bytte bana mitt i livet, och elva av dem arbetar kvar.",
    "Hon fick hela kommunens e-tjänster att fungera för den som inte ser skärmen.",
    "Hon har gjort säkerhetsövningar till något som folk ställer sig i kö för.",
    "Hon skrev öppen källkod som i dag används av skolor i sju län.",
    "Hon startade ett nätverk där hundra kvinnor i branschen hjälper varandra till nästa jobb.",
    "Hon fick glasbrukets hundra år gamla ugnar att berätta själva när de behöver tillsyn.",
    "Hon har ritat om schemaläggningen så att nattpersonalen får veta sina pass tre månader före.",
    "Hon håller en kurs för pensionärer som numera har egen väntelista.",
    "Hon tog hem driften av kommunens system, och dokumenterade den så att alla kan ta över.",
    "Hon byggde tolkappen som barnmorskorna använder på sju språk.",
    "Hon har mätt vad våra servrar drar, och halverat det.",
)
TRAITS = (
    "Hon frågar alltid vem som inte är i rummet, och bjuder in den.",
    "När det är som stressigast är det hon som får oss att skratta.",
    "Hon förklarar svåra saker så att man tror att man hittade på dem själv.",
    "Hon säger ifrån, vänligt och tydligt, så att det blir bättre för nästa.",
    "Tack vare henne sökte min dotter till teknikprogrammet.",
    "Hon visar att det går att vara både expert och nybörjare på samma dag.",
)
WISHES = (
    "Fler borde få veta vad hon gör.",
    "Hon tror nog inte själv att hon är en förebild, men det är hon.",
    "Därför nominerar jag henne.",
    "Hon förtjänar att synas.",
)


@dataclass(frozen=True)
class Made:
    """A made-up person."""

    name: str
    workplace: str
    title: str

    @property
    def email(self) -> str:
        plain = self.name.lower().translate(str.maketrans("åäöéü -", "aaoeu.."))
        return f"{plain}@example.org"


def make_people(chance: random.Random, count: int) -> list[Made]:
    """So many people with different names."""
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    return [
        Made(name, chance.choice(WORKPLACES), chance.choice(TITLES))
        for name in chance.sample(names, count)
    ]


def make_motivation(chance: random.Random, deed: str) -> str:
    """What a nominator could have written of somebody who has done the deed."""
    return " ".join([deed, chance.choice(TRAITS), chance.choice(WISHES)])


def misspell(chance: random.Random, name: str) -> str:
    """The same person as somebody else would write her."""
    first, _, last = name.rpartition(" ")
    ways = [
        f"{last}, {first}",
        name.replace("-", " "),
        name.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe")),
        name.upper(),
        f"{first[0]}. {last}",
        name.replace("ss", "s", 1),
    ]
    return chance.choice([way for way in ways if way != name])
