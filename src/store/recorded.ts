/** Where this site remembers the town whose records were opened last; written by `records/shared.ts`. */
export const nameKey = 'records:name';

/** Whether there may be records in this browser: the workbench was opened once, or the browser does not say. */
export function mayHaveRecords(): boolean {
  try {
    return localStorage.getItem(nameKey) !== null;
  } catch {
    // A browser without this memory may have records all the same.
    return true;
  }
}

/**
 * Resolves once there may be records in this browser: at once where the workbench was ever opened, otherwise when another
 * tab opens it. The code that reads them is large, and most visitors never record anything.
 */
export function recordsHere(): Promise<void> {
  if (mayHaveRecords()) return Promise.resolve();
  return new Promise((resolve) => {
    const heard = ({ key }: StorageEvent) => {
      if (key !== nameKey) return;
      removeEventListener('storage', heard);
      resolve();
    };
    addEventListener('storage', heard);
  });
}
