/** The worker that holds every layer: checks, reads, keeps, draws tiles. */
import sqlWasmUrl from 'sql.js/dist/sql-wasm.wasm?url';
import { serveChecks } from '../check/serve.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const serve = serveChecks((reply, transfer) => scope.postMessage(reply, transfer), sqlWasmUrl);
scope.addEventListener('message', (event: MessageEvent<unknown>) => {
  void serve(event.data);
});
