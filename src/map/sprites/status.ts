import type { Status } from '../../model/index.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * The sign of a status: how far by how full the disc is, health by another shape altogether, so that it is read without
 * colour. Centred on (x, y), `radius` in pixels, on a disc of `ground`.
 */
export function drawStatus(
  context: Context,
  status: Status,
  colour: string,
  ground: string,
  x: number,
  y: number,
  radius: number,
): void {
  context.save();
  context.translate(x, y);
  context.scale(radius / 6, radius / 6);
  context.fillStyle = ground;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const disc = (r: number) => {
    context.beginPath();
    context.arc(0, 0, r, 0, Math.PI * 2);
  };
  const slice = (share: number) => {
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, 5, -Math.PI / 2, -Math.PI / 2 + Math.PI * 2 * share);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  };
  if (status === 'delayed') {
    context.fill(new Path2D('M0-6.4L6.2 5H-6.2z'));
    context.stroke(new Path2D('M0-5.6L5.5 4.6H-5.5z'));
    context.lineWidth = 1.7;
    context.stroke(new Path2D('M0-1.6V1.2M0 3V3.1'));
  } else if (status === 'paused') {
    context.fill(new Path2D('M-5-5H5V5H-5z'));
    context.stroke(new Path2D('M-5-5H5V5H-5z'));
    context.lineWidth = 1.9;
    context.stroke(new Path2D('M-1.7-1.9V1.9M1.7-1.9V1.9'));
  } else {
    disc(6);
    context.fill();
    if (status === 'preparing') slice(0.25);
    if (status === 'underway') slice(0.5);
    if (status === 'done') slice(1);
    disc(5);
    if (status === 'notStarted') context.setLineDash([2.1, 2]);
    context.stroke();
    context.setLineDash([]);
    if (status === 'done') {
      context.strokeStyle = ground;
      context.stroke(new Path2D('M-2.4.1L-.6 1.9L2.5-1.8'));
    }
    if (status === 'routine')
      context.stroke(new Path2D('M-2.4 0C-2.4-1.9-.4-1.9 0 0S2.4 1.9 2.4 0S.4-1.9 0 0S-2.4 1.9-2.4 0z'));
  }
  context.restore();
}
