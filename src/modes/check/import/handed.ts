import { withoutPictures } from '../imagery/hand-over.ts';
import type { Workbench } from '../workbench.ts';
import { droppedFiles, type NamedFile, pickedFiles } from './dropped.ts';

/** Whether a key or a text goes into a field. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}

/** Pictures go under the map, everything else becomes zones. */
function take(bench: Workbench, files: readonly NamedFile[]): void {
  const rest = withoutPictures(bench, files);
  if (rest.length) void bench.importing.files(rest);
}

/**
 * Takes what is dropped or pasted over `reach`.
 * @param dragging Called when files are held over it, and when no more.
 * @param pasted The name of a pasted text; undefined while nothing may be pasted.
 */
export function takeHanded(
  reach: EventTarget,
  bench: Workbench,
  signal: AbortSignal,
  dragging: (held: boolean) => void,
  pasted: () => string | undefined,
): void {
  const hear = <Type extends keyof WindowEventMap>(
    type: Type,
    heard: (event: WindowEventMap[Type]) => void,
  ) => reach.addEventListener(type, heard as EventListener, { signal });
  hear('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dragging(true);
  });
  hear('dragleave', (event) => {
    // An element gets the event only when it is left as a whole, the window at every step from one part to the next.
    if (event.currentTarget instanceof Element || event.relatedTarget === null) dragging(false);
  });
  hear('drop', (event) => {
    dragging(false);
    const transfer = event.dataTransfer;
    if (!transfer?.types.includes('Files')) return;
    event.preventDefault();
    void droppedFiles(transfer).then((files) => take(bench, files));
  });
  hear('paste', (event) => {
    const name = pasted();
    if (isTyping(event) || name === undefined) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length) take(bench, pickedFiles(files));
    else if (/\d/.test(text)) void bench.importing.text(text, name);
  });
}
