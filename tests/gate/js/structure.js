// Title, headings, landmarks, tables, and mark-up that carries style or behaviour.
(gate => {
  const page = document.documentElement;

  gate.title = () => {
    const title = gate.squeeze(document.title);
    const words = title.match(/\p{L}+/gu) || [];
    const empty = /^(home|pagina|page|untitled|document|index|naamloos|wijkplein)$/i;
    if (!title) return [{el: page, why: 'the page has no title'}];
    if (words.length < 2 || empty.test(title)) return [{el: page, why: `title "${title}" does not say what the page is for`}];
    return [];
  };

  gate.oneHeading = () => {
    const found = gate.all('h1,[role=heading][aria-level="1"]').filter(gate.present);
    return found.length === 1 ? [] : [{el: found[1] || page, why: `${found.length} headings of level 1, expected 1`}];
  };

  const level = el => Number(el.getAttribute('aria-level') || el.localName[1]);
  gate.headingOrder = () => {
    const found = gate.all('h1,h2,h3,h4,h5,h6,[role=heading]').filter(gate.present);
    return found.flatMap((el, index) => {
      const before = index ? level(found[index - 1]) : 0;
      return level(el) > before + 1 ? [{el, why: `level ${level(el)} follows level ${before}`}] : [];
    });
  };

  const inContent = el => el.closest('article,aside,main,nav,section') !== null;
  gate.landmarks = () => {
    const faults = [];
    const mains = gate.all('main,[role=main]').filter(gate.present);
    if (mains.length !== 1) faults.push({el: page, why: `${mains.length} main landmarks, expected 1`});
    const banners = gate.all('header,[role=banner]').filter(el => el.getAttribute('role') || !inContent(el.parentElement));
    if (banners.length !== 1) faults.push({el: page, why: `${banners.length} page headers, expected 1`});
    const feet = gate.all('footer,[role=contentinfo]').filter(el => el.getAttribute('role') || !inContent(el.parentElement));
    if (feet.length !== 1) faults.push({el: page, why: `${feet.length} page footers, expected 1`});
    const menus = gate.all('nav,[role=navigation]').filter(gate.present);
    if (!menus.length) faults.push({el: page, why: 'no navigation landmark'});
    const names = menus.map(el => (el.ariaLabel || el.getAttribute('aria-labelledby') || '').toLowerCase());
    menus.forEach((el, index) => {
      if (menus.length > 1 && !names[index]) faults.push({el, why: 'one of several navigation landmarks has no name'});
      else if (names.indexOf(names[index]) < index) faults.push({el, why: 'two navigation landmarks have the same name'});
    });
    return mains.length ? [...faults, ...outside()] : faults;
  };

  const LAND = 'main,nav,aside,header,footer,dialog,[role=main],[role=banner],[role=navigation],[role=contentinfo],' +
    '[role=complementary],[role=search],[role=region],[role=alert],[role=status],[role=dialog],section[aria-label],form[aria-label]';
  const outside = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faults = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      if (!node.data.trim() || !gate.present(el) || el.closest(LAND)) continue;
      if (el.closest('a')?.getAttribute('href')?.startsWith('#')) continue;
      faults.push({el, why: 'text stands outside every landmark'});
    }
    return faults;
  };

  gate.positiveTabindex = () => gate.all('[tabindex]').filter(el => el.tabIndex > 0)
    .map(el => ({el, why: `tabindex ${el.tabIndex} overrules the order of the page`}));

  gate.inlineCode = allowedStyle => gate.all('*').flatMap(el => {
    const inSvg = el.closest('svg') !== null;
    const faults = [];
    if (el.hasAttribute('style') && !inSvg) faults.push({el, why: 'style attribute (the CSP forbids it)'});
    const handler = el.getAttributeNames().find(name => /^on[a-z]+$/.test(name));
    if (handler) faults.push({el, why: `inline handler ${handler}`});
    if (/^\s*javascript:/i.test(el.getAttribute('href') || '')) faults.push({el, why: 'javascript: address'});
    if (el.localName === 'style' && !el.nonce && (!allowedStyle || el.textContent !== allowedStyle)) faults.push({el, why: 'style element without nonce'});
    const data = /json|html|template/.test(el.type || '');
    if (el.localName === 'script' && !el.src && !el.nonce && !data) faults.push({el, why: 'inline script without nonce'});
    return faults;
  });

  gate.tables = () => gate.all('table').filter(gate.present).flatMap(el => {
    if (['presentation', 'none'].includes(el.getAttribute('role'))) return [];
    const heads = gate.all('th', el);
    const faults = [];
    if (!heads.length) faults.push({el, why: 'table without header cells'});
    if (heads.some(th => !th.scope && !th.id)) faults.push({el, why: 'header cell without scope'});
    if (!el.caption && !el.getAttribute('aria-label') && !el.getAttribute('aria-labelledby'))
      faults.push({el, why: 'table without caption or name'});
    return faults;
  });

  const NEED = 'p,li,h1,h2,h3,h4,h5,h6,a[href],button,th,label,legend,figcaption,caption,dt,dd,ul,ol,summary,blockquote';
  const FILLED = 'img,svg,input,select,textarea,button,video,audio,canvas,iframe,object,meter,progress,hr';
  gate.emptyElements = () => gate.all(NEED).filter(el => {
    if (gate.squeeze(el.textContent) || el.querySelector(FILLED)) return false;
    if (el.matches('[role=status],[role=alert],[aria-live],template *') || el.closest('[hidden]')) return false;
    return !(el.matches('a,button') && gate.name(el));
  }).map(el => ({el, why: `empty ${el.localName} element`}));

  gate.brokenReferences = () => ['aria-labelledby', 'aria-describedby', 'aria-errormessage', 'aria-controls', 'for', 'headers']
    .flatMap(attribute => gate.all(`[${attribute}]`).flatMap(el => {
      const missing = el.getAttribute(attribute).split(/\s+/).filter(id => id && !document.getElementById(id));
      return missing.length ? [{el, why: `${attribute} points to "${missing.join(' ')}", which is not on the page`}] : [];
    }));

  gate.duplicateIds = () => {
    const ids = new Map();
    gate.all('[id]').forEach(el => ids.set(el.id, [...(ids.get(el.id) || []), el]));
    return [...ids].filter(([, els]) => els.length > 1).map(([id, els]) => ({el: els[1], why: `id "${id}" stands ${els.length} times`}));
  };

  gate.timers = () => gate.all('meta[http-equiv=refresh i]').map(el => ({el, why: 'the page moves on by itself after a while'}));

  gate.zoom = () => gate.all('meta[name=viewport]').filter(el => {
    const scale = /maximum-scale\s*=\s*([\d.]+)/.exec(el.content);
    return /user-scalable\s*=\s*(no|0)/.test(el.content) || (scale && Number(scale[1]) < 5);
  }).map(el => ({el, why: 'enlarging by pinching is switched off'}));

  gate.images = () => gate.all('img,svg,[role=img],input[type=image],area').filter(gate.present).flatMap(el => {
    if (el.closest('[aria-hidden=true]') || ['presentation', 'none'].includes(el.getAttribute('role'))) return [];
    const name = gate.squeeze(el.getAttribute('alt') || el.getAttribute('aria-label') ||
      el.querySelector(':scope > title')?.textContent);
    if (/\.(jpe?g|png|gif|webp|svg)$|^(foto|afbeelding|image|img[\s_-]?\d+|dsc\d+)$/i.test(name))
      return [{el, why: `text alternative "${name}" says nothing`}];
    if (el.localName === 'img') return el.hasAttribute('alt') ? [] : [{el, why: 'image without alt'}];
    if (el.localName === 'svg' && el.closest('a,button,label,summary') && gate.name(el.closest('a,button,label,summary'))) return [];
    return name || el.getAttribute('aria-labelledby') ? [] : [{el, why: 'drawing without a name and not marked as decoration'}];
  });
})(window.__gate);
