import { store, stored } from './theme.js';

/** The box that shows or hides what is deprecated; the choice is kept. */
export function setUpFilter(): void {
  const box = document.querySelector<HTMLInputElement>('input[data-filter="deprecated"]');
  if (box === null) return;
  const apply = (): void => {
    document.body.classList.toggle('hide-old', !box.checked);
  };
  box.checked = stored('ocip-deprecated') !== 'hidden';
  box.addEventListener('change', () => {
    store('ocip-deprecated', box.checked ? 'shown' : 'hidden');
    apply();
  });
  apply();
}
