import { layerWorker } from '../../../check/layer-worker.ts';
import type { PassedData } from '../../../ui/merge-panel.ts';
import type { Session } from '../session.ts';
import { notKept } from './layer-state.ts';
import type { Layers } from './layers.ts';

/** Passing the record on with the data of its layers, and taking such a file over. */
export function passData(session: Session, layers: Layers): PassedData {
  const client = layerWorker();
  return {
    label: { zh: '连同图层数据导出', en: 'Export with layer data' },
    offered: () => layers.layers.value.some(({ phase }) => phase === 'ready'),
    make: (records) =>
      client.handOver(
        records,
        layers.layers.peek().map(({ value }) => ({ files: layers.folder(), name: value.data })),
      ),
    async open(file) {
      const handed = await client.handedOver(file, file.name);
      if (!handed) return undefined;
      return {
        records: handed.records,
        async take() {
          const outcome = await client.takeOver(file, file.name, layers.folder(), handed.data);
          if (outcome !== 'kept')
            session.store.commands.report(notKept('layer', file.name, outcome === 'full'));
          layers.again();
        },
      };
    },
  };
}
