// SPDX-License-Identifier: MIT
// decide: what the person said of each record, kept by the record's id.
//
// A decision is {decision: accept|reject|skip|null, flag, note}. Those compiled into the page come first, those of this browser
// override them; every change is one step of undo.

const storePrefix = 'claimpipe:';
const nothing = Object.freeze({decision: null, flag: false, note: null});
const embedded = new Map();
const decided = new Map();
const undoSteps = [];
let storeWorks = true;
let unsaved = false;

function cleanDecision(d) {
  return {
    decision: ['accept', 'reject', 'skip'].includes(d.decision) ? d.decision : null,
    flag: d.flag === true,
    note: typeof d.note === 'string' && d.note !== '' ? d.note : null,
  };
}

const isNothing = d => d.decision === null && !d.flag && d.note === null;
const decisionOf = id => decided.get(id) ?? nothing;

function readStore(id) {
  try {
    const text = localStorage.getItem(storePrefix + id);
    return text === null ? null : cleanDecision(JSON.parse(text));
  } catch {
    return null;
  }
}

function writeStore(id, d) {
  try {
    // What the page itself says must be overridden even by nothing.
    if (isNothing(d) && !embedded.has(id))
      localStorage.removeItem(storePrefix + id);
    else
      localStorage.setItem(storePrefix + id, JSON.stringify(d));
  } catch {
    storeWorks = false;
    unsaved = true;
  }
}

function loadDecisions() {
  for (const d of data.decisions) {
    embedded.set(d.id, cleanDecision(d));
    decided.set(d.id, cleanDecision(d));
  }
  try {
    localStorage.getItem(storePrefix);
  } catch {
    storeWorks = false;
    return;
  }
  for (const item of [...conflicts, ...claims]) {
    const kept = item.id && readStore(item.id);
    if (kept)
      decided.set(item.id, kept);
  }
}

// Makes changes, [id, decision] each, as one step.
function decide(changes) {
  undoSteps.push(changes.map(([id]) => [id, decisionOf(id)]));
  put(changes);
}

function put(changes) {
  for (const [id, d] of changes) {
    decided.set(id, d);
    writeStore(id, d);
  }
}

// Takes the last step back; gives the ids, or null where there is none.
function undo() {
  const step = undoSteps.pop();
  if (!step)
    return null;
  put(step);
  return step.map(([id]) => id);
}

// All decisions as JSON lines: those of this page in its order, then those on records that it does not have.
function exportLines() {
  const lines = [], told = new Set();
  const tell = (id, about) => {
    const d = decisionOf(id);
    if (told.has(id) || (isNothing(d) && !embedded.has(id)))
      return;
    told.add(id);
    lines.push(JSON.stringify({type: 'decision', id, ...d, ...about}));
  };
  for (const c of conflicts)
    tell(c.id, {kind: 'conflict', measure: c.measure, topic: c.topic, about: c.explain});
  for (const c of claims)
    tell(c.id, {kind: 'claim', measure: c.measure, topic: c.topic, about: c.text.slice(...c.span('span'))});
  for (const id of decided.keys())
    tell(id, {kind: null, measure: null, topic: null, about: null});
  return lines.map(l => l + '\n').join('');
}

// Reads JSON lines; gives how many decisions they held, how many are on records not here, and the numbers of bad lines.
function importLines(text) {
  const changes = new Map(), bad = [];
  text.replace(/^\ufeff/, '').split('\n').forEach((line, i) => {
    if (line.trim() === '')
      return;
    try {
      const d = JSON.parse(line);
      if (typeof d.id !== 'string' || ![undefined, null, 'accept', 'reject', 'skip'].includes(d.decision))
        throw new Error('no decision');
      changes.set(d.id, cleanDecision(d));
    } catch {
      bad.push(i + 1);
    }
  });
  const here = new Set([...conflicts, ...claims].map(item => item.id));
  if (changes.size)
    decide([...changes]);
  return {count: changes.size, elsewhere: [...changes.keys()].filter(id => !here.has(id)).length, bad};
}
