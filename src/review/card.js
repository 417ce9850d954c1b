// SPDX-License-Identifier: MIT
// card: a conflict as a card, a claim as a row.

const kindWords = {
  values: 'Two values of the same thing, and none that both allow.',
  dates: 'Two dates of the same event that do not overlap.',
  sources: 'Named sources give different values of the same thing.',
  sum: 'The parts do not add up to their whole.',
  share: 'The share does not fit its part and its whole.',
  update: 'The figure moved from one report to the next.',
};
const stateWords = {accept: 'Accepted', reject: 'Rejected', skip: 'Skipped'};
const actionWords = {
  conflict: {accept: 'Real conflict', reject: 'Not a conflict'},
  claim: {accept: 'Holds', reject: 'Does not hold'},
};

function sideLabel(side) {
  const first = side.claims[0], isPlain = /^-?\d+(\.\d+)?$/.test(side.value_text ?? '');
  if (!isPlain || !first)
    return {bound: '', value: side.value_text ?? (first ? valueOf(first) : '?')};
  return {bound: boundOf(first), value: withUnit(numberWords(side.value_text), first.unit)};
}

const labelText = l => (l.bound ? l.bound + ' ' : '') + l.value;

function whoSaid(claim) {
  const kind = claim.source_kind && claim.source_kind !== 'unnamed' ? ` (${phrase(claim.source_kind)})` : '';
  const days = claim.value_text === null ? '' : daysOf(claim);
  return el('p', {class: 'who-said'}, claim.source_text ? el('strong', null, name(claim.source_text)) : el('span', {class: 'kind'}, 'no source named'),
    el('span', {class: 'kind'}, kind), days && el('span', {class: 'kind'}, ' · ', day(days)));
}

function sideNode(conflict, side, i, label) {
  const others = conflict.sides.flatMap((s, k) => k === i ? [] : s.claims.slice(0, 50).map(c => [c, k]));
  const heading = el('h3', null, el('span', {class: 'letter', 'aria-label': `side ${letterOf(i)}`}, letterOf(i)),
    el('span', {class: label.value.length > 14 ? 'long' : null, dir: 'auto'}, label.bound && el('span', {class: 'bound'}, label.bound + ' '), label.value));
  const passages = side.claims.map(c => el('div', null, whoSaid(c), passageNode(c, i, others, true), originNode(c)));
  const hidden = passages.splice(3);
  return el('div', {class: `side s${i % 4}`, role: 'group', 'aria-label': `side ${letterOf(i)}, ${labelText(label)}`}, heading, passages,
    hidden.length ? el('details', {class: 'more'}, el('summary', null, `${hidden.length} more that agree`), hidden) : null);
}

const slots = [
  ['measure', 'Measure', c => phrase(c.measure)],
  ['what', 'Of what', c => c.what],
  ['place', 'Place', c => c.place],
  ['event', 'Event', c => c.event],
  ['subject', 'Subject', c => c.subject],
  ['date', 'When', daysOf],
  ['scope', 'Scope', c => [c.scope, c.part_of].filter(Boolean).join(' of ')],
  ['modality', 'Modality', c => c.modality],
  ['source_text', 'Source', c => c.source_text],
  ['note', 'Reading', c => c.status && c.status !== 'ok' ? `${c.status}: ${c.note ?? ''}` : ''],
];

function rulesOf(claim) {
  return [claim.rule, claim.figure_rule, claim.date_rule, claim.source_rule].filter(Boolean);
}

// What the claims have in common and where they differ; what one took from earlier text is marked.
function slotTable(conflict) {
  const firsts = conflict.sides.slice(0, 8).map(s => s.claims[0]).filter(Boolean);
  const head = el('tr', null, el('td'), firsts.map((c, i) => el('th', {scope: 'col', class: 's' + i % 4}, letterOf(i))));
  const rows = slots.map(([key, title, get]) => {
    const values = firsts.map(c => get(c) || '');
    if (values.every(v => v === ''))
      return null;
    const known = new Set(values.filter(Boolean));
    return el('tr', {class: known.size > 1 ? 'differs' : null}, el('th', {scope: 'row'}, title), values.map((v, i) => {
      const taken = ['', '_from', '_id', '_text'].some(end => firsts[i].inheritedSlots.has(key + end));
      return el('td', {class: v && taken ? 'taken' : null, title: v && taken ? 'from earlier text' : null}, v ? name(v) : '–');
    }));
  });
  const rules = el('tr', null, el('th', {scope: 'row'}, 'Rules'),
    firsts.map(c => el('td', null, rulesOf(c).flatMap((r, i) => [i ? el('br') : '', el('span', {class: 'rule'}, r)]))));
  return el('div', {class: 'slots-frame'}, el('table', {class: 'slots'}, el('thead', null, head), el('tbody', null, rows, rules)));
}

// "more=12" is how many claims a side left out.
function noteWords(note) {
  const more = /^more=(\d+)$/.exec(note ?? '');
  return more ? ` ${more[1]} more claims are not listed.` : note ? [' ', name(note)] : '';
}

function whyNode(conflict) {
  const takes = conflict.sides.some(s => s.claims[0]?.inherited);
  return el('details', {class: 'why'}, el('summary', null, 'Why this is flagged'),
    el('p', null, kindWords[conflict.kind] ?? phrase(conflict.kind), conflict.rule ? [' Check: ', el('span', {class: 'rule'}, conflict.rule), '.'] : '',
      noteWords(conflict.note)),
    slotTable(conflict), takes ? el('p', {class: 'quiet'}, '↰ taken from earlier text') : null);
}

// The buttons; their clicks are found by data-do.
function actionsNode(item, d) {
  const words = actionWords[item.isConflict ? 'conflict' : 'claim'];
  const button = (act, text, key, pressed) => el('button', {type: 'button', class: act, 'data-do': act, 'aria-pressed': pressed === null ? null : String(pressed),
    'aria-keyshortcuts': key === 'space' ? 'Space' : key}, text + ' ', el('kbd', {'aria-hidden': 'true'}, key));
  return el('div', {class: 'actions', role: 'group', 'aria-label': 'Decide'}, button('accept', words.accept, 'a', d.decision === 'accept'),
    button('reject', words.reject, 'x', d.decision === 'reject'), button('skip', 'Skip', 'space', d.decision === 'skip'),
    button('flag', 'Flag', 'f', d.flag), button('note', d.note ? 'Edit note' : 'Note', 'n', null));
}

const noteNode = d => d.note ? el('p', {class: 'remark', dir: 'auto'}, d.note) : null;

function stateNode(d) {
  return [d.decision ? el('span', {class: `state ${d.decision}`}, stateWords[d.decision]) : null,
    d.flag ? el('span', {class: 'state flag'}, '⚑ Flagged') : null];
}

const stateClass = d => (d.decision ? ` is-${d.decision}` : '') + (d.flag ? ' is-flag' : '');

function conflictNode(c) {
  const d = decisionOf(c.id), labels = c.sides.map(sideLabel);
  const headingId = `conflict-${c.number}`;
  return el('article', {class: 'card' + stateClass(d), tabindex: '-1', 'aria-labelledby': headingId},
    el('div', {class: 'eyebrow'}, el('a', {class: 'number', href: '#' + encodeURIComponent(c.id), 'aria-label': `Conflict ${c.number}`}, `${c.number}`),
      c.severity ? el('span', {class: `severity ${['high', 'medium', 'low'].includes(c.severity) ? c.severity : ''}`}, phrase(c.severity)) : null,
      el('span', {class: 'topic'}, name(topicWords(c.topic ?? phrase(c.measure)))), stateNode(d)),
    el('h3', {class: 'explain', id: headingId, dir: 'auto'}, c.explain ?? phrase(c.measure ?? 'conflict')),
    axisNode(c, labels.map(labelText)),
    el('div', {class: 'sides'}, c.sides.map((s, i) => sideNode(c, s, i, labels[i]))),
    whyNode(c), noteNode(d), actionsNode(c, d));
}

function claimNode(c, isCurrent) {
  const d = decisionOf(c.id), bound = boundOf(c), doc = c.document, days = daysOf(c);
  const facts = [c.source_text ? el('b', null, name(c.source_text)) : null, c.source_text ? el('br') : null, days && c.value_text !== null ? [day(days), el('br')] : null,
    name(doc.name), c.number('sent') > 0 ? `, sentence ${c.number('sent')}` : '', doc.date ? [el('br'), 'published ', day(doc.date)] : null,
    c.status && c.status !== 'ok' ? [el('br'), `${c.status}: `, name(c.note)] : null];
  const amount = (bound ? bound + ' ' : '') + valueOf(c), said = c.source_text ? `, ${c.source_text}` : '';
  const decision = [d.decision ? `, ${stateWords[d.decision]}` : '', d.flag ? ', flagged' : ''].join('');
  return el('div', {class: 'row' + stateClass(d), role: 'article', tabindex: '-1', 'aria-label': `${amount}, ${phrase(c.measure)}${said}${decision}`},
    el('div', {class: 'amount', dir: 'auto'}, amount,
      el('small', null, name(phrase(c.measure)), c.what && !c.unit && c.what !== c.measure ? [', ', name(c.what)] : null)),
    passageNode(c, 0, [], false), el('div', {class: 'facts'}, facts.flat(2)), noteNode(d), isCurrent ? actionsNode(c, d) : null);
}
