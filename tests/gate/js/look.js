// look.md: type, lines, one primary button, no gradients; and edges of fields in the page's own colours.
(gate => {
  gate.typeSizes = () => {
    const size = el => parseFloat(getComputedStyle(el).fontSize);
    const faults = size(document.body) < 18 ? [{el: document.body, why: `body text is ${size(document.body)} px, expected 18`}] : [];
    const small = gate.all('body *').filter(el => gate.drawn(el) && !el.closest('svg') && size(el) < 14 &&
      [...el.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    return [...faults, ...small.map(el => ({el, why: `text of ${size(el)} px, expected 14 or more`}))];
  };

  gate.lineLengths = () => gate.all('main p, main li, main dd').filter(el => gate.drawn(el) && !el.querySelector(gate.BLOCK)).flatMap(el => {
    const range = document.createRange();
    range.selectNodeContents(el);
    const tops = new Set([...range.getClientRects()].filter(box => box.width > 20).map(box => Math.round(box.bottom / 8)));
    const mean = gate.text(el).length / (tops.size - 0.5);
    return tops.size > 2 && mean > 80 ? [{el, why: `lines of about ${Math.round(mean)} characters, expected at most 65`}] : [];
  });

  gate.onePrimary = selector => gate.all(selector).filter(gate.drawn).slice(1)
    .map(el => ({el, why: 'a second primary button on one screen'}));

  gate.gradients = () => gate.all('body, body *').filter(el => gate.drawn(el) && /gradient\(/.test(getComputedStyle(el).backgroundImage))
    .map(el => ({el, why: 'gradient behind content'}));

  gate.fieldEdges = () => gate.all('input:not([type=hidden],[type=checkbox],[type=radio],[type=range],[type=submit]),select,textarea')
    .filter(el => gate.drawn(el) && !el.disabled).filter(el => {
      const style = getComputedStyle(el);
      const around = gate.background(el.parentElement);
      const sides = ['Top', 'Right', 'Bottom', 'Left'].filter(at => parseFloat(style[`border${at}Width`]) > 0 && style[`border${at}Style`] !== 'none');
      const edge = sides.length && sides.every(at => gate.contrast(gate.rgb(style[`border${at}Color`]), around) >= 3);
      return !edge && gate.contrast(gate.background(el), around) < 3;
    }).map(el => ({el, why: 'edge of the field has less than 3:1 contrast'}));
})(window.__gate);
