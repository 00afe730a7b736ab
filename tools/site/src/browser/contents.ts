/** Marks the heading that is being read, and folds the navigation away where there is no room for it. */
export function setUpContents(): void {
  const aside = document.querySelector<HTMLDetailsElement>('.aside details');
  if (aside !== null && matchMedia('(max-width: 62rem)').matches) aside.open = false;
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  if (links.size === 0) return;
  const headings = [...links.keys()]
    .map((id) => document.getElementById(id))
    .filter((heading) => heading !== null);
  const mark = (): void => {
    const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < 140);
    const current = links.get((passed ?? headings[0])?.id ?? '');
    for (const link of links.values()) {
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  let isWaiting = false;
  addEventListener(
    'scroll',
    () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}
