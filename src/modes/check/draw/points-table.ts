import type { Position } from 'geojson';
import { css, html, nothing } from 'lit';
import { type SurveyPoint, surveyPoints } from '../../../check/boundary/survey-order.ts';
import { gridLength, gridOf } from '../../../geo/edit/point-at.ts';
import { moveVertex, removeRing, removeVertex, type VertexPath } from '../../../geo/edit/vertices.ts';
import { farPoint, parsePoint } from '../../../geo/formats/typed-point.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';

/** Rows shown at once; the rest of a long boundary is a page away. */
const pageSize = 200;

/** The boundary points as numbers, to read and to change: longitude and latitude, or Gauss–Krüger X and Y. */
class PointsTable extends CheckElement {
  static override properties = { ...CheckElement.properties, grid: { state: true }, page: { state: true } };
  declare grid: boolean;
  declare page: number;

  constructor() {
    super();
    this.grid = true;
    this.page = 0;
  }

  static override styles = [
    base,
    panelStyles,
    css`
      .row { padding: 10px 20px; }
      .row + .row { padding-top: 0; flex-wrap: nowrap; }
      .row .hint { line-height: 1.45; }
      .wrap { overflow: auto; padding: 0 12px 12px; }
      th { white-space: nowrap; }
      td input { width: 128px; min-height: 32px; font-variant-numeric: tabular-nums; padding: 4px 8px; font-size: 13px; }
      tr.chosen td { background: color-mix(in srgb, var(--accent) 14%, transparent); }
      td, th { padding: 3px 6px; vertical-align: middle; }
      .icon-button { min-width: 32px; min-height: 32px; }
      @container (max-width: 760px) { .wrap { padding: 0 10px 12px; } td, th { padding-inline: 3px; } td input { width: 112px; padding-inline: 6px; } }
    `,
  ];

  get #meridian(): number {
    return this.store.state.town.value?.centralMeridian ?? 114;
  }

  #text(position: Position): [string, string] {
    if (!this.grid) return [(position[0] as number).toFixed(9), (position[1] as number).toFixed(9)];
    const [east, north] = gridOf(position, this.#meridian);
    return [north.toFixed(3), ((this.#meridian / 3) * 1e6 + east).toFixed(3)];
  }

  #set(path: VertexPath, position: Position, column: 0 | 1, value: string) {
    const { session } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return;
    const now = this.#text(position);
    if (now[column] === value.trim()) return;
    now[column] = value.trim();
    void session.attempt(() => {
      const point = parsePoint(now.join(','), this.#meridian);
      const far = farPoint(point, this.store.state.town.value);
      if (far) this.store.commands.report(far);
      return session.setShape(zone.id, moveVertex(zone.geometry, path, point), {
        zh: '改界址点坐标',
        en: 'Change a point',
      });
    });
  }

  #drop(path: VertexPath) {
    const { session } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return;
    void session.attempt(() =>
      session.setShape(zone.id, removeVertex(zone.geometry, path), {
        zh: '删除界址点',
        en: 'Delete a point',
      }),
    );
  }

  #row({ path, name: point, position, next }: SurveyPoint) {
    const { session } = this.bench;
    const [first, second] = this.#text(position);
    const chosenZone = session.chosen.value;
    const held =
      chosenZone?.part === path.part && chosenZone.ring === path.ring && chosenZone.index === path.index;
    const cell = (column: 0 | 1, value: string, name: string) =>
      html`<td><input type="text" inputmode="decimal" aria-label="${point} ${name}" .value=${value}
        @focus=${() => {
          session.choose(path);
        }} @change=${(event: Event) => this.#set(path, position, column, (event.target as HTMLInputElement).value)}></td>`;
    const [a, b] = this.grid
      ? ['X', 'Y']
      : [this.t({ zh: '经度', en: 'longitude' }), this.t({ zh: '纬度', en: 'latitude' })];
    return html`<tr class=${held ? 'chosen' : ''}><td class="num">${point}</td>${cell(0, first, a)}${cell(1, second, b)}
      <td class="figure">${gridLength(position, next, this.#meridian).toFixed(2)}</td>
      <td><button class="icon-button" aria-label=${this.t({ zh: `删除 ${point}`, en: `Delete ${point}` })} @click=${() => this.#drop(path)}>×</button></td></tr>`;
  }

  override render() {
    const { session } = this.bench;
    const zone = session.activeZone.value;
    if (!zone) return nothing;
    const rings = surveyPoints(zone, this.#meridian);
    const rows = rings.flatMap((ring) => ring.map((point, index) => ({ ...point, first: index === 0 })));
    const pages = Math.ceil(rows.length / pageSize);
    const page = Math.min(this.page, pages - 1);
    const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
    return html`<div class="row">
        <button class="chip" aria-pressed=${this.grid} @click=${() => {
          this.grid = true;
        }}>${this.t({ zh: `高斯-克吕格 ${this.#meridian}°`, en: `Gauss–Krüger ${this.#meridian}°` })}</button>
        <button class="chip" aria-pressed=${!this.grid} @click=${() => {
          this.grid = false;
        }}>${this.t({ zh: '经纬度', en: 'Lon / lat' })}</button>
        <span class="hint num">${this.t({ zh: `共 ${rows.length} 点`, en: `${rows.length} points` })}</span>
        ${
          pages > 1
            ? html`<button class="button small" ?disabled=${page === 0} @click=${() => {
                this.page = page - 1;
              }}>‹</button><span class="num hint">${page + 1}/${pages}</span><button class="button small" ?disabled=${page + 1 >= pages} @click=${() => {
                this.page = page + 1;
              }}>›</button>`
            : nothing
        }</div>
      <div class="row"><button class="button small" @click=${() => void session.renumber(zone.id)}>${this.t({ zh: '重新编号', en: 'Renumber' })}</button>
        <span class="hint">${this.t({ zh: '从西北角起，外环顺时针、内环逆时针，各环连续编号。平时改点、增点不改其他点号，新点取下一空号。', en: 'From the north-west, outer rings clockwise, holes the other way, one count through all. Editing never changes other names; a new point gets the next free number.' })}</span></div>
      <div class="wrap"><table><caption class="sr">${this.t({ zh: '界址点', en: 'Boundary points' })}</caption><thead><tr><th scope="col">${this.t({ zh: '点号', en: 'Point' })}</th><th scope="col">${this.grid ? this.t({ zh: 'X（北）', en: 'X (north)' }) : this.t({ zh: '经度', en: 'Longitude' })}</th><th scope="col">${this.grid ? this.t({ zh: 'Y（东）', en: 'Y (east)' }) : this.t({ zh: '纬度', en: 'Latitude' })}</th><th scope="col" class="figure">${this.t({ zh: '边长（米）', en: 'Side (m)' })}</th><th><span class="sr">${this.t({ zh: '删除', en: 'Delete' })}</span></th></tr></thead>
        <tbody>${shown.map((row) => {
          const { path, first } = row;
          return [
            first && rings.length > 1
              ? html`<tr><th colspan="5" scope="rowgroup">${
                  path.ring === 0
                    ? this.t({ zh: `第 ${path.part + 1} 部分`, en: `Part ${path.part + 1}` })
                    : this.t({
                        zh: `第 ${path.part + 1} 部分，洞 ${path.ring}`,
                        en: `Part ${path.part + 1}, hole ${path.ring}`,
                      })
                } <button class="button small" @click=${() =>
                  void session.setShape(zone.id, removeRing(zone.geometry, path), {
                    zh: '删除一环',
                    en: 'Delete a ring',
                  })}>${this.t({ zh: '删除此环', en: 'Delete this ring' })}</button></th></tr>`
              : nothing,
            this.#row(row),
          ];
        })}</tbody></table></div>`;
  }
}
define('points-table', PointsTable);
