// Focus, hovering, movement, and what changes after an action.
(gate => {
  const numbers = new WeakMap();
  let last = 0;
  const number = el => numbers.get(el) || (numbers.set(el, last += 1), last);

  // One stop of a Tab walk: which element, where on the page, and which share of it is not
  // covered: of 42 points those that lie on it (a link may break over lines) and within the window.
  gate.stop = () => {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return null;
    const box = el.getBoundingClientRect();
    return {
      id: number(el), path: gate.path(el), dialog: el.closest('dialog,[role=dialog]') !== null,
      x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height,
      radio: el.type === 'radio' ? `${el.form?.id}/${el.name}` : null, seen: seen(el, box),
    };
  };
  const ours = (el, top) => top && (top === el || el.contains(top) ||
    (top.contains(el) && getComputedStyle(top).position !== 'fixed' && [...(el.labels || [])].includes(top)) ||
    [...(el.labels || [])].some(label => label.contains(top)));
  const seen = (el, box) => {
    let [visible, inside] = [0, 0];
    const parts = [...el.getClientRects()];
    for (let column = 0; column < 7; column += 1) for (let row = 0; row < 6; row += 1) {
      const x = box.left + box.width * (column + 0.5) / 7;
      const y = box.top + box.height * (row + 0.5) / 6;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      if (!parts.some(part => x >= part.left && x <= part.right && y >= part.top && y <= part.bottom)) continue;
      inside += 1;
      if (ours(el, document.elementFromPoint(x, y))) visible += 1;
    }
    return inside ? visible / inside : 0;
  };

  gate.unreached = ids => gate.targets().filter(el => !ids.includes(numbers.get(el)))
    .map(el => ({el, why: 'Tab never comes here'}));

  // What Tab reaches, by itself or through the arrow keys of its group.
  const TABBED = gate.natural + ',[tabindex="0"],[role=tab],[role=option],[role^=menuitem]';

  gate.pointers = () => gate.all('body *').filter(el => gate.drawn(el) && getComputedStyle(el).cursor === 'pointer' &&
    !el.closest(TABBED + ',label,option,svg') && !el.querySelector(TABBED) &&
    getComputedStyle(el.parentElement).cursor !== 'pointer').map(el => ({el, why: 'shows the hand of a button and takes no focus'}));

  gate.mouseOnly = (el, kind) => {
    if (!el || el.nodeType !== 1 || el.matches('html,body') || !gate.present(el)) return null;
    if (el.matches(TABBED + ',label,form,dialog,option') || el.closest('a[href],button,label,summary')) return null;
    return gate.path(el);
  };

  const REVEAL = {display: value => value !== 'none', visibility: value => value === 'visible',
    opacity: value => Number(value) > 0.5, clip: value => value === 'auto', 'clip-path': value => value === 'none'};
  const rules = list => [...list].flatMap(rule => [rule, ...(rule.cssRules ? rules(rule.cssRules) : [])]);
  const sheets = () => [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(sheet => {
    try { return rules(sheet.cssRules); } catch { return []; }
  }).filter(rule => rule.selectorText);
  const normal = selector => selector.replace(/:(hover|focus-within|focus-visible|focus)/g, ':@').replace(/\s+/g, ' ').trim();

  // Selectors that bring content into view on hover: [trigger, subject, has a focus twin].
  gate.hoverReveals = () => {
    const all = sheets();
    const parts = all.flatMap(rule => rule.selectorText.split(',').map(part => [part.trim(), rule]));
    const twins = new Set(parts.filter(([part]) => /:focus/.test(part)).map(([part]) => normal(part)));
    return parts.filter(([part, rule]) => /:hover/.test(part) &&
      Object.entries(REVEAL).some(([name, shows]) => rule.style[name] && shows(rule.style[name])) &&
      hidden(part.replace(/:hover/g, ''))).map(([part]) => ({
      trigger: part.slice(0, part.indexOf(':hover')), subject: part.replace(/:hover/g, ''), twin: twins.has(normal(part)), part,
    }));
  };
  const hidden = selector => {
    try { return gate.all(selector).some(el => !gate.drawn(el)); } catch { return false; }
  };
  gate.shows = selector => gate.all(selector).some(gate.drawn);

  gate.moving = () => document.getAnimations({subtree: true}).filter(animation => animation.playState === 'running')
    .filter(animation => { const time = animation.effect?.getComputedTiming(); return time && time.duration > 1 && animation.effect.target; })
    .map(animation => ({el: animation.effect.target, why: `moves (${animation.animationName || animation.transitionProperty})`}));
  gate.endless = () => document.getAnimations({subtree: true}).filter(animation => animation.effect?.target &&
    (animation.effect.getComputedTiming().iterations === Infinity || animation.effect.getComputedTiming().endTime > 5000))
    .map(animation => ({el: animation.effect.target, why: 'moves longer than five seconds'}));

  const MOVES = /\b(all|transform|translate|scale|rotate|top|left|right|bottom|width|height|margin|padding)/;
  gate.transitions = () => gate.all('body, body *').filter(el => {
    const style = getComputedStyle(el);
    const longest = Math.max(...style.transitionDuration.split(',').map(parseFloat));
    return (longest > 0.01 && MOVES.test(style.transitionProperty)) || style.scrollBehavior === 'smooth';
  }).concat(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? [document.documentElement] : [])
    .map(el => ({el, why: 'glides on an action although less motion is asked'}));

  // Watch what an action changes: new text must be announced, and focus may not get lost.
  const STATE = ['aria-expanded', 'aria-selected', 'open'];  // these say by themselves that something opened
  const LIVE = '[role=status],[role=alert],[role=log],output,[aria-live=polite],[aria-live=assertive]';
  gate.watch = () => {
    const was = {focus: document.activeElement, text: new Map(gate.all('body *').map(el => [el, el.textContent])),
      shown: new Set(gate.all('body *').filter(gate.present)), states: []};
    const observer = new MutationObserver(list => was.states.push(...list.filter(change => change.type === 'attributes' && STATE.includes(change.attributeName))));
    observer.observe(document.body, {attributes: true, subtree: true});
    gate.watching = was;
  };
  // A live region speaks of changes in it; one that comes in with its text already there stays silent, an alert not.
  const announced = region => region !== null && (gate.watching.text.has(region) || region.matches('[role=alert]'));
  gate.changes = () => {
    const was = gate.watching;
    const lost = document.activeElement === document.body || !document.activeElement?.isConnected;
    const faults = lost && was.focus !== document.body ? [{el: was.focus.isConnected ? was.focus : document.body, why: 'focus fell back to the body after this action'}] : [];
    const fresh = gate.all('body *').filter(el => gate.present(el) && gate.squeeze(el.textContent) &&
      (!was.shown.has(el) || was.text.get(el) !== el.textContent));
    const gone = [...was.shown].filter(el => !gate.present(el) && was.text.get(el).trim() && !el.contains(was.focus));
    const leaves = fresh.filter(el => !fresh.some(other => other !== el && el.contains(other)));
    const told = leaves.some(el => announced(el.closest(LIVE))) || was.states.length > 0;
    const moved = document.activeElement !== was.focus && !lost;
    const other = leaves.find(el => was.focus === document.body || !was.focus.contains(el)) || gone[0];
    if (other && !told && !moved) faults.push({el: other, why: 'changed without being announced (no live region, focus did not move)'});
    return faults;
  };
  gate.actions = () => gate.all('button[type=button],[hx-get]:is(a,button)')
    .filter(el => gate.drawn(el) && !gate.disabled(el) && !el.closest('[data-gate-leave]')).map(number);
  gate.focusOn = id => { const el = gate.all(gate.FOCUSABLE).find(one => numbers.get(one) === id); el?.focus(); return Boolean(el); };

  const boxOf = el => {
    const box = el.getBoundingClientRect();
    return {id: number(el), path: gate.path(el), x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height};
  };
  gate.controls = selector => gate.all(selector).filter(el => gate.drawn(el) && !gate.disabled(el)).map(boxOf);

  // Boxes to tick, also those drawn by their label while the input itself is transparent.
  const ticks = () => gate.all('input[type=checkbox],input[type=radio]');
  gate.choices = () => ticks().filter(el => gate.present(el) && !gate.disabled(el)).map(boxOf);
  const tick = id => ticks().find(one => numbers.get(one) === id);
  gate.toggle = id => { const el = tick(id); el.checked = !el.checked; return el.checked; };
  gate.labelBox = id => {
    const boxes = [tick(id), ...tick(id).labels].map(one => one.getBoundingClientRect());
    const [x, y] = [Math.min(...boxes.map(box => box.left)), Math.min(...boxes.map(box => box.top))];
    const [right, bottom] = [Math.max(...boxes.map(box => box.right)), Math.max(...boxes.map(box => box.bottom))];
    return {x: x + scrollX, y: y + scrollY, width: right - x, height: bottom - y};
  };
})(window.__gate);
