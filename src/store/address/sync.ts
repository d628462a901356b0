import type { Store } from '../index.ts';
import { effect } from '../signals.ts';
import { readAddress, writeAddress } from './address.ts';
import { fragmentForm } from './query.ts';

/**
 * Keeps the page's fragment and the state in step. A new selection or mode is a step of its own in the browser's
 * history, so that "back" closes a card; everything else replaces the present entry.
 * @returns a function that ends it.
 */
export function syncAddress(store: Store, page: Window = window): () => void {
  const form = fragmentForm(page.location.href);
  if (form) page.history.replaceState(null, '', form);
  const read = () => store.commands.report(...readAddress(store, page.location.hash.slice(1)));
  const steps = () => {
    const { mode, page, item, feature } = store.state;
    return `${mode.value}|${page.value}|${item.value}|${feature.value}`;
  };
  read();
  let last = steps();
  let written = page.location.hash.slice(1);
  let shown = page.location.hash;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    // An address that was just entered is not written over before its event comes.
    if (page.location.hash !== shown) return onHash();
    const next = writeAddress(store);
    const step = steps();
    if (next === written) return;
    const url = `${page.location.pathname}${page.location.search}#${next}`;
    if (step !== last) page.history.pushState(null, '', url);
    else page.history.replaceState(null, '', url);
    last = step;
    written = next;
    shown = page.location.hash;
  };
  const stop = effect(() => {
    writeAddress(store);
    clearTimeout(timer);
    timer = setTimeout(write, 150);
  });
  const onHash = () => {
    shown = page.location.hash;
    if (page.location.hash.slice(1) === written) return;
    clearTimeout(timer);
    written = page.location.hash.slice(1);
    read();
    if (!/^\d/.test(written)) store.commands.showLinked();
    last = steps();
  };
  page.addEventListener('hashchange', onHash);
  page.addEventListener('popstate', onHash);
  return () => {
    stop();
    clearTimeout(timer);
    page.removeEventListener('hashchange', onHash);
    page.removeEventListener('popstate', onHash);
  };
}
