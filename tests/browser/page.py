#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# page.py BIN_DIR ROOT: the review page in a headless Chromium: keys, decisions, hostile text, 20,000 claims. TAP.
# Skips where Chromium or its driver is missing (Debian: chromium chromium-driver).
import json
import os
import subprocess
import sys
import tempfile
import time

from driver import Browser, tools

count = failed = 0
here = os.path.dirname(os.path.abspath(__file__))
SPACE, ESCAPE = ' ', '\ue00c'


def is_(got, wanted, name):
    global count, failed
    count += 1
    print(f'{"ok" if got == wanted else "not ok"} {count} - {name}')
    if got != wanted:
        failed += 1
        print(f'# got:    {got!r}'[:2000])
        print(f'# wanted: {wanted!r}'[:2000])


def ok(truth, name):
    is_(bool(truth), True, name)


def make_page(records, name, *options):
    path = os.path.join(folder, name)
    with open(path, 'wb') as out:
        done = subprocess.run([os.path.join(bin_dir, 'review'), *options], input=records, stdout=out)
    assert done.returncode == 0
    return path


def numbers(browser):
    return browser.run("return [...document.querySelectorAll('.card .explain')].map(n => n.textContent)")


def current(browser):
    return browser.run("const n = document.querySelector('.current'); return n && (n.querySelector('.explain') || n.querySelector('.amount')).textContent")


def state(browser, item):
    return browser.run('return document.querySelectorAll(".card")[arguments[0]].className', item).split()


def status(browser):
    return browser.run("return document.getElementById('status').textContent")


def exported(browser):
    path = os.path.join(folder, 'decisions.jsonl')
    if os.path.exists(path):
        os.remove(path)
    browser.click('#export')
    end = time.monotonic() + 10
    while not os.path.exists(path) and time.monotonic() < end:
        time.sleep(0.05)
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f]


def quiet(browser, name):
    """Nothing was refused or thrown, and nothing was asked from anywhere."""
    is_([entry['message'] for entry in browser.log() if entry['level'] in ('SEVERE', 'WARNING')], [], f'{name}: no error, nothing refused')
    asked = set()
    for entry in browser.log('performance'):
        message = json.loads(entry['message'])['message']
        if message['method'] == 'Network.requestWillBeSent' and message['params']['documentURL'].startswith('file:'):
            asked.add(message['params']['request']['url'].split(':')[0])
    ok(asked <= {'file', 'blob', 'data'}, f'{name}: no network ({", ".join(sorted(asked)) or "nothing asked"})')


def keys_and_decisions(browser, records):
    page = make_page(records, 'fire.html', '--title', 'Port Ellery')
    browser.open(page)
    is_(browser.run('return [document.title, document.querySelector("h1").textContent, document.getElementById("summary").textContent]'),
        ['Port Ellery', 'Port Ellery', '3 conflicts · 10 claims · 2 documents'], 'title and summary')
    first, second, third = numbers(browser)
    ok(first.startswith('The number of people killed'), 'the most severe conflict comes first')
    is_(browser.run("return [...document.querySelector('.card').querySelectorAll('.side h3')].map(n => n.textContent)"), ['A16', 'B73', 'C71'], 'sides')
    is_(browser.run("return [...document.querySelector('.side').querySelectorAll('mark, .when, .who')].map(n => n.textContent)"),
        ['the harbour authority', '16 people'], 'the source and the figure are marked in the passage')
    ok('Relatives waited' in browser.run("return document.querySelector('.side .passage').textContent"), 'a passage has its context')
    ok(browser.run("return !!document.querySelector('.card svg[role=img]').getAttribute('aria-label').includes('A 16')"), 'the axis says its values')

    browser.press('j')
    is_(current(browser), first, 'j goes to the first')
    ok(browser.run("return document.activeElement.matches('.card.current')"), 'the current one has the focus')
    browser.press('a')
    is_(current(browser), second, 'a accepts and goes on')
    ok('is-accept' in state(browser, 0), 'the first is accepted')
    is_(status(browser), 'Real conflict. 1 of 3 decided.', 'the page says so')
    browser.press('x', SPACE)
    ok('is-reject' in state(browser, 1) and 'is-skip' in state(browser, 2), 'x rejects, space skips')
    ok(browser.run("return document.querySelector('.row.current') !== null"), 'after the last conflict come the claims')
    browser.press('u')
    is_((current(browser), 'is-skip' in state(browser, 2)), (third, False), 'u takes back the last and goes there')
    browser.press('f', 'k', 'k', 'n')
    browser.press(*'Called them.', ESCAPE)
    is_(browser.run("return document.querySelector('.card .remark').textContent"), 'Called them.', 'n writes a note')
    ok('is-flag' in state(browser, 2), 'f flags')
    browser.press('/', *'ministry')
    ok(browser.wait("return document.querySelectorAll('.card').length === 1"), '/ searches')
    is_(browser.run("return document.querySelectorAll('.row').length"), 1, 'claims too')
    browser.run("const s = document.getElementById('search'); s.value = ''; s.dispatchEvent(new Event('input')); s.blur()")
    browser.wait("return document.querySelectorAll('.card').length === 3")
    browser.press('?')
    is_(browser.run("return [document.getElementById('keys').open, document.querySelectorAll('#key-list dt').length]"), [True, 10], '? lists ten keys')
    browser.press('x', ESCAPE)
    is_(browser.run("return document.getElementById('keys').open"), False, 'Esc closes the list')
    lines = exported(browser)
    is_([(d['type'], d['decision'], d['flag'], d['note'], d['kind']) for d in lines],
        [('decision', 'accept', False, 'Called them.', 'conflict'), ('decision', 'reject', False, None, 'conflict'), ('decision', None, True, None, 'conflict')],
        'export: what was decided, in the order of the page')

    again = make_page(records, 'again.html', '--title', 'Another page')
    browser.open(again)
    is_(['is-accept' in state(browser, 0), 'is-reject' in state(browser, 1), 'is-flag' in state(browser, 2)], [True] * 3, 'decisions survive re-extraction')
    quiet(browser, 'page')
    return lines


def importing(browser, records, lines):
    path = os.path.join(folder, 'import.jsonl')
    browser.run('localStorage.clear()')
    browser.open(make_page(records, 'fresh.html'))
    is_(browser.run("return document.getElementById('progress-text').textContent"), '0 of 3 decided', 'a fresh browser')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(''.join(json.dumps(d) + '\n' for d in lines) + '{"id":"gone","decision":"accept","flag":false,"note":"kept"}\nno json\n')
    browser.type_into('#file', path)
    ok(browser.wait("return document.getElementById('progress-text').textContent === '2 of 3 decided'"), 'import')
    is_(status(browser), '4 decisions imported; 1 of them on records that this page does not have (kept, and exported again); no decision in line 5.',
        'import tells of foreign records and bad lines')
    is_([d['id'] for d in exported(browser)], [d['id'] for d in lines] + ['gone'], 'nothing imported is lost in an export')
    browser.press('u')
    is_(browser.run("return document.getElementById('progress-text').textContent"), '0 of 3 decided', 'an import is one step of undo')

    browser.run('localStorage.clear()')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(''.join(json.dumps(d) + '\n' for d in lines))
    browser.open(make_page(records, 'embedded.html', '--decisions', path))
    is_(browser.run("return document.getElementById('progress-text').textContent"), '2 of 3 decided', '--decisions are in the page')
    browser.press('j', 'a')
    browser.open(os.path.join(folder, 'embedded.html'))
    ok('is-accept' not in state(browser, 0), 'a decision of the page, taken back here, stays taken back')
    browser.press('j', 'k')
    browser.click('#help')
    browser.click('#keys-on')
    browser.press(ESCAPE, 'x')
    ok('is-reject' not in state(browser, 0), 'single keys can be switched off')
    browser.click('#help')
    browser.click('#keys-on')
    browser.press(ESCAPE)
    browser.click('.card [data-do=reject]')
    ok('is-reject' in state(browser, 0), 'buttons do the same')
    browser.run('localStorage.clear()')


def hostile(browser):
    with open(os.path.join(here, 'hostile.jsonl'), 'rb') as f:
        records = f.read()
    page = make_page(records, 'hostile.html', '--title', '</title><script>alert(1)</script>')
    with open(page, encoding='utf-8') as f:
        text = f.read()
    is_(text.count('</script'), 2, 'hostile: no record closes a script')
    ok('\u2028' not in text and '\u2029' not in text, 'hostile: no line separators')
    browser.open(page)
    is_(browser.run('return [document.scripts.length, document.images.length, document.querySelectorAll("[onerror],[onx]").length]'), [2, 0, 0],
        'hostile: no markup comes from records')
    is_(browser.run('return document.title'), '</title><script>alert(1)</script>', 'hostile: the title is text')
    ok('⟨U+202E⟩' in browser.run("return document.querySelector('.explain').textContent"), 'hostile: a turn of direction is shown')
    ok(browser.run('return document.documentElement.scrollWidth <= innerWidth'), 'hostile: long words do not widen the page')
    is_(browser.run("return [...document.querySelectorAll('.side > div > .passage')].map(p => p.querySelector('mark:not(.other)').textContent)"),
        ['16 people', '73 people', '90 people'], 'hostile: marks stand right behind astral and right-to-left text')
    quiet(browser, 'hostile')


def many(browser, records, claims):
    """20,000 claims and 500 conflicts made from those of the sample."""
    rows = [json.loads(line) for line in records.decode().splitlines()]
    sentence = [r for r in rows if r['type'] == 'sentence']
    claim = [r for r in rows if r['type'] == 'claim']
    conflict = [r for r in rows if r['type'] == 'conflict']
    lines = []
    for i in range(claims // len(claim)):
        text = json.dumps([*sentence, *claim, *(conflict[:1] if i % 4 == 0 else [])])
        for r in rows:
            text = text.replace(r['id'], f'{i:04x}' + r['id'][4:])
        text = text.replace('harbour-fire.txt', f'harbour-fire-{i}.txt').replace('inquiry-report.txt', f'inquiry-report-{i}.txt').replace('| 2019', f'| {i}')
        lines += [json.dumps(r) for r in json.loads(text)]
    page = make_page('\n'.join(lines).encode(), 'many.html')
    start = time.monotonic()
    browser.open(page)
    ok(browser.wait("return document.getElementById('summary').textContent.startsWith('500 conflicts · 20,000 claims')", seconds=30), '20,000 claims open')
    print(f'# {os.path.getsize(page) / 1e6:.1f} MB, open after {time.monotonic() - start:.2f} s')
    nodes = browser.run("return document.querySelectorAll('*').length")
    print(f'# {nodes} elements')
    ok(nodes < 20000, 'only what is near the window is drawn')
    browser.press('j')
    lag = browser.run('''
        const lags = [];
        for (let i = 0; i < 100; i++) {
          const from = performance.now();
          document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
          document.body.getBoundingClientRect();
          lags.push(performance.now() - from);
        }
        return lags.sort((a, b) => a - b)[94];''')
    print(f'# a key takes {lag:.1f} ms (95th of 100)')
    ok(browser.run("return document.querySelectorAll('*').length") < 20000, 'a hundred keys later still only what is near is drawn')
    browser.run("scrollTo(0, document.documentElement.scrollHeight)")
    ok(browser.wait("return [...document.querySelectorAll('.row')].some(r => r.getBoundingClientRect().top > 0 && r.getBoundingClientRect().top < innerHeight)"),
       'the end of the list is drawn when it is scrolled to')
    took = browser.run('''
        const s = document.getElementById('search'), from = performance.now();
        s.value = 'harbour-fire-1999.txt killed';
        return new Promise(done => {
          s.dispatchEvent(new Event('input'));
          const look = () => document.querySelectorAll('.row').length === 1 ? done(performance.now() - from) : performance.now() - from > 20000 ? done(null) : setTimeout(look, 5);
          look();
        });''')
    print(f'# a search takes {took} ms')
    ok(took is not None, 'a search through all')
    quiet(browser, '20,000 claims')


def reading(records):
    browser = Browser(dark=True)
    try:
        browser.open(make_page(records, 'dark.html'))
        colour = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        ok(max(colour) < 60, 'dark where the reader wants it dark')
        is_(browser.run("return document.documentElement.lang"), 'en', 'the page has a language')
        is_(browser.run('''return [...document.querySelectorAll('button, input:not([hidden]), select, [role=article], article, section, dialog')].filter(n =>
            !(n.getAttribute('aria-label') || n.textContent.trim() || n.labels?.length ||
              (n.getAttribute('aria-labelledby') && document.getElementById(n.getAttribute('aria-labelledby'))))).map(n => n.outerHTML)'''), [], 'everything has a name')
        is_(browser.run("return [document.getElementById('status').getAttribute('aria-live'), document.getElementById('conflict-list').getAttribute('role')]"), ['polite', 'feed'],
            'changes are announced, the lists are feeds')
        browser.size(400, 800)
        ok(browser.run('return document.documentElement.scrollWidth <= innerWidth'), 'a narrow window does not scroll sideways')
        browser.size(1280, 1000)
        ok(len(browser.print()) > 10000, 'it prints')
    finally:
        browser.close()


if not tools():
    print('1..0 # SKIP no Chromium and chromedriver here (Debian: apt-get install chromium chromium-driver)')
    sys.exit(0)
bin_dir, root = sys.argv[1:3]
with open(os.path.join(here, 'harbour-fire.jsonl'), 'rb') as f:
    sample = f.read()
with tempfile.TemporaryDirectory() as folder:
    window = Browser(downloads=folder)
    try:
        made = keys_and_decisions(window, sample)
        importing(window, sample, made)
        hostile(window)
        many(window, sample, 20000)
    finally:
        window.close()
    reading(sample)
print(f'1..{count}')
sys.exit(1 if failed else 0)
