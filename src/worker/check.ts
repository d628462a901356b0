import type { Request } from '../check/protocol.ts';
import { serveChecks } from '../check/serve.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const serve = serveChecks((reply, transfer = []) => scope.postMessage(reply, transfer));
scope.addEventListener('message', (event: MessageEvent<Request>) => {
  void serve(event.data);
});
