// SPDX-License-Identifier: MIT
// page: search, keys, buttons: what the person does, and what the page answers.

const $ = id => document.getElementById(id);
const claimTopics = new Map();
const printedClaims = 2000;

const plural = (n, word) => `${group(String(n))} ${word}${n === 1 ? '' : 's'}`;

function topicLead(items, i) {
  if (i > 0 && items[i - 1].topic === items[i].topic)
    return null;
  const topic = items[i].topic, count = claimTopics.get(topic);
  return el('h3', {class: 'topic-name', dir: 'auto'}, topic === null ? 'Without a topic' : topicWords(topic), el('span', {class: 'count'}, plural(count, 'claim')));
}

const conflictList = new List($('conflict-list'), 6, 560, conflictNode, () => null);
const claimList = new List($('claim-list'), 50, 84, claimNode, topicLead);
const listOf = item => item.isConflict ? conflictList : claimList;
const itemsById = new Map([...listedClaims, ...conflicts].map(item => [item.id, item]));
let current = null;
let singleKeys = true;
let statusTimer = 0;

function say(text) {
  $('status').textContent = text;
  $('status').classList.add('seen');
  clearTimeout(statusTimer);
  statusTimer = setTimeout(() => $('status').classList.remove('seen'), 3500);
}

function matches(item, words, show) {
  const d = decisionOf(item.id);
  const wanted = show === 'all' || (show === 'open' && d.decision === null) || d.decision === show || (show === 'flag' && d.flag) ||
    (show === 'note' && d.note !== null);
  if (!wanted || !words.length)
    return wanted;
  const hay = haystack(item);
  return words.every(w => hay.includes(w));
}

function showMatching() {
  const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean), show = $('show').value;
  const some = items => items.filter(item => matches(item, words, show));
  const shownConflicts = some(conflicts), shownClaims = some(listedClaims);
  claimTopics.clear();
  for (const c of shownClaims)
    claimTopics.set(c.topic, (claimTopics.get(c.topic) ?? 0) + 1);
  conflictList.show(shownConflicts);
  claimList.show(shownClaims);
  const none = (list, all, word) => {
    if (!list.items.length)
      list.box.append(el('p', {class: 'empty'}, all.length ? `No ${word} matches.` : `No ${word} was found.`));
  };
  none(conflictList, conflicts, 'conflict');
  none(claimList, listedClaims, 'claim');
  if (current && !listOf(current).index.has(current))
    setCurrent(null);
  if (words.length || show !== 'all')
    say(`${plural(shownConflicts.length, 'conflict')}, ${plural(shownClaims.length, 'claim')}`);
}

function showProgress() {
  const done = conflicts.filter(c => decisionOf(c.id).decision !== null).length;
  $('progress').max = Math.max(1, conflicts.length);
  $('progress').value = done;
  $('progress-text').textContent = `${done} of ${conflicts.length} decided`;
  $('undo').disabled = undoSteps.length === 0;
  $('warning').hidden = storeWorks;
  if (!storeWorks)
    $('warning').textContent = 'This browser does not keep decisions for this page: export them before you close it.';
}

function setCurrent(item) {
  current = item;
  conflictList.setCurrent(item?.isConflict ? item : null);
  claimList.setCurrent(item && !item.isConflict ? item : null);
}

function go(item) {
  if (!item)
    return;
  setCurrent(item);
  const node = listOf(item).reveal(item);
  node.focus({preventScroll: true});
  const box = node.getBoundingClientRect(), top = $('bar').getBoundingClientRect().bottom > 0 && getComputedStyle($('bar')).position === 'sticky' ? $('bar').offsetHeight + 12 : 8;
  if (box.top < top || box.bottom > innerHeight)
    scrollBy(0, Math.min(box.top - top, Math.max(box.bottom - innerHeight + 24, box.height > innerHeight - top ? box.top - top : 0)) || box.top - top);
}

// The item `step` further in the conflicts and then the claims; the first one when there is none yet.
function beside(step) {
  const a = conflictList.items, b = claimList.items;
  if (!current)
    return step > 0 ? a[0] ?? b[0] : null;
  const at = (current.isConflict ? conflictList.index.get(current) : a.length + claimList.index.get(current)) + step;
  return at < a.length ? a[at] : b[at - a.length];
}

function move(step) {
  const next = beside(step);
  if (next)
    go(next);
  else
    say(step > 0 ? 'This is the last one.' : 'This is the first one.');
}

function redrawIds(ids) {
  for (const id of ids) {
    const item = itemsById.get(id);
    if (item)
      listOf(item).redraw(item);
  }
  showProgress();
}

function change(item, part, words) {
  decide([[item.id, {...decisionOf(item.id), ...part}]]);
  redrawIds([item.id]);
  say(words);
}

function verdict(item, decision, thenMove) {
  const again = decisionOf(item.id).decision === decision;
  const words = decision === 'skip' ? 'Skipped' : actionWords[item.isConflict ? 'conflict' : 'claim'][decision];
  change(item, {decision: again ? null : decision}, again ? 'Decision taken back.' : `${words}. ${$('progress-text').textContent}`);
  if (!again) {
    say(`${words}. ${$('progress-text').textContent}.`);
    if (thenMove && beside(1))
      go(beside(1));
  }
}

function editNote(item) {
  const node = listOf(item).reveal(item);
  if (node.querySelector('textarea'))
    return node.querySelector('textarea').focus();
  const area = el('textarea', {dir: 'auto'});
  area.value = decisionOf(item.id).note ?? '';
  const field = el('label', {class: 'note-field'}, 'Note (Esc or Ctrl+Enter to close)', area);
  let done = false;
  const close = () => {
    if (done)
      return;
    done = true;
    const note = area.value.trim() || null, hadFocus = field.contains(document.activeElement);
    field.remove();
    if (note !== decisionOf(item.id).note)
      change(item, {note}, note ? 'Note kept.' : 'Note removed.');
    if (hadFocus)
      listOf(item).nodeOf(item)?.focus({preventScroll: true});
  };
  area.addEventListener('keydown', e => {
    if (e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))) {
      e.preventDefault();
      close();
    }
    e.stopPropagation();
  });
  area.addEventListener('blur', close);
  node.querySelector('.actions').after(field);
  area.focus();
}

function undoLast() {
  const ids = undo();
  if (!ids)
    return say('Nothing to undo.');
  redrawIds(ids);
  const item = itemsById.get(ids[0]);
  if (ids.length === 1 && item && listOf(item).index.has(item))
    go(item);
  say('Undone.');
}

function exportFile() {
  const url = URL.createObjectURL(new Blob([exportLines()], {type: 'application/x-ndjson'}));
  const link = el('a', {href: url, download: 'decisions.jsonl'});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  unsaved = false;
  say('Decisions exported.');
}

async function importFile(file) {
  const got = importLines(await file.text());
  showMatching();
  showProgress();
  const parts = [`${plural(got.count, 'decision')} imported`];
  if (got.elsewhere)
    parts.push(`${got.elsewhere} of them on records that this page does not have (kept, and exported again)`);
  if (got.bad.length)
    parts.push(`no decision in line ${got.bad.slice(0, 5).join(', ')}${got.bad.length > 5 ? ' …' : ''}`);
  say(parts.join('; ') + '.');
}

const actions = {
  accept: (item, byKey) => verdict(item, 'accept', byKey),
  reject: (item, byKey) => verdict(item, 'reject', byKey),
  skip: (item, byKey) => verdict(item, 'skip', byKey),
  flag: item => change(item, {flag: !decisionOf(item.id).flag}, decisionOf(item.id).flag ? 'Flag removed.' : 'Flagged.'),
  note: editNote,
};

// [key, what the key list says, what it does]
const keys = [
  ['j', 'next', () => move(1)],
  ['k', 'previous', () => move(-1)],
  ['a', 'accept: a real conflict; of a claim: it holds', () => act('accept')],
  ['x', 'reject: not a conflict; of a claim: it does not hold', () => act('reject')],
  [' ', 'skip for now', () => act('skip')],
  ['u', 'undo', undoLast],
  ['f', 'flag, or take the flag away', () => act('flag')],
  ['n', 'write a note', () => act('note')],
  ['/', 'search', () => $('search').focus()],
  ['?', 'this list', () => $('keys').showModal()],
];

function act(what) {
  if (current)
    actions[what](current, true);
  else
    move(1);
}

function onKey(e) {
  const target = e.target;
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || $('keys').open || target.matches('input:not([type=checkbox]), textarea, select'))
    return;
  if (e.key === ' ' && target.closest('button, a, summary, input'))
    return;
  const found = singleKeys && keys.find(([key]) => key === e.key);
  if (!found)
    return;
  e.preventDefault();
  found[2]();
}

function onListClick(e) {
  const node = e.target.closest('.card, .row');
  if (!node?.item)
    return;
  const button = e.target.closest('[data-do]')?.dataset.do, item = node.item;
  if (item !== current && !(e.target.closest('a, summary') || String(getSelection()))) {
    setCurrent(item);
    if (!button)
      listOf(item).nodeOf(item).focus({preventScroll: true});
  }
  if (button)
    actions[button](item, false);
}

function goToHash() {
  let id = '';
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  const item = itemsById.get(id);
  if (item && listOf(item).index.has(item))
    go(item);
}

function start() {
  document.title = data.title;
  $('title').textContent = data.title;
  $('summary').textContent = [plural(conflicts.length, 'conflict'), plural(listedClaims.length, 'claim'), plural(documents.length, 'document')].join(' · ');
  $('key-list').append(...keys.flatMap(([key, words]) => [el('dt', null, el('kbd', null, key === ' ' ? 'space' : key)), el('dd', null, words)]));
  loadDecisions();
  showMatching();
  showProgress();

  let waiting = 0;
  $('search').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(showMatching, 80); });
  $('search').addEventListener('keydown', e => {
    if (e.key === 'Escape' && $('search').value === '')
      $('search').blur();
    if (e.key === 'Enter')
      go(conflictList.items[0] ?? claimList.items[0]);
  });
  $('show').addEventListener('change', showMatching);
  $('undo').addEventListener('click', undoLast);
  $('export').addEventListener('click', exportFile);
  $('import').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', () => { if ($('file').files[0]) importFile($('file').files[0]); $('file').value = ''; });
  $('help').addEventListener('click', () => $('keys').showModal());
  $('keys-on').addEventListener('change', () => {
    singleKeys = $('keys-on').checked;
    try {
      localStorage.setItem('claimpipe-keys', singleKeys ? 'on' : 'off');
    } catch { /* kept for this visit only */ }
  });
  try {
    singleKeys = localStorage.getItem('claimpipe-keys') !== 'off';
  } catch { /* as above */ }
  $('keys-on').checked = singleKeys;
  document.addEventListener('keydown', onKey);
  document.querySelector('main').addEventListener('click', onListClick);
  document.querySelector('main').addEventListener('focusin', e => {
    const item = e.target.closest('.card, .row')?.item;
    if (item && item !== current && e.target.matches('.card, .row, summary'))
      setCurrent(item);
  });
  addEventListener('hashchange', goToHash);
  addEventListener('storage', e => {
    if (!e.key?.startsWith(storePrefix))
      return;
    const id = e.key.slice(storePrefix.length);
    decided.set(id, readStore(id) ?? nothing);
    redrawIds([id]);
  });
  addEventListener('beforeunload', e => { if (unsaved) e.preventDefault(); });
  addEventListener('beforeprint', () => {
    conflictList.fillAll();
    if (claimList.items.length <= printedClaims)
      claimList.fillAll();
    document.querySelectorAll('.card details').forEach(d => { d.open = true; });
  });
  goToHash();
}

start();
