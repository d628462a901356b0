import { html, nothing } from 'lit';
import { isOldDatum, systemOf } from '../../../geo/crs/systems.ts';
import type { Rotation } from '../../../geo/formats/helmert.ts';
import type { CrsChoice } from '../../../geo/formats/types.ts';
import type { Bilingual, Language } from '../../../model/index.ts';

/**
 * Seven parameters of an old datum, where the supplier gave them beside the file; nothing for another system.
 * @param typed What stands in the field while it cannot be used.
 */
export function shiftFields(
  language: Language,
  choice: CrsChoice | undefined,
  typed: string | undefined,
  take: (typed: string, rotation: Rotation) => void,
) {
  const system = choice && systemOf(choice.code);
  if (!choice || !system || !isOldDatum(system.datum)) return nothing;
  const say = (text: Bilingual) => text[language];
  const changed = (event: Event) => {
    const box = (event.target as HTMLElement).closest('.shift');
    take(box?.querySelector('input')?.value ?? '', box?.querySelector('select')?.value as Rotation);
  };
  return html`<div class="stack shift"><label class="field">${say({ zh: '七参数（到 2000 坐标系）：dX,dY,dZ（米）,rX,rY,rZ（秒）,尺度（ppm）', en: 'Seven parameters to CGCS2000: dX,dY,dZ (m), rX,rY,rZ (″), scale (ppm)' })}
        <input type="text" inputmode="text" spellcheck="false" .value=${typed ?? choice.shift?.join(',') ?? ''} @change=${changed}></label>
      <label class="field">${say({ zh: '旋转约定', en: 'Rotation convention' })}
        <select @change=${changed}><option value="coordinate-frame">${say({ zh: '坐标框架（布尔莎、TXT 转换参数）', en: 'Coordinate frame (Bursa–Wolf, 转换参数 of a TXT)' })}</option><option value="position-vector">${say({ zh: '位置向量（+towgs84）', en: 'Position vector (+towgs84)' })}</option></select></label></div>`;
}
