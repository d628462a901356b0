import { css, html, nothing } from 'lit';
import type { Bilingual } from '../../../model/index.ts';
import { define } from '../../../ui/element.ts';
import { base } from '../../../ui/theme.ts';
import { CheckElement, panelStyles } from '../element.ts';
import { type Seal, sealIn, sealOfFile, shapeCode } from './seal.ts';

type Verdict = { tone: 'good' | 'warn' | 'bad' | ''; text: Bilingual };

/** Says of a sheet, by its codes or by the PDF itself, whether checking now gives what was printed then. */
class VerifyPanel extends CheckElement {
  static override properties = { ...CheckElement.properties, message: { state: true } };
  declare message: Verdict | undefined;

  static override styles = [
    base,
    panelStyles,
    css`
      :host { display: grid; gap: 10px; }
      form input { flex: 1; min-width: 180px; font-family: ui-monospace, monospace; }
      p[role='status'] { font-size: 13.5px; line-height: 1.6; }
    `,
  ];

  #typed(event: Event) {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('code') as HTMLInputElement;
    void this.#verify(sealIn(input.value), {
      zh: '校验码由 12 至 64 位数字和字母 a–f 组成，印在图件每页下方。',
      en: 'A fingerprint has 12 to 64 characters, digits and a–f; it stands at the foot of every page.',
    });
  }

  async #file(event: Event) {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    const seal = sealOfFile(file.name, new Uint8Array(await file.arrayBuffer()));
    await this.#verify(seal, {
      zh: `“${file.name}”里没有校验码：请选由本程序打印的图件 PDF，或按图件下方的校验码输入。`,
      en: `"${file.name}" carries no fingerprint: choose a sheet printed by this app as PDF, or type the code from its foot.`,
    });
  }

  /** Every zone is checked with the present data until one gives the code; a zone of the same shape is named, too. */
  async #verify(seal: Seal | undefined, missing: Bilingual): Promise<void> {
    if (!seal) {
      this.message = { tone: 'bad', text: missing };
      return;
    }
    const { session, checker } = this.bench;
    const zones = [...session.zones.value];
    const { fingerprint } = seal;
    // The zone of that shape first: as a rule it is the one.
    const alike = seal.shape ? zones.find((zone) => shapeCode(zone) === seal.shape) : undefined;
    if (alike) zones.unshift(...zones.splice(zones.indexOf(alike), 1));
    for (const [index, zone] of zones.entries()) {
      this.message = {
        tone: '',
        text: {
          zh: `正在核对第 ${index + 1} 个地块，共 ${zones.length} 个…`,
          en: `Verifying zone ${index + 1} of ${zones.length}…`,
        },
      };
      const zoneFingerprint = await checker.fingerprintOf(zone).catch(() => undefined);
      if (fingerprint && zoneFingerprint?.startsWith(fingerprint)) {
        this.message = {
          tone: 'good',
          text: {
            zh: `相符：与“${zone.name}”按现有数据和程序核查的结果完全相同。`,
            en: `It matches: the same as checking “${zone.name}” with the present data and program.`,
          },
        };
        return;
      }
    }
    const version = this.store.state.town.value?.dataVersion ?? '';
    this.message = alike
      ? {
          tone: 'warn',
          text: {
            zh: `地块相符、结果不同：“${alike.name}”的形状与图件一致，但数据（现为 ${version}）、程序、宗地底图或地块说明在出图后变过，请重新出图。`,
            en: `Same zone, other result: “${alike.name}” has the shape of the sheet, but data (now ${version}), program, parcels or the zone’s description have changed since; print it again.`,
          },
        }
      : {
          tone: 'bad',
          text: {
            zh: '不相符：本机没有一个地块按现有数据和程序得出此校验码。请先导入图件所用的文件（以及当时的宗地底图），再核对。',
            en: 'No match: no zone on this machine gives this fingerprint with the present data and program. Import the file of the sheet (and the parcels used) and verify again.',
          },
        };
  }

  override render() {
    return html`<form class="row" @submit=${(event: Event) => this.#typed(event)}><input type="text" name="code" spellcheck="false" autocomplete="off" aria-label=${this.t({ zh: '图件上的校验码', en: 'Fingerprint on the sheet' })} placeholder=${this.t({ zh: '至少前 12 位', en: 'at least 12 characters' })}><button class="button">${this.t({ zh: '核对', en: 'Verify' })}</button>
        <label class="button file">${this.t({ zh: '选图件 PDF', en: 'Choose the PDF' })}<input type="file" accept=".pdf,application/pdf" aria-label=${this.t({ zh: '选图件 PDF', en: 'Choose the sheet’s PDF' })} @change=${(event: Event) => void this.#file(event)}></label></form>
      <p role="status" class=${this.message?.tone ?? ''}>${this.message ? this.t(this.message.text) : nothing}</p>`;
  }
}
define('verify-panel', VerifyPanel);
