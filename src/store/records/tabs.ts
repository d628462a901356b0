/**
 * Announces to the other tabs of this site that the records were written, and calls back when they do. A tab that slept through
 * the message catches up when it is shown again.
 */
export function tabLink(name: string, changed: (counter: number | undefined) => void) {
  const channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`records:${name}`);
  channel?.addEventListener('message', (event: MessageEvent<number>) => changed(event.data));
  const shown = () => {
    if (document.visibilityState === 'visible') changed(undefined);
  };
  const page = typeof document === 'undefined' ? undefined : document;
  page?.addEventListener('visibilitychange', shown);
  return {
    announce: (counter: number) => channel?.postMessage(counter),
    close() {
      channel?.close();
      page?.removeEventListener('visibilitychange', shown);
    },
  };
}
