// SPDX-License-Identifier: MIT
// passage: a claim's sentence with its figure, date and source marked, between its neighbours.

const contextLength = 280;

// The sentence before or after, where it is running text of the same document.
function neighbour(row, step) {
  const here = data.sentences[row], other = data.sentences[row + step];
  if (!here || !other || other[0] !== here[0] || other[1] !== here[1] + step || string(other[3]) === 'heading')
    return null;
  const text = other[4];
  if (text.length <= contextLength)
    return text;
  return step < 0 ? '…' + text.slice(-contextLength).replace(/^[\udc00-\udfff]/, '') : text.slice(0, contextLength).replace(/[\ud800-\udbff]$/, '') + '…';
}

// [start, end, element] by place, without overlaps: what comes first in `wanted` wins.
function disjoint(wanted) {
  const taken = [];
  for (const m of wanted)
    if (m[1] > m[0] && !taken.some(t => m[0] < t[1] && t[0] < m[1]))
      taken.push(m);
  return taken.sort((a, b) => a[0] - b[0]);
}

function markedText(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end, node] of disjoint(marks)) {
    parts.push(text.slice(at, start), node);
    node.textContent = harmless(text.slice(start, end));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

// `others`: claims of other sides, [claim, side], whose figures are underlined where they stand in the same sentence.
function passageNode(claim, side, others, withContext) {
  const row = claim.number('sentence');
  const marks = [[...claim.span('figure'), el('mark', {class: 's' + side % 4})]];
  for (const [other, otherSide] of others)
    if (row >= 0 && other.number('sentence') === row)
      marks.push([...other.span('figure'), el('mark', {class: `other s${otherSide % 4}`, title: `side ${letterOf(otherSide)}`})]);
  marks.push([...claim.span('date'), el('span', {class: 'when', title: 'date'})]);
  marks.push([...claim.span('source'), el('span', {class: 'who', title: 'source'})]);
  const before = withContext && neighbour(row, -1), after = withContext && neighbour(row, 1);
  return el('blockquote', {class: 'passage', dir: 'auto', lang: claim.lang},
    before && el('span', {class: 'context'}, before + ' '), markedText(claim.text, marks), after && el('span', {class: 'context'}, ' ' + after));
}

function originNode(claim) {
  const d = claim.document;
  const parts = [el('b', null, name(d.name))];
  if (claim.number('sent') > 0)
    parts.push(` · sentence ${claim.number('sent')}`);
  if (d.date)
    parts.push(' · published ', day(d.date));
  if (d.source && d.source !== d.name)
    parts.push(d.date ? ' by ' : ' · published by ', name(d.source));
  return el('p', {class: 'origin', title: `bytes ${claim.number('byte_start')} to ${claim.number('byte_end')}`}, parts);
}
