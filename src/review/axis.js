// SPDX-License-Identifier: MIT
// axis: a conflict's values on one line, so that the eye sees how far apart they are.
//
//      A 16                                        B 73
//       ●                                            ■
//   0--------10--------20--------30----- … ----70-------80

const letterOf = i => String.fromCharCode(65 + i % 26);
const dayOf = iso => iso && /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso + 'T00:00:00Z') / 864e5 : null;
const isoOf = day => new Date(day * 864e5).toISOString().slice(0, 10);

function svg(tag, attributes, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes))
    node.setAttribute(key, value);
  if (text !== undefined)
    node.textContent = harmless(text);
  return node;
}

// [lo, hi] of a side, null where open; null when it has no place on an axis. A disagreement on dates is drawn in days.
function extentOf(conflict, side) {
  const first = side.claims[0];
  if (first && (conflict.kind === 'dates' || first.claim_kind === 'event_date')) {
    const from = dayOf(first.date_from), to = dayOf(first.date_to);
    return from === null && to === null ? null : [from, to];
  }
  return side.lo === null && side.hi === null ? null : [side.lo, side.hi];
}

function niceTicks(min, max) {
  const raw = (max - min) / 5, power = 10 ** Math.floor(Math.log10(raw)), share = raw / power;
  const step = (share > 5 ? 10 : share > 2 ? 5 : share > 1 ? 2 : 1) * power;
  const ticks = [];
  for (let i = Math.ceil(min / step); i * step <= max && ticks.length < 12; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function logTicks(min, max) {
  const ticks = [];
  for (let p = Math.floor(Math.log10(min)); p <= Math.ceil(Math.log10(max)) && ticks.length < 12; p++)
    if (10 ** p >= min && 10 ** p <= max)
      ticks.push(10 ** p);
  return ticks;
}

// The first of a year or month, or a day, as dense as a line of ten labels bears.
function dayTicks(min, max) {
  const start = new Date(min * 864e5), ticks = [], months = (max - min) / 30.4;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400].find(s => months / s <= 8);
  if (months < 3 || !step)
    return niceTicks(min, max).filter(Number.isInteger);
  const first = start.getUTCFullYear() * 12 + start.getUTCMonth();
  for (let month = Math.ceil(first / step) * step; ticks.length < 12; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12) / 864e5;
    if (day > max)
      break;
    if (day >= min)
      ticks.push(day);
  }
  return ticks;
}

// A day as a tick says it: 2011, 2011-05, 2011-05-04.
function dayLabel(day, ticks) {
  const iso = isoOf(day), all = end => ticks.every(t => isoOf(t).endsWith(end));
  return all('-01-01') ? iso.slice(0, 4) : all('-01') ? iso.slice(0, 7) : iso;
}

function axisScale(extents, isDays) {
  const bounds = extents.flat().filter(b => b !== null);
  let min = Math.min(...bounds), max = Math.max(...bounds);
  if (!Number.isFinite(max - min))
    return null;
  if (!isDays && min > 0 && max / min >= 200) {
    min /= 2;
    max *= 2;
    const width = Math.log(max / min);
    return {at: v => Math.log(v / min) / width, ticks: logTicks(min, max)};
  }
  const fromZero = !isDays && min >= 0 && min < max * 0.6;
  const room = (max - min || Math.abs(max) || 1) * 0.1;
  min = fromZero ? 0 : min - room;
  max += room;
  return {at: v => (v - min) / (max - min), ticks: isDays ? dayTicks(min, max) : niceTicks(min, max)};
}

const shapes = [
  (x, y, c) => svg('circle', {cx: x, cy: y, r: 6, class: c}),
  (x, y, c) => svg('rect', {x, y: y - 5.5, width: 11, height: 11, transform: 'translate(-5.5 0)', class: c}),
  (x, y, c) => { const g = svg('svg', {x, y, overflow: 'visible', class: c}); g.append(svg('path', {d: 'M0-7 7 6H-7Z'})); return g; },
  (x, y, c) => { const g = svg('svg', {x, y, overflow: 'visible', class: c}); g.append(svg('path', {d: 'M0-8 7 0 0 8-7 0Z'})); return g; },
];

function axisNode(conflict, labels) {
  const units = new Set(conflict.sides.map(s => s.claims[0]?.unit ?? null));
  const extents = conflict.sides.map(s => extentOf(conflict, s));
  const drawn = extents.map((e, i) => [e, i]).filter(([e]) => e !== null);
  if (drawn.length < 2 || units.size > 1)
    return null;
  const isDays = conflict.kind === 'dates' || conflict.sides[0].claims[0]?.claim_kind === 'event_date';
  const scale = axisScale(drawn.map(([e]) => e), isDays);
  if (!scale)
    return null;
  const percent = v => (2 + 96 * Math.min(1, Math.max(0, scale.at(v)))).toFixed(2) + '%';
  // Labels that would touch go to a higher lane; 7 px a character on a line of 700 px.
  const lanes = [];
  const placed = drawn.map(([[lo, hi], i]) => {
    const from = lo ?? -Infinity, to = hi ?? Infinity, middle = lo === null ? hi : hi === null ? lo : (lo + hi) / 2;
    const label = labels[i].length > 28 ? labels[i].slice(0, 27) + '…' : labels[i];
    const text = `${letterOf(i)} ${label}`, x = scale.at(middle), half = text.length * 0.005 + 0.01;
    return {lo, hi, from, to, middle, i, text, left: x - half, right: x + half};
  }).sort((a, b) => a.left - b.left || a.i - b.i);
  for (const p of placed) {
    p.lane = lanes.findIndex(end => end <= p.left);
    if (p.lane < 0)
      p.lane = lanes.push(0) - 1;
    lanes[p.lane] = p.right;
  }
  const lineY = lanes.length * 18 + 16;
  const node = svg('svg', {class: 'axis', height: lineY + 26, role: 'img', 'aria-label': 'On one axis: ' + placed.map(p => p.text).join('; ')});
  node.append(svg('line', {class: 'base', x1: '0%', x2: '100%', y1: lineY, y2: lineY}));
  for (const tick of scale.ticks) {
    const x = percent(tick);
    node.append(svg('line', {class: 'tick', x1: x, x2: x, y1: lineY, y2: lineY + 5}));
    node.append(svg('text', {x, y: lineY + 19, 'text-anchor': 'middle'}, isDays ? dayLabel(tick, scale.ticks) : numberWords(String(tick))));
  }
  for (const p of placed) {
    const c = 's' + p.i % 4, x = percent(p.middle), at = scale.at(p.middle);
    if (p.lo !== p.hi)
      node.append(svg('line', {class: `bar-line ${c}`, x1: p.lo === null ? '0%' : percent(p.lo), x2: p.hi === null ? '100%' : percent(p.hi),
        y1: lineY, y2: lineY, 'stroke-opacity': .45}));
    if (p.lane > 0)
      node.append(svg('line', {class: 'tick', x1: x, x2: x, y1: lineY - p.lane * 18 - 10, y2: lineY}));
    node.append(shapes[p.i % 4](x, lineY, c));
    const [anchor, dx] = at < .08 ? ['start', -8] : at > .92 ? ['end', 8] : ['middle', 0];
    node.append(svg('text', {class: `value ${c}`, x, y: lineY - p.lane * 18 - 13, 'text-anchor': anchor, dx}, p.text));
  }
  return node;
}
