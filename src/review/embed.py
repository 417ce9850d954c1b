#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# embed: page.html with page.css and the scripts put in, as a C file that gives its three pieces (page_piece.h).
#
#   embed.py OUTPUT.c page.html page.css SCRIPT.js...
#
# The page may run only this style and these scripts: their SHA-256 stand in its Content-Security-Policy.
import base64
import hashlib
import sys


def read(name):
    with open(name, encoding='utf-8', newline='\n') as f:
        return f.read()


def source_hash(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def c_array(name, data):
    lines = [', '.join(str(b) for b in data[i:i + 24]) for i in range(0, len(data), 24)]
    return f'static const unsigned char {name}[] = {{\n\t' + ',\n\t'.join(lines) + '};\n'


def main():
    output, html, css, *scripts = sys.argv[1:]
    style = '\n' + read(css)
    script = "\n'use strict';\n(() => {\n" + '\n'.join(read(s) for s in scripts) + '})();\n'
    for text in (style, script):
        for mark in ('</', '<!--', '@TITLE@', '@DATA@'):
            if mark in text:
                sys.exit(f'embed.py: {mark!r} in a script or style would break the page')
    policy = f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; base-uri 'none'; form-action 'none'"
    page = read(html).replace('@POLICY@', policy).replace('@STYLE@', style).replace('@SCRIPT@', script)
    pieces = []
    for mark in ('@TITLE@', '@DATA@'):
        before, found, page = page.partition(mark)
        if not found:
            sys.exit(f'embed.py: {html}: no {mark}')
        pieces.append(before)
    pieces.append(page)
    with open(output, 'w', encoding='utf-8') as f:
        f.write('// Made by embed.py; do not edit.\n#include "review/page_piece.h"\n\n')
        for i, piece in enumerate(pieces):
            f.write(c_array(f'piece{i}', piece.encode()))
        f.write('\nslice page_piece(int number)\n{\n\tstatic const slice piece[] = {\n')
        for i in range(len(pieces)):
            f.write(f'\t\t{{(const char *)piece{i}, sizeof piece{i}}},\n')
        f.write('\t};\n\treturn piece[number];\n}\n')


main()
