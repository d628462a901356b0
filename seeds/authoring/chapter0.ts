import { type ChapterDraft, w } from './types.ts';

export const chapter0: ChapterDraft = {
  number: 0,
  title: w('总体要求', 'Overall aims'),
  short: w('总体', 'Aims'),
  sections: [
    {
      id: '0.1',
      title: w('目标与思路', 'Goals and approach'),
      items: [
        {
          id: '0.1-1',
          title: w(
            '“工业新镇、旅游名镇、生态小镇”建设',
            '“New industrial town, well-known tourist town, ecological town”',
          ),
          summary: w(
            '以服务园区为主要抓手，壮大镇域经济，加快产城融合，率先实现全面小康，建成服务省城的后花园、对接长沙的桥头堡、汨罗经济新的增长极、各项工作的排头兵。',
            'Make service to the industrial park the main lever, strengthen the town’s economy, bring industry and town together, and be among the first to achieve moderate prosperity in all respects; make the town a back garden for the provincial capital, a bridgehead to Changsha, a new growth pole of Miluo’s economy and a front runner in every field of work.',
          ),
          quotes: [
            '紧紧围绕“建设更高品质的生态文化活力汨罗”的总体要求，以服务园区为主要抓手，不断壮大镇域经济，加快产城融合，加快推进“工业新镇、旅游名镇、生态小镇”建设，率先实现全面小康，全力将我镇建设成服务省城的后花园、对接长沙的桥头堡、汨罗经济新的增长极、各项工作的排头兵。',
          ],
          spatial: 'townwide',
          why: w('全镇的总目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
          targets: [
            {
              text: w(
                '率先实现全面小康',
                'Be among the first to achieve moderate prosperity in all respects',
              ),
            },
            { text: w('服务省城的后花园', 'A back garden for the provincial capital') },
            { text: w('对接长沙的桥头堡', 'A bridgehead to Changsha') },
            { text: w('汨罗经济新的增长极', 'A new growth pole of Miluo’s economy') },
            { text: w('各项工作的排头兵', 'A front runner in every field of work') },
          ],
          related: ['1.1-7', '2.1-4', '3.1-1', '5.2-9'],
          status: { word: 'underway', evidence: '加快推进“工业新镇、旅游名镇、生态小镇”建设' },
        },
        {
          id: '0.1-2',
          title: w('做好“五篇文章”', 'Five “essays” to write well'),
          summary: w(
            '科学规划，突出重点，做好园区服务、集镇建设、产业发展、民生实事、新农村建设五篇文章。',
            'Plan soundly, set priorities and do well in five fields: serving the park, building the market town, developing industries, improving people’s lives, building the new countryside.',
          ),
          quotes: ['必须科学规划，突出重点，扭住关键，主要做好如下“五篇文章”。'],
          spatial: 'none',
          why: w('工作方法，没有空间位置。', 'A way of working, not tied to any place.'),
          targets: [{ text: w('五篇文章', 'Five fields of work'), value: 5, unit: '篇' }],
        },
      ],
    },
  ],
};
