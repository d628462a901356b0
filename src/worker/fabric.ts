/** The worker that holds an opened parcel fabric and draws its tiles; ending it gives all its memory back. */
import { createFabricServer, type FabricServer } from '../geo/tiles/serve.ts';
import { asProblems } from '../model/index.ts';

const server = createFabricServer();
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener(
  'message',
  async (event: MessageEvent<{ id: number; call: keyof FabricServer; args: unknown[] }>) => {
    const { id, call, args } = event.data;
    try {
      // A file is read here: its bytes would stop the page's thread on their way through it.
      if (args[0] instanceof Blob) args[0] = new Uint8Array(await args[0].arrayBuffer());
      const answer: unknown = (server[call] as (...args: unknown[]) => unknown)(...args);
      scope.postMessage({ id, answer }, answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : []);
    } catch (error) {
      scope.postMessage({ id, problems: asProblems(error) });
    }
  },
);
