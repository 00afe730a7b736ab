import { store, stored } from './theme.js';

const KEY = 'ocip-example';

/** Shows the examples of a page one at a time, under tabs; the kind chosen last is shown first. */
export function setUpExamples(): void {
  for (const box of document.querySelectorAll<HTMLElement>('.examples')) setUp(box);
}

function setUp(box: HTMLElement): void {
  const panels = [...box.querySelectorAll<HTMLElement>('.example')];
  if (panels.length < 2) return;
  const bar = document.createElement('div');
  bar.className = 'tabs';
  bar.setAttribute('role', 'tablist');
  bar.setAttribute('aria-label', 'Examples');
  const tabs = panels.map((panel) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `tab-${panel.id}`;
    tab.textContent = panel.querySelector('h3')?.textContent ?? '';
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    bar.append(tab);
    return tab;
  });
  const show = (chosen: number): void => {
    panels.forEach((panel, i) => (panel.hidden = i !== chosen));
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === chosen));
      tab.tabIndex = i === chosen ? 0 : -1;
    });
  };
  const choose = (chosen: number): void => {
    show(chosen);
    tabs[chosen]?.focus();
    store(KEY, panels[chosen]?.id ?? '');
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => choose(i));
    tab.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowRight') choose((i + 1) % tabs.length);
      else if (key === 'ArrowLeft') choose((i + tabs.length - 1) % tabs.length);
    });
  });
  box.prepend(bar);
  box.classList.add('tabbed');
  const wanted = (id: string | null): number => panels.findIndex((panel) => panel.id === id);
  show(Math.max(0, wanted(location.hash.slice(1)), wanted(stored(KEY))));
  addEventListener('hashchange', () => {
    const at = wanted(location.hash.slice(1));
    if (at >= 0) show(at);
  });
}
