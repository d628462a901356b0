/**
 * Keeps keys that belong to an input method from what listens for keys: while characters are composed, Enter and Escape
 * choose or drop a candidate and nothing else. Safari ends composing before it sends the Enter, with key code 229.
 * @returns stops it
 */
export function leaveComposingAlone(target: EventTarget): () => void {
  const hear = (event: Event) => {
    const { isComposing, keyCode } = event as KeyboardEvent;
    if (isComposing || keyCode === 229) event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', hear, { capture: true });
  return () => target.removeEventListener('keydown', hear, { capture: true });
}
