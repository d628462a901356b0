import { css, html, nothing } from 'lit';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement } from '../element.ts';
import { areaOf } from '../results/zone-area.ts';

/** What the ticked zones come to, and how far their checks are, which can be stopped and gone on with. */
class ZoneSum extends CheckElement {
  static override styles = [
    base,
    css`
      :host { display: block; }
      .sum { margin: 0 20px; padding: 8px 0 14px; font-size: 13px; color: var(--ink-soft); }
      .under-way { display: grid; grid-template-columns: 1fr auto; gap: 6px 12px; align-items: center; }
      progress { grid-column: 1 / -1; width: 100%; height: 6px; accent-color: var(--accent); }
    `,
  ];

  /** m²: of a zone that has been checked as the check has it, without measuring hundreds again. */
  #area({ id, geometry }: ZoneRecord): number {
    const state = this.bench.checker.results.value[id];
    return state?.result && state.geometry === geometry ? state.result.zone.areaM2 : areaOf(geometry);
  }

  #underWay(done: number, all: number) {
    const { checker } = this.bench;
    const stopped = checker.stopped.value;
    const words = stopped
      ? { zh: `已停止：核查了 ${done} / ${all}`, en: `Stopped: ${done} of ${all} checked` }
      : { zh: `已核查 ${done} / ${all}`, en: `${done} of ${all} checked` };
    return html`<div class="under-way"><p role="status">${this.t(words)}</p>
      <button class="button small" @click=${() => checker.halt(!stopped)}>${stopped ? this.t({ zh: '继续核查', en: 'Go on checking' }) : this.t({ zh: '停止核查', en: 'Stop checking' })}</button>
      ${stopped ? nothing : html`<progress max=${all} value=${done} aria-label=${this.t({ zh: '核查进度', en: 'Progress of the checks' })}></progress>`}</div>`;
  }

  override render() {
    const { session, checker } = this.bench;
    const zones = session.tickedZones.value;
    if (zones.length < 2) return nothing;
    const results = checker.results.value;
    const done = zones.filter(({ id, geometry }) => {
      const state = results[id];
      return state?.geometry === geometry && !state.running && (state.fingerprint || state.problems.length);
    }).length;
    const all = zones.length;
    // The sum follows the checks: the figures come with them; it is that of what the table of zones prints.
    const areas = done < all ? [] : zones.map((zone) => Number((this.#area(zone) * 0.0015).toFixed(2)));
    const mu = areas
      .reduce((sum, one) => sum + one, 0)
      .toLocaleString('en-US', {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      });
    return html`<div class="sum num"><p>${
      done < all
        ? this.t({ zh: `已勾选 ${all} 个`, en: `${all} ticked` })
        : this.t({ zh: `已勾选 ${all} 个，合计 ${mu} 亩`, en: `${all} ticked, ${mu} mu in all` })
    }</p>${done < all ? this.#underWay(done, all) : nothing}</div>`;
  }
}
define('zone-sum', ZoneSum);
