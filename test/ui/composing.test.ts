import { expect, it } from 'vitest';
import { leaveComposingAlone } from '../../src/ui/composing.ts';

it('keys of an input method are heard by nobody, all others are', () => {
  const page = new EventTarget();
  const stop = leaveComposingAlone(page);
  const heard: string[] = [];
  page.addEventListener('keydown', (event) => heard.push((event as KeyboardEvent).key));
  const press = (key: string, more: object) =>
    page.dispatchEvent(
      Object.assign(new Event('keydown'), { key, isComposing: false, keyCode: 13, ...more }),
    );
  press('Enter', { keyCode: 229 });
  press('Escape', { isComposing: true });
  expect(heard).toEqual([]);
  press('Enter', {});
  press('Escape', { keyCode: 27 });
  expect(heard).toEqual(['Enter', 'Escape']);
  stop();
  press('Enter', { keyCode: 229 });
  expect(heard).toHaveLength(3);
});
