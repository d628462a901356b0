import { type Problem, problem, warning } from '../../model/index.ts';

/** There is no map at all: the browser gives no WebGL 2. */
export const noWebgl = (): Problem =>
  problem(
    'webgl-missing',
    {
      zh: '浏览器未能提供 WebGL 2：地图改用矢量图绘制，可移动、缩放和点选，不能倾斜，也不能在图上画范围。',
      en: 'The browser offers no WebGL 2: the map is drawn as a vector picture, which can be moved, zoomed and picked from, but not tilted or drawn on.',
    },
    undefined,
    {
      zh: '请更新浏览器或显卡驱动，或在浏览器设置中打开硬件加速。',
      en: 'Update the browser or the graphics driver, or switch on hardware acceleration in the browser’s settings.',
    },
  );

const workersEnded = (): Problem =>
  warning(
    'map-workers-ended',
    {
      zh: '系统（多半因内存不足）结束了地图的后台线程，地图正在重新绘制。',
      en: 'The system, most likely short of memory, ended the map’s background threads; the map is being drawn again.',
    },
    undefined,
    {
      zh: '如果反复出现，请关闭不用的标签页或程序；仍无地图时请重新加载页面。',
      en: 'If it happens again and again, close tabs or programs you do not need; if there is still no map, reload the page.',
    },
  );

const contextLost = (): Problem =>
  warning(
    'webgl-lost',
    {
      zh: '显卡暂时中断了地图绘制，正在自动恢复。',
      en: 'The graphics card dropped the map; it is being restored.',
    },
    undefined,
    {
      zh: '如果几秒后仍无地图，请重新加载页面。',
      en: 'If there is no map after some seconds, reload the page.',
    },
  );

/** Why the drawing went: MapLibre takes the same way, without the browser's event, when its workers were ended and started again. */
export const drawingLost = (event: Event | undefined): Problem =>
  event instanceof WebGLContextEvent ? contextLost() : workersEnded();
