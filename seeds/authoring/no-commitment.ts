import { type Words, w } from './types.ts';

const heading = w('标题，不是承诺。', 'A heading, not a commitment.');
const lead = w('段首小标题，内容由后文各句承担。', 'A lead-in; the sentences after it hold the commitments.');

/** What commits to nothing, and why it is read so. */
export const noCommitment: { quote: string; why: Words }[] = [
  { quote: '弼时镇2017年工作规划', why: heading },
  {
    quote:
      '[bookmark: _GoBack]2017年弼时镇将深入贯彻落实党的十八大、十八届三中、四中、五中、六中全会精神和习近平总书记系列重要讲话精神，',
    why: w(
      '指导思想；句首方括号是原文件转换留下的书签标记。',
      'Guiding principles; the bracketed word at the start is a bookmark left by the file’s conversion.',
    ),
  },
  {
    quote: '建设弼时“工业新镇、旅游名镇、生态小镇”，',
    why: w(
      '引出下文，同样的目标已在上句。',
      'Leads into what follows; the sentence before states the same goal.',
    ),
  },
  { quote: '1、 做好园区服务文章', why: heading },
  { quote: '全力促进园区发展。', why: lead },
  { quote: '全力打造一流环境。', why: lead },
  { quote: '2、 做好集镇建设文章', why: heading },
  { quote: '3、 做好产业发展文章', why: heading },
  { quote: '繁荣旅游产业。', why: lead },
  {
    quote: '弼时是伟人故里，人杰地灵，文化底蕴深厚。',
    why: w('事实陈述，不是承诺。', 'A statement of fact, not a commitment.'),
  },
  { quote: '发展高效农业。', why: lead },
  { quote: '四、做好民生实事文章', why: heading },
  { quote: '5、 做好新农村建设文章', why: heading },
  { quote: '绿色共享。', why: lead },
];
