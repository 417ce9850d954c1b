// SPDX-License-Identifier: MIT
// model: the page's data block as objects, and values as words.

const data = JSON.parse(document.getElementById('data').textContent);
const column = Object.fromEntries(data.columns.map((name, i) => [name, i]));
const string = i => i < 0 ? null : data.strings[i];

const documents = data.documents.map(([name, date, source]) => ({name: string(name), date: string(date), source: string(source)}));

const textColumns = ['id', 'passage', 'lang', 'status', 'note', 'claim_kind', 'measure', 'value_text', 'unit', 'what', 'cmp', 'scope', 'part_of', 'modality',
  'date_from', 'date_to', 'place', 'event', 'subject', 'source_text', 'source_kind', 'topic', 'inherited', 'rule', 'figure_rule', 'date_rule', 'source_rule'];

// A claim reads its row when it is asked: 20,000 of them cost nothing until they are seen.
class Claim {
  constructor(row) { this.row = row; }
  span(name) { return [this.row[column[name]], this.row[column[name + '_end']]]; }
  number(name) { return this.row[column[name]]; }
  get kind() { return 'claim'; }
  get document() { return documents[this.number('document')]; }
  get text() { return this.passage ?? data.sentences[this.number('sentence')][4]; }
  get inheritedSlots() { return new Set((this.inherited ?? '').split(' ')); }
}
for (const name of textColumns)
  Object.defineProperty(Claim.prototype, name, {get() { return string(this.row[column[name]]); }});

const claims = data.claims.map(row => new Claim(row));
const listedClaims = claims.filter(c => c.number('listed'));
const topics = data.topics.map(([name, first, count]) => ({name: string(name), first, count}));
const conflicts = data.conflicts;
conflicts.forEach((c, i) => {
  c.number = i + 1;
  c.isConflict = true;
  for (const side of c.sides)
    side.claims = side.claims.map(row => claims[row]);
});

// What the search looks through, made when it is first needed.
function haystack(item) {
  if (item.hay)
    return item.hay;
  const claimWords = c => [c.text, c.measure, c.value_text, c.what, c.unit, c.place, c.event, c.subject, c.source_text, c.topic, c.document.name,
    c.document.source, c.rule, c.id];
  const words = item.isConflict
    ? [item.explain, item.topic, item.measure, item.kind, item.severity, item.id, ...item.sides.flatMap(s => [s.value_text, ...s.claims.flatMap(claimWords)])]
    : claimWords(item);
  item.hay = words.filter(Boolean).join('\n').toLowerCase();
  return item.hay;
}

// 8600000000 as "8.6 billion", 9000 as "9,000"; anything that is no plain decimal as it is.
function numberWords(text) {
  if (text === null || !/^-?\d+(\.\d+)?$/.test(text))
    return text ?? '?';
  for (const [worth, word] of [[12, 'trillion'], [9, 'billion'], [6, 'million']]) {
    const found = /^(-?)([1-9]\d*)$/.exec(text);
    if (!found || found[2].length <= worth)
      continue;
    const whole = found[2].slice(0, -worth), rest = found[2].slice(-worth).replace(/0+$/, '');
    if (rest.length <= 3)
      return found[1] + group(whole) + (rest ? '.' + rest : '') + '\u00a0' + word;
    break;
  }
  const [whole, part] = text.split('.');
  return group(whole) + (part === undefined ? '' : '.' + part);
}
const group = digits => digits.replace(/\B(?=(\d{3})+$)/g, ',');

const boundWords = {ge: 'at least', gt: 'more than', le: 'up to', lt: 'fewer than'};
const isCurrency = unit => /^[A-Z]{3}$/.test(unit ?? '');

function withUnit(number, unit) {
  if (!unit)
    return number;
  return unit === '%' ? number + '%' : isCurrency(unit) ? unit + '\u00a0' + number : number + '\u00a0' + unit;
}

// What stands before a value: "at least", "about".
function boundOf(claim) {
  const words = [claim.negated ? 'not' : '', boundWords[claim.cmp] ?? '', claim.number('approx') ? 'about' : ''];
  return words.filter(Boolean).join(' ');
}

function valueOf(claim) {
  return claim.value_text === null ? daysOf(claim) || '?' : withUnit(numberWords(claim.value_text), claim.unit);
}

// The days that a claim speaks of, as short as they can be told: 2011, 2011-12, 2011-12-16, 2011 to 2013.
function daysOf(claim) {
  const from = claim.date_from, to = claim.date_to;
  if (!from && !to)
    return '';
  if (!from || !to)
    return from ? `from ${from}` : `until ${to}`;
  if (from === to)
    return from;
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31'))
    return from.slice(0, 4);
  const next = new Date(Date.parse(to + 'T00:00:00Z') + 864e5);
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01') && next.getUTCDate() === 1)
    return from.slice(0, 7);
  if (from.endsWith('-01-01') && to.endsWith('-12-31'))
    return `${from.slice(0, 4)} to ${to.slice(0, 4)}`;
  return `${from} to ${to}`;
}

// A topic's key with quieter bars.
const topicWords = topic => topic.replace(/ \| /g, ' · ');
// A day, not to be broken at its hyphens.
const day = text => el('span', {class: 'day'}, text);
const phrase = name => (name ?? '').replace(/_/g, ' ');

// Characters that would turn the direction of digits, or cannot be seen, are shown by their numbers: what is read is what is there.
const harmless = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
  c => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

// An element with attributes and children; text goes in as text, never as markup.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false)
      continue;
    if (name === 'onclick')
      node.addEventListener('click', value);
    else
      node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(c => c !== null && c !== undefined && c !== false && c !== '').map(c => typeof c === 'string' ? harmless(c) : c));
  return node;
}
// A name from the input, kept from turning the direction of the words around it.
const name = text => el('bdi', null, text ?? '');
