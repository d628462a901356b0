import type { Bilingual } from '../../../model/index.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

/** The screens of the workbench, as the help divides them. */
export type Topic =
  | 'start'
  | 'import'
  | 'draw'
  | 'results'
  | 'parcels'
  | 'compare'
  | 'record'
  | 'output'
  | 'pass'
  | 'keys';

export const chapters: readonly { topic: Topic; title: Bilingual; lines: readonly Bilingual[] }[] = [
  {
    topic: 'start',
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
    topic: 'import',
    title: t('导入预览', 'The import preview'),
    lines: [
      t(
        '数字键选坐标系，回车导入；几个文件一起拖进来时，回车依次导入，或一次导入所有可确认的。',
        'A figure key chooses the system, Enter imports; of several files Enter takes one after the other, or one button all that are settled.',
      ),
      t(
        '西安80、北京54 没有转换参数时位置可能偏差约 100 米，须勾选同意，提示写入每份结果。',
        'Xi’an 80 and Beijing 54 without a shift may be off by about 100 m: you have to agree, and the warning goes into every result.',
      ),
      t(
        '带号前缀写错、两轴颠倒、缺带号时会指出落在哪里、改正后落在哪里；带号前缀不会自行改动，按数字键选改正项再确认。',
        'A wrong zone prefix, swapped axes or a missing prefix are named with where the shape lands and would land; a prefix is never changed unasked: choose the correction by its figure key.',
      ),
      t(
        '外环之外的洞、绕了两圈的边界只有作图的人知道算不算，导入时会问。',
        'Whether a hole outside its shell, or ground the boundary runs round twice, counts, only its maker knows: the import asks.',
      ),
      t(
        '多个图形可各成地块，也可合成一个，或只取编号、名称。',
        'Many shapes become a zone each or one together, or only those you name.',
      ),
    ],
  },
  {
    topic: 'draw',
    title: t('绘制与修改', 'Drawing and changing'),
    lines: [
      t(
        'Alt 按住不捕捉；退格撤回一点；回车或双击结束；Esc 取消；空格在地图中心加点。',
        'Alt held: no snapping; Backspace takes a point back; Enter or double click ends; Esc leaves; Space sets a point at the map’s middle.',
      ),
      t(
        '改界址点时：Delete 删除选中点，方向键移动 1 像素，Shift 加方向键 10 像素。',
        'Editing points: Delete removes the chosen one, arrow keys move it one pixel, with Shift ten.',
      ),
      t(
        '“界址点”表里可直接改坐标：X 为北，Y 为东，可带或不带带号。点号和顺序与勘测文件一致；自绘地块按顺时针编号。',
        'In the table of points coordinates can be typed: X is north, Y is east, with or without zone prefix. Names and order are the surveyor’s; drawn zones are numbered clockwise.',
      ),
      t(
        '缓冲距离为负数时向内收缩；分割线要穿过地块。',
        'A negative buffer shrinks the zone; a line that splits has to cross it.',
      ),
    ],
  },
  {
    topic: 'results',
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
        '每行都写明依据与精度，说明所比对的图形有多可靠；示意数据的面积只供参考。',
        'Every line says on what its shape rests and how accurate it is; areas against sketches are indications.',
      ),
      t(
        '点表头排序，可筛选、分组；指到一行，地图上相应的图形变亮。',
        'Click a heading to sort, filter and group; the row pointed at lights its shape on the map.',
      ),
    ],
  },
  {
    topic: 'parcels',
    title: t('宗地底图', 'Parcels'),
    lines: [
      t(
        '载入 FlatGeobuf 或 GeoJSON 宗地后，结果按宗地、按地类列出；PMTiles 只显示，不参与核查。',
        'With parcels from FlatGeobuf or GeoJSON the results list parcels and land classes; PMTiles are shown, not checked.',
      ),
      t(
        '“着色”所选的属性也是“按地类”合计所用的属性。',
        'The attribute that colours the parcels is also the one the sums by class use.',
      ),
    ],
  },
  {
    topic: 'compare',
    title: t('多地块对比', 'Several zones'),
    lines: [
      t(
        '勾选两个以上地块：并列、合计；两个地块还给出两者之差（前后方案对比）和彼此重叠的面积。面积汇总表可排序、筛选、导出。',
        'Tick two or more: side by side and their sum; of two also their difference (before and after) and what they share. The table of zones is sorted, filtered and saved.',
      ),
      t(
        '勾选的地块一起导出，也可合并成一个。',
        'Ticked zones are exported together and can be merged into one.',
      ),
    ],
  },
  {
    topic: 'record',
    title: t('档案与征地程序', 'Record and procedure'),
    lines: [
      t(
        '选适用的征地程序，逐步填日期和文件；公告期按不少于的天数推算。',
        'Choose the procedure, give each step its date and documents; publication periods are worked out as minimums.',
      ),
      t(
        '“记录进展”只增不改：写明日期和依据，规划浏览里立即可见。',
        'Progress is only ever added, with date and evidence; browse mode shows it at once.',
      ),
    ],
  },
  {
    topic: 'output',
    title: t('图件与核对', 'The sheet and verifying it'),
    lines: [
      t(
        '打印时选“实际大小”或 100%，不要“适合页面”，比例尺才准确。',
        'Print at actual size (100%), not “fit to page”: only then the scale is exact.',
      ),
      t(
        '每页下方的校验码可核对：输入它，或选图件的 PDF。同样的地块、数据、宗地和程序版本得到同样的校验码。',
        'The fingerprint at the foot of each page can be verified: type it, or choose the PDF. Same zone, data, parcels and program give the same.',
      ),
      t(
        '地块码只与形状有关：它相符而校验码不符，说明地块没变，数据或程序变了。',
        'The zone code depends on the shape alone: if it matches and the fingerprint does not, data or program have changed, not the zone.',
      ),
    ],
  },
  {
    topic: 'pass',
    title: t('记录与交接', 'Records and passing them on'),
    lines: [
      t(
        '“已保存”表示修改已写入本机磁盘。存储空间满或无痕窗口会明确提示，此时请导出全部记录。',
        '“Saved” means it is on this machine’s disk. A full disk or a private window is reported; export all records then.',
      ),
      t(
        '合并同事的文件不会覆盖你的内容：双方都改过的条目并列显示，由你选定。',
        'Merging a colleague’s file overwrites nothing: entries both changed stand side by side for you to settle.',
      ),
    ],
  },
  {
    topic: 'keys',
    title: t('键盘', 'Keys'),
    lines: [
      t(
        'Ctrl+Z 撤销，Ctrl+Shift+Z 或 Ctrl+Y 重做，关闭浏览器后仍可撤销；Ctrl+V 直接粘贴坐标或文件。',
        'Ctrl+Z undoes, Ctrl+Shift+Z or Ctrl+Y redoes, also after the browser was closed; Ctrl+V pastes coordinates or files.',
      ),
      t(
        'Tab 依次到各控件；标签页、表格行用方向键和 Tab；? 或 F1 开关帮助，Esc 关闭。',
        'Tab goes from control to control, arrow keys between tabs; ? or F1 opens and closes this help, Esc closes it.',
      ),
    ],
  },
];
