let addressOf = (url: string): string => url;

/** Has workers start from other addresses than their own. */
export function startWorkersFrom(address: (url: string) => string): void {
  addressOf = address;
}

/** What a worker of that address starts from. */
export const workerAddress = (url: string): string => addressOf(url);

export const startWorker = (url: string): Worker => new Worker(addressOf(url), { type: 'module' });
