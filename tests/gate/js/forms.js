// Fields: groups, tokens, errors, pasting, dragging.
(gate => {
  const fields = () => gate.all('input:not([type=hidden],[type=submit],[type=button],[type=image],[type=reset]),select,textarea');

  gate.choiceGroups = () => {
    const groups = new Map();
    gate.all('input[type=radio],input[type=checkbox]').filter(el => el.name).forEach(el => {
      const key = `${el.type}/${el.name}/${el.form?.id}`;
      groups.set(key, [...(groups.get(key) || []), el]);
    });
    return [...groups.values()].filter(list => list.length > 1).flatMap(([el]) => {
      const group = el.closest('fieldset,[role=radiogroup],[role=group]');
      if (!group) return [{el, why: 'choices that belong together without fieldset'}];
      const name = group.localName === 'fieldset' ? gate.squeeze(group.querySelector(':scope > legend')?.textContent) : '';
      return name || gate.squeeze(group.getAttribute('aria-label')) || group.getAttribute('aria-labelledby')
        ? [] : [{el: group, why: 'the group of choices has no question (legend)'}];
    });
  };

  // A trap for machines is hidden from eye, ear and keyboard alike: nobody needs to read its label.
  const trap = el => el.tabIndex < 0 && el.closest('[aria-hidden=true]') !== null;

  gate.visibleLabels = () => fields().filter(el => gate.present(el) && !trap(el)).flatMap(el => {
    const labels = [...(el.labels || [])].filter(label => gate.drawn(label) && gate.text(label));
    if (labels.length || el.getAttribute('aria-labelledby')) return [];
    if (el.type === 'search' && gate.label(el)) return [];
    return [{el, why: el.placeholder ? 'the placeholder is the only label' : 'field without visible label'}];
  });

  const TOKENS = [
    [/\bcode\b|inlogcode/i, ['one-time-code']],
    [/voornaam|given|first.?name/i, ['given-name', 'name', 'nickname']],
    [/achternaam|family|last.?name|surname/i, ['family-name']],
    [/e-?mail/i, ['email']],
    [/telefoon|mobiel|phone|\btel\b/i, ['tel', 'tel-national']],
    [/postcode|postal|zip/i, ['postal-code']],
    [/straat|adres(?!boek)|street|address/i, ['street-address', 'address-line1']],
    [/geboorte|birth|bday/i, ['bday', 'bday-day', 'bday-month', 'bday-year']],
    [/\bnaam\b|\bname\b/i, ['name', 'given-name', 'nickname', 'organization']],
  ];
  gate.autocomplete = () => fields().filter(el => el.matches('input') && gate.present(el)).flatMap(el => {
    if (el.matches('[type=search],[type=radio],[type=checkbox],[type=file]') || el.closest('[data-for-other]')) return [];
    const about = `${gate.label(el)} ${el.name.replace(/[_-]/g, ' ')} ${el.type === 'email' || el.type === 'tel' ? el.type : ''}`;
    const rule = TOKENS.find(([pattern]) => pattern.test(about));
    if (!rule) return [];
    const token = (el.getAttribute('autocomplete') || '').trim().split(/\s+/).pop();
    return rule[1].includes(token) ? [] : [{el, why: `autocomplete is "${token}", expected ${rule[1].join(' or ')}`}];
  });

  gate.codeFields = () => gate.all('input[autocomplete~=one-time-code]').flatMap(el => {
    const faults = [];
    if (el.type === 'number') faults.push({el, why: 'a number field refuses the spaces people type in a code'});
    const digits = Number(el.dataset.digits || 6);
    if (el.maxLength > 0 && el.maxLength <= digits) faults.push({el, why: `maxlength ${el.maxLength} cuts off a code with spaces`});
    if (el.pattern && !new RegExp(`^(?:${el.pattern})$`, 'v').test('123 456'.slice(0, digits + 1)))
      faults.push({el, why: 'the pattern refuses a code with spaces'});
    return faults;
  });

  gate.pasteBlocked = () => fields().filter(el => gate.present(el) && !el.disabled && !el.readOnly).filter(el => {
    const event = new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: new DataTransfer()});
    el.dispatchEvent(event);
    return event.defaultPrevented;
  }).map(el => ({el, why: 'pasting is blocked'}));

  const ids = (el, attribute) => (el.getAttribute(attribute) || '').split(/\s+/).filter(Boolean);
  const describes = el => [...ids(el, 'aria-describedby'), ...ids(el, 'aria-errormessage')].map(id => document.getElementById(id));
  gate.errors = selector => {
    const invalid = fields().filter(el => el.getAttribute('aria-invalid') === 'true');
    const messages = gate.all(selector).filter(el => gate.drawn(el) && gate.text(el));
    const faults = [];
    const linked = new Set(gate.all('[aria-describedby],[aria-errormessage]').flatMap(describes));
    messages.filter(el => ![...linked].some(target => target && (target === el || target.contains(el))))
      .forEach(el => faults.push({el, why: 'no field points to this error (aria-describedby)'}));
    const fieldOf = el => [...gate.all('[aria-describedby],[aria-errormessage]')].find(f => describes(f).some(d => d && (d === el || d.contains(el))));
    messages.map(el => [el, fieldOf(el)]).filter(([, field]) => field && field.getAttribute('aria-invalid') !== 'true' &&
      !field.querySelector?.('[aria-invalid=true]')).forEach(([el]) => faults.push({el, why: 'the field of this error is not aria-invalid'}));
    invalid.filter(el => !describes(el).some(target => target && target.matches(selector) && gate.text(target)))
      .forEach(el => faults.push({el, why: 'aria-invalid without a visible error that it points to'}));
    return [...faults, ...summary(invalid, messages)];
  };
  const summary = (invalid, messages) => {
    const page = document.documentElement;
    const started = /^(fout|error):/i.test(document.title);
    if (!invalid.length && !messages.length) return started ? [{el: page, why: 'the title says "Fout:" and nothing is wrong'}] : [];
    const faults = started ? [] : [{el: page, why: 'errors on the page and the title does not start with "Fout:"'}];
    const box = gate.all('[role=alert],[tabindex="-1"],[data-error-summary]')
      .find(el => !el.matches('main,body') && gate.present(el) && gate.all('a[href^="#"]', el).some(gate.present));
    if (!box) return [...faults, {el: page, why: 'no error summary with links to the fields'}];
    const linked = gate.all('a[href^="#"]', box).map(el => el.hash.slice(1));
    invalid.filter(el => !linked.includes(el.id)).forEach(el => faults.push({el, why: 'the error summary has no link to this field'}));
    if (!(box === document.activeElement || box.contains(document.activeElement)))
      faults.push({el: box, why: 'the error summary does not get focus'});
    return faults;
  };

  gate.dragging = () => gate.all('[draggable=true]').filter(el => el.localName !== 'img' && gate.present(el))
    .filter(el => !gate.all('button', el.closest('li,tr,article') || el).some(gate.present))
    .map(el => ({el, why: 'can be dragged and has no buttons that do the same'}));
})(window.__gate);
