/**
 * What a journey needs of a browser, whatever protocol it speaks. Pointer and keys go through the browser's own input,
 * as W3C actions, so that what lies over a button is hit in its place.
 */
export interface Driver {
  name: string;
  navigate(url: string): Promise<void>;
  /** The body of an async function run in the page; its value comes back as JSON. */
  run<T = unknown>(body: string, ...args: unknown[]): Promise<T>;
  /** W3C action sources: `{type: 'pointer' | 'key', id, actions: […]}`. */
  perform(sources: object[]): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** Errors of the page since the last call: uncaught ones, and where the protocol gives them the console's. */
  faults(): Promise<string[]>;
  quit(): Promise<void>;
}

/** Elements by role and name, through every open shadow root, those with a box only. */
const FIND = `
const tags = { button: 'button, [role=button]', link: 'a[href]', tab: '[role=tab]', option: '[role=option]',
  heading: 'h1,h2,h3,h4,h5,h6,[role=heading]', checkbox: 'input[type=checkbox],[role=checkbox]',
  combobox: '[role=combobox]', article: 'article,[role=article]', complementary: 'aside,[role=complementary]',
  main: 'main,[role=main]', region: 'section,[role=region]', group: 'fieldset,[role=group]', listitem: 'li',
  dialog: 'dialog[open],[role=dialog]', textbox: 'input:not([type]),input[type=text],textarea,[role=textbox]', radio: 'input[type=radio],[role=radio]' };
const all = (root, selector) => [...root.querySelectorAll('*')].flatMap((el) => [
  ...(el.matches(selector) ? [el] : []), ...(el.shadowRoot ? all(el.shadowRoot, selector) : [])]);
const words = (node) => node.nodeName === 'STYLE' ? '' : node.nodeType === 3 ? node.textContent
  : [...(node.shadowRoot ?? (node.nodeName === 'SLOT' && node.assignedNodes().length ? { childNodes: node.assignedNodes() } : node)).childNodes].map(words).join('');
const nameOf = (el) => {
  const by = el.getAttribute('aria-labelledby');
  const other = by && el.getRootNode().getElementById(by);
  return (el.getAttribute('aria-label') ?? (other ? words(other) : el.labels?.length ? words(el.labels[0]) : words(el))).trim();
};
const matches = (name, wanted) => wanted === '' || name.includes(wanted);
const find = (role, wanted) => all(document, tags[role]).filter((el) => {
  const box = el.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(el).visibility !== 'hidden' && matches(nameOf(el), wanted);
});
`;

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Repeats until the answer is true-ish, and gives it back. @throws Error naming what was waited for. */
export async function until<T>(what: string, read: () => Promise<T>, patience = 45_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const value = await read().catch(() => undefined);
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(150);
  }
}

/** The steps of a user, by role and name. */
export function userOf(driver: Driver) {
  const box = (role: string, name: string) =>
    driver.run<{ x: number; y: number } | null>(
      `${FIND}
      const [el] = find(args[0], args[1]);
      if (!el || el.disabled) return null;
      el.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { x, y, width, height } = el.getBoundingClientRect();
      return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };`,
      role,
      name,
    );
  const key = (value: string) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
  const user = {
    /** Waits until an element of the role and with the words in its name stands on the page. */
    sees: (role: string, name = '') => until(`${role} “${name}”`, () => box(role, name)),
    seesNo: (role: string, name = '') =>
      until(`no ${role} “${name}”`, async () => (await box(role, name)) === null),
    /** The words of the first such element and of all inside it. */
    text: (role: string, name = '') =>
      driver.run<string>(
        `${FIND} const [el] = find(args[0], args[1]); return el ? words(el) : '';`,
        role,
        name,
      ),
    async reads(role: string, name: string, wanted: string) {
      await until(`“${wanted}” in ${role} “${name}”`, async () =>
        (await user.text(role, name)).includes(wanted),
      );
    },
    async click(role: string, name = '') {
      await user.sees(role, name);
      // Where it is once nothing moves any more.
      let last = { x: -9, y: -9 };
      const at = await until(`${role} “${name}” at rest`, async () => {
        const [was, now] = [last, await box(role, name)];
        last = now ?? { x: -9, y: -9 };
        return now && Math.hypot(now.x - was.x, now.y - was.y) < 2 ? now : null;
      });
      await driver.perform([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', duration: 0, origin: 'viewport', ...at },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]);
    },
    type: (text: string) => driver.perform([{ type: 'key', id: 'keys', actions: [...text].flatMap(key) }]),
    press: (name: 'Enter' | 'Escape' | 'ArrowRight') =>
      user.type({ Enter: '\uE007', Escape: '\uE00C', ArrowRight: '\uE014' }[name]),
    /** Puts a file of text into the input of that name, as the file dialog would. */
    choose: (input: string, file: string, text: string) =>
      driver.run(
        `${FIND}
        const el = all(document, 'input[type=file]').find((input) => matches(nameOf(input), args[0]));
        const list = new DataTransfer();
        list.items.add(new File([args[2]], args[1], { type: 'text/plain' }));
        el.files = list.files;
        el.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        el.dispatchEvent(new Event('change', { bubbles: true, composed: true }));`,
        input,
        file,
        text,
      ),
  };
  return user;
}
