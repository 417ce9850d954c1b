#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""figures.py BIN_DIR RULES: all figures of the sentences in the table beside this file (reading.py tells how it is written). A figure is

  span : kind amount unit of what = amount in the base unit

An amount is `16`, `~16` (approx), `>16` `>=16` `<16` `<=16` (cmp), `16..20` (a range), with `!` where it is ambiguous; what a figure
has not is left out.
"""
import pathlib
import sys

import reading

SIGNS = {"eq": "", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def plain(number):
    return "" if number is None else f"{number:.10g}"


def amount(figure):
    sign = SIGNS.get(figure["cmp"])
    text = f"{plain(figure['lo'])}..{plain(figure['hi'])}" if sign is None else sign + plain(figure["value"])
    return f"{'~' if figure['approx'] else ''}{text}{'!' if figure['status'] == 'ambiguous' else ''}"


def shown(figure):
    parts = [figure["text"], ":", figure["kind"], amount(figure), figure["unit"] or ""]
    parts += [f"of {figure['what']}"] if figure["what"] else []
    parts += [f"= {plain(figure['base_value'])} {figure['base_unit']}"] if figure["base_value"] is not None else []
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.exit(reading.check(pathlib.Path(__file__).parent / "figures.txt", "figure", shown, "2016-08-30"))
