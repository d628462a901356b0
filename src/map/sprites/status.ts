import type { Status } from '../../model/index.ts';

/** Each sign round (0, 0), about 14 across: what is filled, what is drawn, what is drawn in the ground's colour on top. */
const ring = 'M0-5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0-5.5z';
export const statusPaths: Record<Status, { fill?: string; stroke?: string; cut?: string }> = {
  notStarted: { stroke: ring },
  preparing: { stroke: ring, fill: 'M0 0V-5.5A5.5 5.5 0 0 1 5.5 0z' },
  underway: { stroke: ring, fill: 'M0-5.5A5.5 5.5 0 0 1 0 5.5z' },
  done: { fill: 'M0-6.2A6.2 6.2 0 1 1 0 6.2A6.2 6.2 0 1 1 0-6.2z', cut: 'M-3 .2L-.8 2.4L3.2-2' },
  routine: {
    stroke: 'M4.9-2A5.3 5.3 0 0 0-4.8-1.7M-4.9 2A5.3 5.3 0 0 0 4.8 1.7M5.3-5V-1.8H2.1M-5.3 5V1.8H-2.1',
  },
  delayed: { stroke: 'M0-5.8L6.2 5.2H-6.2zM0-1.5V1.5M0 3.2V3.4' },
  paused: { stroke: 'M-5.3-5.3H5.3V5.3H-5.3zM-1.7-2.2V2.2M1.7-2.2V2.2' },
};
