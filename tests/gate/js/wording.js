// Links, false headings and lists, the language of texts, and reading direction.
(gate => {
  const VAGUE = new Set(('klik hier,hier,lees meer,lees verder,meer,link,verder,meer informatie,meer info,details,bekijk,' +
    'deze pagina,ga naar,open,download,info,read more,click here,here,more,more information,learn more,this page').split(','));
  const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '').trim();

  gate.linkTexts = () => {
    const seen = new Map();
    return gate.all('a[href]').filter(el => gate.present(el) && !el.closest('[data-own-words]')).flatMap(el => {
      const name = plain(gate.name(el));
      if (VAGUE.has(name)) return [{el, why: `link text "${name}" does not say where it goes`}];
      if (/^(https?|www)/.test(name)) return [{el, why: 'a web address as link text'}];
      const before = seen.get(name);
      seen.set(name, before || el.href);
      return name && before && before !== el.href ? [{el, why: `two links called "${name}" go to different places`}] : [];
    });
  };

  gate.newWindows = () => gate.all('a[target=_blank]').filter(gate.present)
    .filter(el => !/nieuw (venster|tabblad)|new (window|tab)/i.test(gate.name(el)))
    .map(el => ({el, why: 'opens a new window without saying so'}));

  const HOLDS = 'h1,h2,h3,h4,h5,h6,[role=heading],label,button,a,table,dt,dd,legend,figcaption,summary,nav,header,footer,caption';
  gate.fakeHeadings = () => {
    const body = parseFloat(getComputedStyle(document.body).fontSize);
    return gate.all('p,div,span,strong,b').filter(el => {
      const text = gate.text(el);
      if (!gate.drawn(el) || el.closest(HOLDS + ',[data-own-words]') || el.querySelector(HOLDS) || el.closest('li')) return false;
      if (text.length < 3 || text.length > 70 || /[.?:;,]$/.test(text) || !/\p{L}{3}/u.test(text)) return false;
      const outer = el.matches('p,div') ? el : el.parentElement;
      if (outer !== el && gate.text(outer) !== text) return false;
      if (el.matches('div') && [...el.children].some(child => getComputedStyle(child).display === 'block')) return false;
      const style = getComputedStyle(el);
      const loud = Number(style.fontWeight) >= 600 || parseFloat(style.fontSize) >= body * 1.2;
      const next = outer.nextElementSibling;
      return loud && getComputedStyle(outer).display !== 'inline' && next !== null &&
        gate.text(next).length > text.length && next.matches('p,div,ul,ol,table,form,section');
    }).map(el => ({el, why: 'looks like a heading and is none'}));
  };

  const BULLET = /^\s*([-–—•*·▪►✓]|\d{1,2}[.)])\s+\S/;
  gate.fakeLists = () => gate.all('main, main *').flatMap(el => {
    if (el.matches('ul,ol,table,tr,pre,svg,svg *') || el.closest('[data-own-words]')) return [];
    const own = el.matches('p,div,td,dd') && el.querySelector('br') ? el.innerText.split('\n') : [];
    if (own.filter(line => BULLET.test(line)).length >= 2) return [{el, why: 'lines that look like a list and are none'}];
    const rows = [...el.children].filter(child => child.matches('p,div,span') && BULLET.test(gate.text(child)));
    return rows.length >= 2 ? [{el: rows[0], why: 'paragraphs that look like a list and are none'}] : [];
  });

  const WORDS = {
    nl: 'de het een en van in op is dat die voor met niet aan te je ik wij we u er om ook maar dan naar wat wie zijn hebt kan bij jij deze dit uit als nog wel heeft wordt worden jouw onze geen of hoe hier waar'.split(' '),
    en: 'the a an and of to in is that for with not you i we on it this are be have can your our or how what who when from by at as will do does if but there their was were'.split(' '),
    pl: 'i w na z do nie się jest że o jak to dla od po za ale czy być przez tym może są'.split(' '),
    tr: 've bir bu için ile de da mi ne çok daha gibi ama olarak var yok sen ben siz biz kadar'.split(' '),
  };
  gate.guessLanguage = text => {
    const letters = text.match(/\p{L}/gu) || [];
    const share = script => letters.filter(letter => script.test(letter)).length / (letters.length || 1);
    if (share(/\p{Script=Arabic}/u) > 0.5) return 'ar';
    if (share(/\p{Script=Cyrillic}/u) > 0.5) return 'uk';
    const words = text.toLowerCase().match(/\p{L}+/gu) || [];
    if (words.length < 6) return null;
    const scores = Object.entries(WORDS).map(([lang, list]) => [words.filter(word => list.includes(word)).length, lang]);
    const [best, second] = scores.sort((one, two) => two[0] - one[0]);
    return best[0] >= 3 && best[0] >= 2 * second[0] ? best[1] : null;
  };

  const langOf = el => (el.closest('[lang]')?.lang || '').toLowerCase().split('-')[0];
  gate.languages = () => {
    const faults = [];
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang))
      faults.push({el: document.documentElement, why: 'html has no valid lang'});
    const whole = gate.guessLanguage(gate.text(document.body));
    if (whole && whole !== langOf(document.documentElement))
      faults.push({el: document.documentElement, why: `the page reads as ${whole}, lang says "${document.documentElement.lang}"`});
    const blocks = gate.all(gate.BLOCK + ',a,span').filter(el => gate.present(el) && !el.querySelector(gate.BLOCK));
    blocks.filter(el => !el.closest('[data-own-words]')).forEach(el => {
      const found = gate.guessLanguage(gate.text(el));
      if (found && found !== langOf(el)) faults.push({el, why: `reads as ${found}, lang says "${langOf(el)}"`});
    });
    return faults;
  };

  const RIGHT = /[\u0590-\u08ff]/g;
  gate.directions = () => {
    const blocks = gate.all(gate.BLOCK + ',a,span').filter(el => gate.present(el) && !el.querySelector(gate.BLOCK));
    const wrong = blocks.filter(el => {
      const text = gate.text(el);
      const right = (text.match(RIGHT) || []).length > text.replace(/[^\p{L}]/gu, '').length / 2;
      return right !== (getComputedStyle(el).direction === 'rtl') && /\p{L}/u.test(text) && (right || !el.closest('[dir=auto]'));
    });
    return wrong.map(el => ({el, why: 'reading direction does not fit the script'}));
  };

  gate.symbols = () => gate.all('body *').filter(el => gate.present(el) && !el.closest('[data-own-words]') &&
    [...el.childNodes].some(node => node.nodeType === 3 && /\p{Extended_Pictographic}/u.test(node.data.replace(/[©®™]/g, ''))))
    .map(el => ({el, why: 'emoji or picture sign used as icon'}));
})(window.__gate);
