/** The element's look. Sites change it by the custom properties named at the top; `color-scheme` of the site decides on dark. */
export const embedStyle = `
:host {
  --ink: var(--hubwerk-ink, light-dark(#16191d, #f1efe8));
  --quiet: var(--hubwerk-ink-quiet, light-dark(#4a5058, #b3b8bf));
  --ground: var(--hubwerk-ground, light-dark(#fff, #1b1f24));
  --line: var(--hubwerk-line, light-dark(#d9d7cf, #30363d));
  --accent: var(--hubwerk-accent, light-dark(#005f73, #6cc5d6));
  --radius: var(--hubwerk-radius, 6px);
  display: block;
  color: var(--ink);
  font: 1rem/1.45 var(--hubwerk-font, inherit);
  font-variant-numeric: tabular-nums;
}
:host(:not([hidden])) { color-scheme: inherit; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: 6px; margin-bottom: 12px; }
button { min-height: 44px; padding: 6px 14px; border: 1.5px solid currentColor; border-radius: var(--radius); background: none; color: inherit; font: inherit; cursor: pointer; }
button[aria-pressed='true'] { background: var(--ink); color: var(--ground); }
h3, h4, p { margin: 0; font-size: 1rem; }
h3 { margin-bottom: 8px; font-size: 1.15em; }
ol { margin: 0; padding: 0; list-style: none; }
li, td.session { padding: 8px 12px; border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: var(--radius); background: var(--ground); }
li + li { margin-top: 6px; }
a { color: inherit; font-weight: 700; text-underline-offset: 0.18em; text-decoration-thickness: 1px; overflow-wrap: anywhere; }
li a, td a { display: inline-block; padding-block: 4px; }
.quiet { color: var(--quiet); font-size: 0.9em; }
.foot { margin-top: 12px; }
.frame { overflow-x: auto; }
table { width: 100%; border-collapse: separate; border-spacing: 4px; }
th { padding: 4px 8px 4px 0; color: var(--quiet); font-size: 0.9em; text-align: start; vertical-align: top; white-space: nowrap; }
td { min-width: 9em; padding: 0; vertical-align: top; }
`;
