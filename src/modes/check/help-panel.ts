import { css, html } from 'lit';
import type { Bilingual } from '../../model/index.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { base } from '../../ui/theme.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

const chapters: readonly { title: Bilingual; lines: readonly Bilingual[] }[] = [
  {
    title: t('一分钟出图', 'From file to sheet in a minute'),
    lines: [
      t(
        '把勘测单位的文件拖进来，预览里核对它落在哪里、坐标系为什么这样判断；不对就换一个选项。',
        'Drop the surveyor’s file; the preview shows where it lands and why that system was chosen; take another if it is wrong.',
      ),
      t(
        '按回车确认导入，核查立即进行，结果在右侧。',
        'Enter imports it; the check runs at once, results are on the right.',
      ),
      t(
        '“输出”→“打印图件”：选纸张和比例尺，打印或存成 PDF。',
        '“Output” → “Print sheet”: choose paper and scale, print or save as PDF.',
      ),
    ],
  },
  {
    title: t('绘制与修改', 'Drawing and changing'),
    lines: [
      t(
        'Alt 按住不吸附；退格撤回一点；回车或双击结束；Esc 取消；空格在地图中心加点。',
        'Alt held: no snapping; Backspace takes a point back; Enter or double click ends; Esc leaves; Space sets a point at the map’s middle.',
      ),
      t(
        '改界址点时：Delete 删除选中点，方向键移动 1 像素，Shift 加方向键 10 像素。',
        'Editing points: Delete removes the chosen one, arrow keys move it one pixel, with Shift ten.',
      ),
      t(
        '“界址点”表里可直接改坐标：X 为北，Y 为东，可带或不带带号。',
        'In the table of points coordinates can be typed: X is north, Y is east, with or without zone prefix.',
      ),
      t(
        'Ctrl+Z 撤销，Ctrl+Shift+Z 或 Ctrl+Y 重做；关闭浏览器后仍可撤销。',
        'Ctrl+Z undoes, Ctrl+Shift+Z or Ctrl+Y redoes, also after the browser was closed.',
      ),
    ],
  },
  {
    title: t('结果怎么读', 'Reading the results'),
    lines: [
      t(
        '三种回答：有重叠；已核查、无重叠；未核查（没有数据、数据过期或只是示意）。未核查不等于没有问题。',
        'Three answers: overlap; checked, none; not checked (no data, out of date, or only a sketch). Not checked is not clear.',
      ),
      t(
        '大字为椭球面积；勘测报告一般用高斯平面面积，两者都列出。',
        'The large figure is the ellipsoidal area; survey reports print the Gauss–Krüger plane area; both are shown.',
      ),
      t(
        '每行的“依据与精度”说明所比对的图形有多可靠；示意数据的面积只供参考。',
        'Basis and accuracy in each line say how far the shape can be trusted; areas against sketches are indications.',
      ),
    ],
  },
  {
    title: t('记录与交接', 'Records and passing them on'),
    lines: [
      t(
        '“已存盘”表示修改已写入本机磁盘。存储空间满或无痕窗口会明确提示，此时请导出全部记录。',
        '“Saved” means it is on this machine’s disk. A full disk or private window is told; export all records then.',
      ),
      t(
        '合并同事的文件不会覆盖你的内容：双方都改过的条目并列显示，由你选定。',
        'Merging a colleague’s file overwrites nothing: entries both changed stand side by side for you to settle.',
      ),
      t(
        '图件上的校验码可在“输出”中核对：同样的地块、数据和程序版本得到同样的校验码。',
        'The fingerprint on a sheet can be verified: same zone, data and program give the same one.',
      ),
    ],
  },
];

/** How the workbench is used, screen by screen. */
class HelpPanel extends PlanElement {
  static override styles = [
    base,
    css`
      :host { display: grid; gap: 16px; padding: 16px 20px 24px; line-height: 1.7; font-size: 14px; }
      h3 { font-size: 15px; margin-bottom: 4px; }
      li { padding-left: 14px; position: relative; }
      li::before { content: ''; position: absolute; left: 0; top: 0.75em; width: 5px; height: 5px; border-radius: 50%; background: var(--accent); }
    `,
  ];
  override render() {
    return chapters.map(
      ({ title, lines }) =>
        html`<section><h3>${this.t(title)}</h3><ul>${lines.map((line) => html`<li>${this.t(line)}</li>`)}</ul></section>`,
    );
  }
}
define('help-panel', HelpPanel);
