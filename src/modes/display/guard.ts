const functionKeys = /^F([1-46-9]|10)$/;

/**
 * Keeps a visitor inside: no context menu, no dragging in or out, no selection, no zooming of the page, no shortcuts
 * of the browser as far as a page may take them (a kiosk's own flags do the rest).
 */
export function guard(target: Window, signal: AbortSignal): void {
  const stop = (event: Event) => event.preventDefault();
  const options = { signal, capture: true, passive: false };
  for (const type of [
    'contextmenu',
    'dragstart',
    'dragover',
    'drop',
    'selectstart',
    'gesturestart',
    'auxclick',
  ])
    target.addEventListener(type, stop, options);
  target.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    options,
  );
  target.addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    options,
  );
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || functionKeys.test(event.key))
        event.preventDefault();
    },
    options,
  );
}
