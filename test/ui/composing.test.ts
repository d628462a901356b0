import { expect, it } from 'vitest';
import { leaveComposingAlone } from '../../src/ui/composing.ts';

it('keys of an input method reach no listener, all others do', () => {
  const page = new EventTarget();
  const stop = leaveComposingAlone(page);
  const received: string[] = [];
  page.addEventListener('keydown', (event) => received.push((event as KeyboardEvent).key));
  const press = (key: string, more: object) =>
    page.dispatchEvent(
      Object.assign(new Event('keydown'), { key, isComposing: false, keyCode: 13, ...more }),
    );
  press('Enter', { keyCode: 229 });
  press('Escape', { isComposing: true });
  expect(received).toEqual([]);
  press('Enter', {});
  press('Escape', { keyCode: 27 });
  expect(received).toEqual(['Enter', 'Escape']);
  stop();
  press('Enter', { keyCode: 229 });
  expect(received).toHaveLength(3);
});
