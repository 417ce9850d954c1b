// SPDX-License-Identifier: MIT
// list: a long list that only draws what is near the window.
//
// Items stand in chunks. A chunk far away is an empty box of its last height (or a guess); near, it is filled. So 20,000 claims are 400 boxes.

class List {
  // draw(item, isCurrent) gives an item's element; lead(items, i) gives what stands before item i, or null.
  constructor(box, chunkSize, guess, draw, lead) {
    Object.assign(this, {box, chunkSize, guess, draw, lead, items: [], chunks: [], current: null});
    this.observer = new IntersectionObserver(entries => {
      for (const e of entries) {
        const chunk = this.chunks[e.target.chunkNumber];
        if (chunk?.node === e.target && e.isIntersecting)
          this.fill(chunk);
        else if (chunk?.node === e.target)
          this.clear(chunk);
      }
    }, {rootMargin: '1500px 0px'});
  }

  show(items) {
    this.observer.disconnect();
    this.items = items;
    this.index = new Map(items.map((item, i) => [item, i]));
    this.chunks = [];
    for (let start = 0; start < items.length; start += this.chunkSize) {
      const end = Math.min(start + this.chunkSize, items.length);
      const node = el('div', {class: 'chunk'});
      node.chunkNumber = this.chunks.length;
      node.style.minHeight = (end - start) * this.guess + 'px';
      this.chunks.push({node, start, end, nodes: null});
    }
    this.box.replaceChildren(...this.chunks.map(c => c.node));
    if (this.chunks.length)
      this.fill(this.chunks[0]);
    for (const c of this.chunks)
      this.observer.observe(c.node);
  }

  drawn(item, i) {
    const node = this.draw(item, item === this.current);
    node.item = item;
    if (item === this.current) {
      node.classList.add('current');
      node.tabIndex = 0;
      node.setAttribute('aria-current', 'true');
    }
    node.setAttribute('aria-posinset', i + 1);
    node.setAttribute('aria-setsize', this.items.length);
    return node;
  }

  fill(chunk) {
    if (chunk.nodes)
      return;
    chunk.nodes = [];
    const all = [];
    for (let i = chunk.start; i < chunk.end; i++) {
      const lead = this.lead(this.items, i);
      if (lead)
        all.push(lead);
      chunk.nodes.push(this.drawn(this.items[i], i));
      all.push(chunk.nodes[chunk.nodes.length - 1]);
    }
    chunk.node.replaceChildren(...all);
    chunk.node.style.minHeight = '';
  }

  clear(chunk) {
    const holdsCurrent = this.current && this.chunkOf(this.current) === chunk;
    if (!chunk.nodes || holdsCurrent || chunk.node.contains(document.activeElement))
      return;
    chunk.node.style.minHeight = chunk.node.getBoundingClientRect().height + 'px';
    chunk.node.replaceChildren();
    chunk.nodes = null;
  }

  fillAll() { this.chunks.forEach(c => this.fill(c)); }

  chunkOf(item) { return this.chunks[Math.floor(this.index.get(item) / this.chunkSize)]; }

  // The item's element; its chunk and the ones around it are filled, so that nothing moves when it is scrolled to.
  reveal(item) {
    const number = Math.floor(this.index.get(item) / this.chunkSize);
    for (let i = Math.max(0, number - 1); i <= Math.min(number + 1, this.chunks.length - 1); i++)
      this.fill(this.chunks[i]);
    return this.nodeOf(item);
  }

  nodeOf(item) {
    if (!this.index.has(item))
      return null;
    const chunk = this.chunkOf(item);
    return chunk.nodes ? chunk.nodes[this.index.get(item) - chunk.start] : null;
  }

  // Draws the item again where it is on the page.
  redraw(item) {
    const old = this.nodeOf(item);
    if (!old)
      return null;
    const node = this.drawn(item, this.index.get(item)), open = [...old.querySelectorAll('details')].map(d => d.open);
    node.querySelectorAll('details').forEach((d, i) => { d.open = open[i] ?? false; });
    const chunk = this.chunkOf(item);
    chunk.nodes[this.index.get(item) - chunk.start] = node;
    const button = old.contains(document.activeElement) && document.activeElement.dataset?.do;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(node);
    if (hadFocus)
      ((button && node.querySelector(`[data-do=${button}]`)) || node).focus({preventScroll: true});
    return node;
  }

  setCurrent(item) {
    const before = this.current;
    this.current = item;
    if (before && before !== item)
      this.redraw(before);
    if (item)
      this.redraw(item);
  }
}
