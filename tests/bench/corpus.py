#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""corpus.py MEGABYTES [--jsonl] [--dense]: news-like text on stdout, the same bytes on every machine.

Articles of 8 to 20 paragraphs from our own templates and words, by a generator of our own (Python's random may change). Plain text,
articles parted by empty lines; with --jsonl one document a line, as `segment --jsonl` reads it. Without --dense, sentences are as long, and
as often hold a figure, a date, a name or a source, as in the news (bench.py says how that was measured); two thirds of the words come by
chance from lists, so that they are many. With --dense, two of five sentences are nothing but figures, dates and names, in short
sentences: the hardest text. Also: corpus.py --words prints 300 words for peers to search.
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
# Ordinary sentences are made of these.
NOUNS = ("plan road market winter council river law price harbour school crew bridge budget forest border village engine voter minister storm farm reporter factory judge "
         "train museum deal campaign garden hospital truce crowd pipeline teacher coast shipment strike journal vessel treaty verdict valley neighbour tunnel railway debate "
         "office family driver party chairman letter record project company decision question meeting service number building street answer machine history problem reason "
         "season island report worker student lawyer officer soldier doctor patient customer tenant landlord airline airport station festival concert player coach team match "
         "stadium library university professor study survey sample method laboratory satellite signal network phone screen camera archive document contract permit licence fee "
         "loan bank branch investor share profit loss debt tax pension wage union member leader rival ally envoy embassy summit talks ceasefire region province capital suburb "
         "district square church mosque temple tower wall gate fence field orchard harvest grain cattle herd fishery boat net port dock crane cargo container truck highway junction").split()
VERBS = ("rejected praised closed opened watched ignored delayed rebuilt promised blamed welcomed followed crossed defended cancelled questioned visited repaired supported described "
         "admired studied left reached carried moved offered needed wanted called asked showed helped turned started stopped changed kept held brought found lost sold bought "
         "built planned signed ended joined faced feared missed raised drew won led met saw heard passed pushed pulled served tested shared covered cleared marked").split()
ADJECTIVES = ("old new narrow quiet public local foreign early heavy empty modern official broken distant northern southern eastern western bitter cheap costly proud young "
              "small large long short open closed private common careful sudden slow quick bright dark cold warm dry wet rural urban former senior junior popular difficult "
              "simple political economic military legal medical historic temporary permanent uncertain familiar unusual serious ordinary fresh rough steep deep shallow").split()
ADVERBS = "slowly quietly again later once never often hardly openly finally already still soon together elsewhere briefly rarely nearly always perhaps".split()
JOINTS = ["and", "but", "while", "although", "because", "after", "as", "before", "so that", "even though", "where", "since"]
PLACES_OF = ["in {town}", "near the {noun}", "outside {town}", "across {land}", "beyond the {adj} {noun}", "in the {noun} of {town}", "along the {noun}", "at the {noun}"]
ORGS = ["the {land} Party", "{last} & Sons", "the University of {town}", "{town} United", "the Ministry of Transport", "the {town} Times", "{last} Group", "the European Union",
        "the Supreme Court", "the {town} City Council", "the World Bank", "the {land} Red Cross"]
ACTORS = ["{person}", "{person}", "{last}", "{org}", "Mr. {last}", "the {noun}", "the {adj} {noun}", "a {adj} {noun}", "{org}", "the {noun} of the {noun}", "those of the {adj} {noun}", "she", "he", "they",
          "the {noun}’s {noun}", "{person}, a {adj} {noun} from {town},", "{land}’s {noun}"]
WHENS = ["on {day}", "last month", "this week", "in {month}", "since {year}", "in {year}", "two years ago", "on {date}", "last year", "without a word", "by chance", "in silence",
         "at length", "for good", "with the {noun}", "without the {noun}", "for the {noun}", "as a {adj} {noun}", "against the {noun}", "despite the {noun}", "with some care"]
OPENINGS = ["In {town}, ", "For now, ", "However, ", "Even so, ", "By {day}, ", "As in {year}, ", "According to {person}, ", "In the end, "]
PLAIN = ["{opening}{actor} {verb} the {adj} {noun} {where}, {joint} {actor2} {adverb} {verb2} the {noun2}.", "{actor} {verb} the {noun} {when}, {joint} the {noun2} {where} {verb2} {adverb}.",
         "{actor} {verb} {actor2} {where} {joint} the {adj} {noun} had {verb2} a {noun2}.", "“{actor} {adverb} {verb} the {noun},” {person} said. “It is the {adj} {noun2} that nobody {verb2}.”",
         "{actor} had {adverb} {verb} the {adj} {noun} and the {noun2}, {source}.", "{opening}the {adj} {noun} {where} {verb} more than {actor2} had {verb2}, {joint} it {adverb} {verb3} the {noun2}.",
         "{person} told {org} that the {noun} had {verb} {actor2} {when}.", "{actor}, who {verb} the {noun} {where}, {verb2} {actor2} {adverb}.",
         "There was no {adj} {noun} {where}, and {actor} {verb} what {actor2} {verb2} {when}.", "The {adj} {noun} of the {noun2} {where} {verb} the {noun} of {actor}, {joint} the {noun2} {verb2} the {adj} {noun}.",
         "A {noun} of {adj} {noun2} {verb} {where}, but the {noun} {verb2} neither the {noun2} nor the {adj} {noun}.",
         "What {actor} {verb} was a {adj} {noun} {joint} the {noun2} {verb2} the {noun} {where}.",
         "To the {noun} {where} it {verb} no more than a {adj} {noun2}, {joint} {actor} {adverb} {verb2}.",
         "The {noun} and the {noun2} {verb} {actor}, {joint} a {adj} {noun} {where} {adverb} {verb2} the {noun2}.",
         "{actor} {verb} to a {noun} {where} that the {adj} {noun2} of {org} would be {verb2}."]
TAILS = [", {joint} {actor} {verb} the {adj} {noun} {where}.", ", {joint} the {noun} {verb} {actor}.", ". {actor} {verb} the {noun} {where}.", ", a {noun} that {actor} {verb} {adverb}, {joint} the {noun} {verb2} the {adj} {noun2}.", "."]
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


def plain(c, template):
    """A template of ordinary words, each slot filled anew."""
    text = template
    while "{" in text:
        start = text.index("{")
        end = text.index("}", start)
        slot = text[start + 1:end].rstrip("23")
        lists = {"actor": ACTORS, "noun": NOUNS, "verb": VERBS, "adj": ADJECTIVES, "adverb": ADVERBS, "joint": JOINTS, "where": PLACES_OF, "org": ORGS, "when": WHENS}
        if slot == "opening":
            filled = c.of(OPENINGS) if c.below(4) == 0 else ""
        else:
            filled = c.of(lists[slot]) if slot in lists else fill("{" + slot + "}", c)
        text = text[:start] + filled + text[end + 1:]
    return ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))


def sentence(c, dense):
    if dense:
        return fill(c.of(FACTS if c.below(5) < 2 else FILLER), c)
    chance = c.below(20)
    if chance < 7:
        return fill(c.of(FACTS), c)[:-1] + plain(c, c.of(TAILS)).rstrip()
    if chance < 8:
        return fill(c.of(FILLER), c)
    text = plain(c, c.of(PLAIN))
    return text[:-1] + plain(c, ", {joint} the {noun} of the {noun2} {verb} {where}.") if c.below(2) == 0 and text.endswith(".") else text


def article(c, dense):
    parts = [fill(c.of(HEADINGS), c)]
    for _ in range(8 + c.below(13)):
        if c.below(9 if dense else 18) == 0:
            parts.append(fill(c.of(HEADINGS), c))
        parts.append(" ".join(sentence(c, dense) for _ in range(2 + c.below(4))))
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
    size, jsonl, dense = int(float(sys.argv[1]) * 1e6), "--jsonl" in sys.argv, "--dense" in sys.argv
    # What is longer than 20 MB repeats the first 20 MB under other names: it is there for memory, not for variety.
    made, block, number, out = 0, [], 0, sys.stdout.buffer
    c = Chance(20240229)
    while made < min(size, 20_000_000):
        text = article(c, dense)
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
