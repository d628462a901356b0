import { css, html } from 'lit';
import { firstDay } from '../model/index.ts';
import { define, PlanElement } from './element.ts';
import { base } from './theme.ts';

/** Months from that of the first day to that of the last, `YYYY-MM`. */
function monthsBetween(first: string, last: string): string[] {
  const of = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const from = of(first);
  return Array.from({ length: of(last) - from + 1 }, (_, index) => {
    const month = from + index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

const frameMs = 700;

/** The status of everything month by month: dragged, stepped with the arrow keys, or played. */
class TimeSlider extends PlanElement {
  static override properties = { ...PlanElement.properties, playing: { state: true } };
  declare playing: boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.playing = false;
  }

  static override styles = [
    base,
    css`
      .row { display: grid; grid-template-columns: auto 1fr auto; gap: 10px; align-items: center; }
      input { width: 100%; min-height: 44px; accent-color: var(--accent); }
      output { min-width: 62px; font-size: 13.5px; text-align: right; }
    `,
  ];

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }
  #stop() {
    clearInterval(this.#timer);
    this.playing = false;
  }

  get #months(): string[] {
    const days = this.store.select.entries.value.map(({ date }) => firstDay(date)).sort();
    const [first, last] = [days[0], days.at(-1)];
    return first && last ? monthsBetween(first, last) : [];
  }

  #play() {
    if (this.playing) return this.#stop();
    const months = this.#months;
    let at = months.indexOf((this.store.state.asof.peek() ?? '').slice(0, 7));
    if (at >= months.length - 1) at = -1;
    this.playing = true;
    this.#timer = setInterval(() => {
      at += 1;
      this.store.commands.setAsOf(months[at]);
      if (at >= months.length - 1) this.#stop();
    }, frameMs);
  }

  override render() {
    const months = this.#months;
    if (months.length < 2) return html``;
    const now = (this.store.state.asof.value ?? months.at(-1) ?? '').slice(0, 7);
    const at = Math.max(0, months.indexOf(now));
    const label = this.t({ zh: '按月查看进展', en: 'Progress month by month' });
    return html`<div class="row"><button class="button" aria-pressed=${this.playing} @click=${() => this.#play()}>${this.playing ? this.t({ zh: '停止', en: 'Stop' }) : this.t({ zh: '播放', en: 'Play' })}</button>
      <input type="range" min="0" max=${months.length - 1} step="1" aria-label=${label} aria-valuetext=${now} .value=${String(at)} @input=${(
        event: Event,
      ) => {
        this.#stop();
        this.store.commands.setAsOf(months[Number((event.target as HTMLInputElement).value)]);
      }}><output class="num">${now}</output></div>`;
  }
}
define('time-slider', TimeSlider);
