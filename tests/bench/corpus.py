#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""corpus.py MEGABYTES [--jsonl]: news-like text on stdout, the same bytes on every machine.

Articles of 8 to 20 paragraphs from our own templates and words, by a generator of our own (Python's random may change).
About a third of the sentences hold a figure, a quarter a date, a fifth a source: what news has. Plain text, articles parted by
empty lines; with --jsonl one document a line, as `segment --jsonl` reads it. Also: corpus.py --words prints 300 words for peers to search.
"""
import json
import sys

TOWNS = "Arling Brenova Castrel Dornach Elmsby Fenwick Gorlice Harwick Ilmara Jessup Karvina Lissa Morvane Norvik Osthaven Pellworm Quarles Redmoor Saltney Torvala Ulverton Varna Wexcombe Yarrow Zelnik".split()
LANDS = "Maravia Karvenia Oslund Tarsovia Belmora Nordmark Istrand Caldera".split()
FIRST = "Anna Boris Clara Daniel Elena Farid Greta Hugo Irena Jonas Katya Luis Maria Nadia Otto Priya Quentin Rosa Samuel Tara Ulf Vera Walid Yara".split()
LAST = "Abbot Brekke Campos Dahl Ferrand Gruber Halvard Ivanov Jansen Keller Lindqvist Maarten Nair Okoro Petrov Quist Reilly Santos Torres Ulrich Voss Weber Yilmaz Zorn".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SOURCES = ["police said", "the ministry said", "officials said", "according to the rescue service", "the hospital said", "the union said",
           "witnesses said", "the company said in a statement", "the mayor told reporters", "according to the report"]
FILLER = ["The road to {town} stayed shut while engineers looked at the bridge.", "Nobody at the town hall would say why it had taken so long.",
          "It was the talk of the market, where traders had little else to sell.", "“We have waited long enough,” said {person}, who lives opposite.",
          "The government in {land} has promised to look into the matter, as it did before.", "{person} shook hands, smiled for the cameras and left by a side door.",
          "Critics call the plan a gamble; its friends call it overdue.", "Many of the young have gone abroad, and few of them write home.",
          "Mr. {last} declined to comment, as did the company’s lawyers.", "The U.S. embassy advised its citizens to avoid the area.",
          "What happens next depends on the weather, and on the patience of {land}’s voters.", "A spokeswoman for the ministry did not answer her telephone.",
          "Trains ran late, buses did not run at all, and the ferry stayed in port.", "“It isn’t over,” {person} added. “It has hardly begun.”",
          "Dr. {last} of the university in {town} studies rivers and the people who live by them.", "The old mill, a landmark since anyone can remember, was pulled down.",
          "He may appeal; his lawyer, {person}, says that he will.", "Critics of the law, e.g. the League for Civil Rights, want it struck down.",
          "The case has dragged on for years, from one court to the next and back again.", "In the café by the station they still speak of the other storm, the great one."]
FACTS = ["At least {n} people were killed in {town} on {date}, {source}.", "{N} people were injured when a bus overturned near {town}, {source}.",
         "The death toll in {town} rose to {n}, {source}.", "Some {big} people took part in the march in {town} on {day}.", "About {big} homes were destroyed in {town} in {year}.",
         "Unemployment in {land} fell to {p}% in {month} {year} from {p2}%.", "Turnout in {land} was {p}%, the electoral commission said.",
         "The group reported revenue of ${m} million for the third quarter of {year}, up {p}%.", "The bridge will cost €{m}.{d} million and should open by {year}.",
         "Between {n} and {n2} soldiers died in the ambush near {town}, {source}.", "Police arrested {n} people in {town} on {date}.",
         "{person}, {age}, was elected on {date} with {p}% of the vote.", "Inflation reached {p}.{d}% in {year}, the highest since {year2}.",
         "The firm plans to cut {big} jobs by the end of {year}.", "Rain of {n} millimetres fell on {town} within {h} hours.",
         "One in {h} households in {land} has no running water.", "More than {big} people fled {town} in the {year}s-era dispute over land.",
         "The ministry confirmed {big} new cases in {land} between {date} and {date2}.", "Shares fell {p}.{d}% on {day}, {source}.",
         "The tower, {n} metres high, was built in {year} and restored in {year2}.", "The ship was carrying {big} tonnes of oil when it sank off {town} in {month} {year}.",
         "{person} was born in {town} on {date} and died in {year}.", "Wages have risen by a third since {year2}, prices by half.", "Nearly {n} schools in {land} closed in {year}, {source}."]
HEADINGS = ["What we know", "Money and water", "Who pays", "A long night in {town}", "{land} votes", "The numbers", "After the storm"]


class Chance:
    """A 64-bit linear congruential generator (Knuth's MMIX constants); the upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % n

    def of(self, items):
        return items[self.below(len(items))]


def fill(template, c):
    date = f"{c.below(28) + 1} {c.of(MONTHS)} {1990 + c.below(34)}"
    n = c.below(90) + 3
    return template.format(town=c.of(TOWNS), land=c.of(LANDS), person=f"{c.of(FIRST)} {c.of(LAST)}", last=c.of(LAST), n=n, n2=n + c.below(20) + 1, N=n,
                           big=f"{c.below(89) + 1},{c.below(900) + 100}", p=c.below(60) + 2, p2=c.below(60) + 2, d=c.below(9) + 1, m=c.below(900) + 10, h=c.below(70) + 3,
                           age=c.below(60) + 20, year=1990 + c.below(34), year2=1950 + c.below(40), month=c.of(MONTHS), day=c.of(DAYS), source=c.of(SOURCES),
                           date=date, date2=f"{c.below(28) + 1} {c.of(MONTHS)} {1990 + c.below(34)}")


def article(c):
    parts = [fill(c.of(HEADINGS), c)]
    for _ in range(8 + c.below(13)):
        if c.below(9) == 0:
            parts.append(fill(c.of(HEADINGS), c))
        parts.append(" ".join(fill(c.of(FACTS if c.below(5) < 2 else FILLER), c) for _ in range(2 + c.below(4))))
    return "\n\n".join(parts)


def words():
    found = set()
    for text in FACTS + FILLER + SOURCES:
        found.update(w.strip("“”’.,;{}%$€()").lower() for w in text.split())
    found = sorted(w for w in found if w.isalpha() and w.isascii() and len(w) > 3)
    found += [w.lower() for w in MONTHS + DAYS + TOWNS + LANDS + LAST + FIRST]
    kept = list(dict.fromkeys(found))
    return kept[:300] + [f"unheard{i}" for i in range(300 - len(kept))]


def main():
    if "--words" in sys.argv:
        print("\n".join(words()))
        return
    size, jsonl = int(float(sys.argv[1]) * 1e6), "--jsonl" in sys.argv
    # What is longer than 20 MB repeats the first 20 MB under other names: it is there for memory, not for variety.
    made, block, number, out = 0, [], 0, sys.stdout.buffer
    c = Chance(20240229)
    while made < min(size, 20_000_000):
        text = article(c)
        block.append(text)
        made += len(text.encode()) + 3
    made = 0
    while made < size:
        for text in block:
            number += 1
            if jsonl:
                line = json.dumps({"doc": f"d{number}", "text": text, "date": "2024-02-29", "source": "Bench", "lang": "en"}, ensure_ascii=False) + "\n"
            else:
                line = text + "\n\n\n"
            out.write(line.encode())
            made += len(text.encode()) + 3
            if made >= size:
                break


if __name__ == "__main__":
    main()
