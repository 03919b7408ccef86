type Child = Node | string | null;

/** A new element with attributes (null: without it) and what stands inside. Texts stay texts, whatever is written in them. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number | null>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, String(value));
  element.append(...children.filter((child) => child !== null));
  return element;
}
