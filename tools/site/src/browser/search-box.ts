import { SEARCH_GLOBAL, type SearchData } from '../search/data.js';
import { SearchEngine, type Hit } from '../search/engine.js';
import { wordsOf } from '../search/words.js';

const kindLabels = {
  request: 'request',
  response: 'response',
  type: 'type',
  enumeration: 'enum',
  simple: 'simple',
  guide: 'guide',
} as const;

/** The search of the header: an index that is loaded when it is first needed, and a list of hits. */
export function setUpSearch(root: string): void {
  const input = document.querySelector<HTMLInputElement>('#q');
  const list = document.querySelector<HTMLElement>('#hits');
  const status = document.querySelector<HTMLElement>('#hit-count');
  if (input === null || list === null || status === null) return;
  new SearchBox(root, input, list, status);
}

class SearchBox {
  readonly #root: string;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status: HTMLElement;
  #engine: Promise<SearchEngine> | undefined;
  #active = -1;

  constructor(root: string, input: HTMLInputElement, list: HTMLElement, status: HTMLElement) {
    this.#root = root;
    this.#input = input;
    this.#list = list;
    this.#status = status;
    input.addEventListener('focus', () => {
      void this.#load();
      if (input.value !== '') void this.#update();
    });
    input.addEventListener('input', () => void this.#update());
    input.addEventListener('keydown', (event) => this.#onKey(event));
    document.addEventListener('keydown', (event) => this.#onShortcut(event));
    document.addEventListener('click', ({ target }) => {
      if (target instanceof Node && !list.contains(target) && target !== input) this.#close();
    });
  }

  /** By a script, since pages that are opened as files may not fetch. */
  #load(): Promise<SearchEngine> {
    return (this.#engine ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${this.#root}assets/search-index.js`;
      script.onload = () => {
        const data = (globalThis as Record<string, unknown>)[SEARCH_GLOBAL] as SearchData;
        resolve(new SearchEngine(data));
      };
      script.onerror = () => {
        this.#engine = undefined;
        reject(new Error('The search index could not be loaded.'));
      };
      document.head.append(script);
    }));
  }

  async #update(): Promise<void> {
    const query = this.#input.value.trim();
    if (query === '') {
      this.#close();
      return;
    }
    let engine: SearchEngine;
    try {
      engine = await this.#load();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
      return;
    }
    // Somebody typed on while the index was loaded.
    if (query !== this.#input.value.trim()) return;
    const { hits, total } = engine.search(query);
    if (hits.length === 0) {
      this.#say(`Nothing found for “${query}”.`);
      return;
    }
    this.#show(hits, query);
    this.#status.textContent = `${String(total)} results`;
  }

  #say(text: string): void {
    const line = document.createElement('p');
    line.textContent = text;
    this.#list.replaceChildren(line);
    this.#list.setAttribute('role', 'presentation');
    this.#open();
    this.#status.textContent = text;
  }

  #show(hits: readonly Hit[], query: string): void {
    const terms = wordsOf(query);
    this.#list.setAttribute('role', 'listbox');
    this.#list.replaceChildren(...hits.map((hit, i) => this.#option(hit, i, terms)));
    this.#open();
    this.#list.scrollTop = 0;
    this.#select(0);
  }

  #option(hit: Hit, index: number, terms: readonly string[]): HTMLElement {
    const option = document.createElement('a');
    option.id = `hit-${String(index)}`;
    option.href = this.#root + hit.path;
    option.setAttribute('role', 'option');
    option.tabIndex = -1;
    option.className = hit.isDeprecated ? 'hit old' : 'hit';
    const title = document.createElement('b');
    title.append(...marked(hit.title, terms));
    const kind = document.createElement('small');
    kind.textContent = hit.isDeprecated
      ? `${kindLabels[hit.kind]}, deprecated`
      : kindLabels[hit.kind];
    option.append(title, kind);
    if (hit.reason !== undefined) {
      const reason = document.createElement('span');
      reason.className = 'reason';
      reason.append(...marked(hit.reason, terms));
      option.append(reason);
    }
    if (hit.summary !== '') {
      const summary = document.createElement('span');
      summary.textContent = hit.summary;
      option.append(summary);
    }
    option.addEventListener('mousemove', () => this.#select(index));
    return option;
  }

  #onKey(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#list.hidden) return;
        event.preventDefault();
        this.#move(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter': {
        const hit = this.#options()[this.#active];
        if (hit === undefined || this.#list.hidden) return;
        event.preventDefault();
        this.#close();
        hit.click();
        break;
      }
      case 'Escape':
        event.preventDefault();
        if (this.#list.hidden) this.#input.blur();
        else this.#close();
        break;
      case 'Tab':
        this.#close();
    }
  }

  #onShortcut(event: KeyboardEvent): void {
    const isTyping =
      event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    const isSlash =
      event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!isSlash && !isCtrlK) return;
    event.preventDefault();
    this.#input.focus();
    this.#input.select();
  }

  #options(): readonly HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=option]')];
  }

  #move(by: number): void {
    const count = this.#options().length;
    if (count > 0) this.#select((this.#active + by + count) % count);
    this.#options()[this.#active]?.scrollIntoView({ block: 'nearest' });
  }

  #select(index: number): void {
    this.#active = index;
    this.#options().forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index));
    });
    this.#input.setAttribute('aria-activedescendant', `hit-${String(index)}`);
  }

  #open(): void {
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
  }

  #close(): void {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    this.#status.textContent = '';
  }
}

/** The text, with what was typed marked. */
function marked(text: string, terms: readonly string[]): readonly (Node | string)[] {
  const wanted = terms.filter((term) => term.length > 1).sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [text];
  const pattern = new RegExp(`(${wanted.join('|')})`, 'gi');
  return text.split(pattern).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const mark = document.createElement('mark');
    mark.textContent = piece;
    return mark;
  });
}
