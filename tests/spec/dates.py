#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""dates.py BIN_DIR RULES: all dates of the sentences in the table beside this file (reading.py tells how it is written). A date is

  span : TYPE value mod [edtf] first day..last day

What a date has not is left out; "!" behind the type marks one that is ambiguous or invalid.
"""
import pathlib
import sys

import reading


def shown(date):
    parts = [date["text"], ":", date["timex_type"] + ("" if date["status"] == "ok" else "!"), date["timex_value"], date["timex_mod"] or ""]
    parts += [f"[{date['edtf']}]"] if date["edtf"] else []
    parts += [f"{date['date_from']}..{date['date_to']}"] if date["date_from"] else []
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.exit(reading.check(pathlib.Path(__file__).parent / "dates.txt", "date", shown))
