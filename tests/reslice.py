#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""reslice.py RECORDS ORIGINAL…: checks that the records' offsets lead back to the original. TAP with one line a check; exit 1 on a failure.

ORIGINAL is a text, whose document name is the file's without folder and ending, or (*.jsonl) documents {"doc","text",…} one a line.
For every record with offsets: the code points char_start to char_end of the original are its bytes byte_start to byte_end. For every
sentence: each character of `text` has its place in that slice, by `cuts`, and is what stands there: the same character, a space for white
space, or the NFC of what stands there. Records of other types: their text is that of their sentence at the same place.
Bytes that are no UTF-8 count as one code point each.
"""
import json
import pathlib
import sys
import unicodedata


def read_documents(paths):
    documents = {}
    for path in map(pathlib.Path, paths):
        if path.suffix == ".jsonl":
            for line in path.read_bytes().splitlines():
                try:
                    d = json.loads(line)
                    documents[d["doc"]] = d["text"].encode("utf-8", "surrogatepass")
                except (ValueError, KeyError, TypeError, AttributeError):
                    pass
        else:
            documents["stdin" if str(path) == "-" else path.stem] = path.read_bytes()
    return documents


def decoded(data):
    return data.decode("utf-8", "surrogateescape")


def length(text):
    return len(text.encode("utf-8", "surrogateescape"))


class Sentence:
    """Leads from the bytes of the text to the bytes of the original."""

    def __init__(self, record):
        self.record = record
        cuts = record["cuts"]
        self.cuts = [tuple(cuts[i:i + 4]) for i in range(0, len(cuts), 4)]

    def start(self, at):
        return self.record["byte_start"] + at + sum(c[2] for c in self.cuts if c[0] <= at)

    def end(self, at):
        return self.record["byte_start"] + at + sum(c[2] for c in self.cuts if c[0] < at)


def same(character, original):
    if character == " ":
        return original.isspace()
    return character == original or unicodedata.normalize("NFC", original) == character


def check_text(record, data):
    """What is wrong with a sentence's text and cuts, or None."""
    sentence, text, at, behind = Sentence(record), record["text"], 0, record["byte_start"]
    for character in text:
        size = length(character)
        start, end = sentence.start(at), sentence.end(at + size)
        if start < behind:
            return f"{character!r} at byte {at} of the text begins before the end of the one before it"
        # White space of several bytes became one: its cut lies behind the space.
        original = decoded(data[start:start + 4])[:1] if character == " " else decoded(data[start:end])
        if not same(character, original):
            return f"{character!r} at byte {at} of the text is {original!r} in the original"
        at, behind = at + size, end
    if behind != record["byte_end"]:
        return f"the text ends at {behind}, byte_end is {record['byte_end']}"
    chars = sum(c[3] for c in sentence.cuts) + len(text)
    if chars != record["char_end"] - record["char_start"]:
        return f"text and cuts have {chars} code points, the record {record['char_end'] - record['char_start']}"
    # A cut inside a composed character counts that character: it has begun.
    if any(length(text[:c[1]]) < c[0] or c[1] and length(text[:c[1] - 1]) >= c[0] for c in sentence.cuts):
        return "a cut's text_char is not the number of characters that begin before its text_byte"
    return None


def check(records, documents):
    """The checks as (what, wrong or None)."""
    sentences, strings = {}, {}
    for number, record in enumerate(records, 1):
        if "byte_start" not in record or record.get("type") == "conflict":
            continue
        what = f"line {number}: {record['type']} {record['doc']} {record['byte_start']}"
        data = documents.get(record["doc"])
        if data is None:
            yield what, f"no original for document {record['doc']!r}"
            continue
        if record["doc"] not in strings:
            strings[record["doc"]] = decoded(data)
        if not record["text"]:
            yield what, "empty text"
            continue
        piece = data[record["byte_start"]:record["byte_end"]]
        if strings[record["doc"]][record["char_start"]:record["char_end"]] != decoded(piece):
            yield what, "char_start and char_end are not at byte_start and byte_end"
            continue
        if record["type"] == "sentence":
            sentences[record["doc"], record["sent"]] = Sentence(record)
            yield what, check_text(record, data)
            continue
        sentence = sentences.get((record["doc"], record["sent"]))
        if sentence is None:
            yield what, f"its sentence {record['sent']} did not come before it"
            continue
        text, at = sentence.record["text"], -1
        while (at := text.find(record["text"], at + 1)) >= 0:
            start = length(text[:at])
            if (sentence.start(start), sentence.end(start + length(record["text"]))) == (record["byte_start"], record["byte_end"]):
                break
        yield what, None if at >= 0 else "its text is not that of the sentence at its place"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with (sys.stdin.buffer if sys.argv[1] == "-" else open(sys.argv[1], "rb")) as lines:
        records = [json.loads(line) for line in lines]
    count = failed = 0
    for what, wrong in check(records, read_documents(sys.argv[2:])):
        count += 1
        if wrong:
            failed += 1
            print(f"not ok - {what}: {wrong}")
    print(f"{'not ok' if failed else 'ok'} - {count - failed} of {count} records lead back to the original")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
