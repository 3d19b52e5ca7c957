// The exam's own clean behaviour: a filter that tells what it did, a copy button, a tip that Escape removes.
const asks = [...document.querySelectorAll('.asks > li')];
document.querySelectorAll('[data-kind]').forEach(button => button.addEventListener('click', () => {
  asks.forEach(ask => { ask.hidden = button.dataset.kind !== 'alles' && ask.dataset.is !== button.dataset.kind; });
  document.querySelectorAll('[data-kind]').forEach(other => other.setAttribute('aria-pressed', String(other === button)));
  const count = asks.filter(ask => !ask.hidden).length;
  document.querySelector('#told').textContent = count === 1 ? 'Je ziet nu 1 bericht.' : `Je ziet nu ${count} berichten.`;
}));
document.querySelector('#copy')?.addEventListener('click', () => {
  document.querySelector('#told').textContent = 'De tekst is gekopieerd.';
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelectorAll('.tip').forEach(tip => tip.classList.add('away'));
});
