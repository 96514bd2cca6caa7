// Building elements without a framework.

export type Child = Node | string | number | null | undefined | false | Child[];
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

function append(parent: Element | DocumentFragment, child: Child): void {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) child.forEach((each) => append(parent, each));
  else parent.append(child instanceof Node ? child : String(child));
}

/** An element with attributes (functions become listeners) and children. Text is always text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}

const remembered = new Map<string, boolean>();
/** A collapsible part that keeps its state when the page is drawn again. */
export function fold(id: string, title: Child, content: () => Child, open = false): HTMLDetailsElement {
  const shown = remembered.get(id) ?? open;
  const part = h('details', { id, open: shown }, h('summary', {}, title));
  let filled = false;
  const fill = (): void => {
    if (filled) return;
    filled = true;
    append(part, content());
  };
  if (shown) fill();
  part.addEventListener('toggle', () => {
    if (part.open) fill();
    // The event also comes when a part is made open; only what the reader chose is kept.
    if (!part.dataset.printing && part.open !== (remembered.get(id) ?? open)) remembered.set(id, part.open);
  });
  part.addEventListener('budian-fill', fill);
  return part;
}

/** A numbered section of the page. */
export function section(id: string, title: string, lead: Child, ...children: Child[]): HTMLElement {
  return h('section', { id }, h('h2', {}, title), lead ? h('p', { class: 'lead' }, lead) : null, children);
}
