/** The button that switches between light and dark; the choice is kept. */
export function setUpTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  button?.addEventListener('click', () => {
    const { dataset } = document.documentElement;
    const isDark =
      dataset.theme === undefined
        ? matchMedia('(prefers-color-scheme: dark)').matches
        : dataset.theme === 'dark';
    dataset.theme = isDark ? 'light' : 'dark';
    store('ocip-theme', dataset.theme);
  });
}

/** Some browsers refuse to keep anything for files. */
export function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It holds for this page alone.
  }
}

export function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
