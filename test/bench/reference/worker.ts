/** `checkFive` in a browser's worker. */
import { checkFive, type FiveTask } from './five.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.onmessage = ({ data }: MessageEvent<FiveTask>) => {
  void checkFive(data).then((times) => scope.postMessage(times));
};
