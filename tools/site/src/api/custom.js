/* global document, localStorage */
// Where light or dark is chosen here, the rest of the site follows.
document.getElementById('tsd-theme')?.addEventListener('change', (event) => {
  const chosen = event.target.value;
  if (chosen === 'os') localStorage.removeItem('ocip-theme');
  else localStorage.setItem('ocip-theme', chosen);
});
