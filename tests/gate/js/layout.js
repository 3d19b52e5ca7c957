// Boxes: what is cut off, what lies over what, how large, how wide.
(gate => {
  const lines = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      if (!node.data.trim() || el.closest('svg,script,style,select,textarea') || !gate.drawn(el)) continue;
      if (fixed(el)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) found.push({el, box});
    }
    return found;
  };
  const fixed = el => {
    for (let at = el; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    return false;
  };

  // The middle 60 % of a line: ascenders may touch, letters may not.
  const core = ({box}) => ({left: box.left, right: box.right, top: box.top + box.height * 0.2, bottom: box.bottom - box.height * 0.2});
  const overlap = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2 &&
    Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1;

  gate.squeezed = () => {
    const text = lines();
    const cores = text.map(core);
    const faults = [];
    text.forEach((line, index) => {
      for (let other = index + 1; other < text.length; other += 1)
        if (overlap(cores[index], cores[other])) { faults.push({el: text[other].el, why: 'text lies over other text'}); break; }
      const cutter = cuts(line);
      if (cutter) faults.push({el: line.el, why: `text is cut off by ${gate.path(cutter).split(' ')[0]}`});
    });
    gate.all('input:not([type=checkbox],[type=radio],[type=hidden]),select').filter(gate.drawn).forEach(el => {
      if (el.clientHeight && el.clientHeight < parseFloat(getComputedStyle(el).fontSize)) faults.push({el, why: 'text is taller than its field'});
    });
    if (document.scrollingElement.scrollWidth > innerWidth + 1) faults.push({el: document.documentElement, why: 'the page scrolls sideways'});
    return faults;
  };
  const cuts = ({el, box}) => {
    for (let at = el; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      const hides = value => value === 'hidden' || value === 'clip';
      if (hides(style.overflowY) && (box.bottom - frame.bottom > box.height * 0.3 || frame.top - box.top > box.height * 0.3)) return at;
      if (hides(style.overflowX) && (box.right - frame.right > 3 || frame.left - box.left > 3)) return at;
    }
    return null;
  };

  gate.doubleText = () => {
    const sizes = gate.all('body, body *').filter(el => el.style).map(el => [el, parseFloat(getComputedStyle(el).fontSize)]);
    sizes.forEach(([el, size]) => el.style.setProperty('font-size', `${size * 2}px`, 'important'));
    return sizes.length;
  };

  const MAY_SCROLL = 'table,[data-map],svg[role=img],pre,code';
  gate.sideways = () => {
    const faults = [];
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width + 1) {
      const wide = gate.all('body *').filter(el => gate.drawn(el) && el.getBoundingClientRect().right > width + 1);
      const deepest = wide.filter(el => !wide.some(other => other !== el && el.contains(other)));
      (deepest.length ? deepest.slice(0, 5) : [document.documentElement])
        .forEach(el => faults.push({el, why: `page scrolls sideways at ${width} px`}));
    }
    gate.all('body *').filter(gate.drawn).forEach(el => {
      const style = getComputedStyle(el);
      if (!['auto', 'scroll'].includes(style.overflowX) || el.scrollWidth <= el.clientWidth + 1) return;
      if (el.matches('textarea,input,select') || el.matches(MAY_SCROLL) || el.querySelector(MAY_SCROLL)) return;
      faults.push({el, why: `has to be scrolled sideways at ${width} px`});
    });
    lines().filter(line => cuts(line)).forEach(({el}) => faults.push({el, why: `text is cut off at ${width} px`}));
    return faults;
  };

  const union = (one, two) => ({left: Math.min(one.left, two.left), top: Math.min(one.top, two.top),
    right: Math.max(one.right, two.right), bottom: Math.max(one.bottom, two.bottom)});
  const area = el => {
    const boxes = [el, ...(el.matches('[type=checkbox],[type=radio]') ? el.labels : [])].filter(gate.drawn).map(part => part.getBoundingClientRect());
    return boxes.length ? boxes.reduce(union) : null;
  };
  const inSentence = el => el.localName === 'a' && getComputedStyle(el).display === 'inline' &&
    gate.text(el.parentElement.closest('p,li,dd,td') || el).length > gate.text(el).length + 10;
  const side = box => Math.min(box.right - box.left, box.bottom - box.top);
  const clear = (box, others) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return others.every(other => Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)) >= 12);
  };

  gate.targetSizes = mainAction => {
    const every = gate.all(gate.natural + ',[tabindex="0"]').filter(el => !gate.disabled(el) && gate.present(el));
    const found = every.map(el => ({el, box: area(el)})).filter(({box}) => box);
    const boxes = found.map(({box}) => box);
    return found.filter(({el}) => !inSentence(el)).flatMap(({el, box}, index) => {
      const least = Math.round(side(box) * 10) / 10;
      if (el.matches(mainAction) && least < 44) return [{el, why: `main action is ${least} px, expected 44`}];
      if (least >= 23.9 || clear(box, boxes.filter(other => other !== box))) return [];
      return [{el, why: `target is ${least} px, expected 24 or more room around it`}];
    });
  };

  /* A table that stands its rows under each other says the head of a column in each cell (data-word) instead. */
  const headStacks = el => {
    const cells = [...el.closest('thead')?.closest('table').querySelectorAll('tbody td') ?? []];
    return cells.length > 0 && cells.every(cell => cell.dataset.word);
  };
  gate.mainText = () => gate.all('main :is(h1,h2,h3,p,li,label,button,td,th)').filter(el => gate.drawn(el) && !headStacks(el)).map(gate.text).filter(Boolean);
})(window.__gate);
