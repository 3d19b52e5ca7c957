// What every rule needs: is it there, what does it say, and how do we name it to the maker.
window.__gate = {};
(gate => {
  gate.all = (selector, root = document) => [...root.querySelectorAll(selector)];
  gate.FOCUSABLE = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,' +
    '[contenteditable=""],[contenteditable=true],[tabindex]';
  gate.BLOCK = 'p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,label,legend,figcaption,caption,blockquote,summary,button';

  // In the accessibility tree and laid out; a visually hidden text counts.
  gate.present = el => el.isConnected && el.checkVisibility({checkVisibilityCSS: true}) &&
    el.getClientRects().length > 0;

  // Drawn where eyes can see it: not clipped to a dot, not pushed off the page, not transparent.
  gate.drawn = el => {
    if (!gate.present(el) || !el.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})) return false;
    const box = el.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) return false;
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    for (let at = el; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clip !== 'auto' && style.position === 'absolute') return false;
      if (/inset\((50|100)%/.test(style.clipPath)) return false;
    }
    return true;
  };

  gate.squeeze = text => (text || '').replace(/\s+/g, ' ').trim();
  gate.text = el => gate.squeeze(el.innerText ?? el.textContent);

  gate.path = el => {
    if (el === document || el === document.documentElement) return 'html';
    let name = el.localName;
    if (el.id) name += `#${el.id}`;
    else if (el.classList.length) name += `.${[...el.classList].join('.')}`;
    else if (el.getAttribute('name')) name += `[name=${el.getAttribute('name')}]`;
    const text = gate.text(el).slice(0, 50);
    return text ? `${name} "${text}"` : `${name} in ${el.parentElement ? gate.path(el.parentElement) : 'page'}`;
  };
  gate.report = items => items.map(item => ({where: gate.path(item.el), why: item.why}));

  // The name as an author sees it; the tree of the browser itself is asked in rules/forms.py.
  gate.name = el => {
    const ids = (el.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
    const referred = ids.map(id => document.getElementById(id)?.textContent || '').join(' ');
    const alts = gate.all('img[alt],svg[aria-label]', el).map(i => i.alt || i.getAttribute('aria-label')).join(' ');
    return gate.squeeze(referred) || gate.squeeze(el.getAttribute('aria-label')) ||
      gate.squeeze(`${el.textContent} ${alts}`) || gate.squeeze(el.getAttribute('title'));
  };

  gate.label = field => gate.squeeze(field.getAttribute('aria-label')) ||
    gate.squeeze([...(field.labels || [])].map(label => label.textContent).join(' '));

  gate.natural = 'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,' +
    '[contenteditable=""],[contenteditable=true]';
  gate.disabled = el => el.matches(':disabled') || el.closest('[inert]') !== null;

  // Everything a person with a mouse can operate and that Tab should reach, radio groups once.
  gate.targets = () => {
    const groups = new Set();
    return gate.all(gate.natural + ',[tabindex="0"]').filter(el => {
      if (gate.disabled(el) || !gate.present(el)) return false;
      if (el.closest('[aria-hidden=true]')) return false;
      if (el.localName === 'summary' && el.parentElement?.localName !== 'details') return false;
      if (el.type !== 'radio') return true;
      const group = `${el.form?.id}/${el.name}`;
      const chosen = gate.all('input[type=radio]').some(o => o.name === el.name && o.checked && o.form === el.form);
      if (chosen && !el.checked) return false;
      return !groups.has(group) && groups.add(group);
    });
  };

  gate.rgb = color => (color.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  gate.luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  gate.contrast = (one, two) => {
    const [low, high] = [gate.luminance(one), gate.luminance(two)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  gate.background = el => {
    for (let at = el; at; at = at.parentElement) {
      const color = gate.rgb(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0.9) return color;
    }
    return [255, 255, 255];
  };
})(window.__gate);
