/** Puts a button on each block of code that copies it as it is. */
export function addCopyButtons(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.code')) {
    const code = block.querySelector('pre');
    if (code === null) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${code.getAttribute('aria-label') ?? 'code'}`);
    button.addEventListener('click', () => {
      void copy(code.textContent).then((isCopied) => {
        button.textContent = isCopied ? 'Copied' : 'Press Ctrl-C';
        setTimeout(() => (button.textContent = 'Copy'), 1500);
        if (!isCopied) getSelection()?.selectAllChildren(code);
      });
    });
    block.append(button);
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
