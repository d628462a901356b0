import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * Has two maps of one size look at the same place, whichever of them is moved; at first `follower` goes where `leader` is.
 * @returns a function that ends it.
 */
export function keepInStep(leader: MapLibreMap, follower: MapLibreMap): () => void {
  let moving = false;
  const follow = (from: MapLibreMap, to: MapLibreMap, event: object) => () => {
    if (moving) return;
    moving = true;
    const [center, zoom, bearing, pitch] = [
      from.getCenter(),
      from.getZoom(),
      from.getBearing(),
      from.getPitch(),
    ];
    to.jumpTo({ center, zoom, bearing, pitch }, event);
    moving = false;
  };
  // The follower's own camera is nobody's state.
  const ahead = follow(leader, follower, { own: true });
  const back = follow(follower, leader, {});
  ahead();
  leader.on('move', ahead);
  follower.on('move', back);
  return () => {
    leader.off('move', ahead);
    follower.off('move', back);
  };
}
