import { type ChapterDraft, w } from './types.ts';

export const chapter4: ChapterDraft = {
  number: 4,
  title: w('做好民生实事文章', 'Improving people’s lives'),
  short: w('民生实事', 'Livelihood'),
  sections: [
    {
      id: '4.1',
      title: w('突出扶贫攻坚', 'Fighting poverty'),
      items: [
        {
          id: '4.1-1',
          title: w('精准扶贫十大工程', 'The ten projects of targeted poverty alleviation'),
          summary: w(
            '真扶贫，扶真贫，压实扶贫责任，落实精准扶贫十大工程。',
            'Help in earnest those who are truly poor, hold everyone to their duties, and carry out the ten projects of targeted poverty alleviation.',
          ),
          quotes: [
            '突出扶贫攻坚。',
            '真扶贫，扶真贫，压实扶贫责任，做细做实工作，用好扶贫政策，落实精准扶贫十大工程，',
          ],
          spatial: 'townwide',
          why: w(
            '面向全镇贫困户，规划没有逐项列出工程和地点。',
            'For poor households across the town; the plan does not list the projects or places.',
          ),
          targets: [{ text: w('落实精准扶贫十大工程', 'Carry out the ten projects'), value: 10, unit: '项' }],
          related: ['4.1-2', '4.1-3'],
          status: { word: 'routine', evidence: '落实精准扶贫十大工程' },
        },
        {
          id: '4.1-2',
          title: w('玉池片区易地扶贫搬迁集中安置区', 'Relocation settlement for the Yuchi area'),
          summary: w(
            '加快推进玉池片区易地扶贫搬迁集中安置区建设。',
            'Press on with building the settlement for households relocated out of poverty in the Yuchi area.',
          ),
          quotes: ['加快推进玉池片区易地扶贫搬迁集中安置区建设。'],
          spatial: 'area',
          related: ['4.1-1', '4.4-3'],
          status: { word: 'underway', evidence: '加快推进玉池片区易地扶贫搬迁集中安置区建设' },
        },
        {
          id: '4.1-3',
          title: w('社会保障兜底', 'Social safety net'),
          summary: w(
            '保障底线民生，落实贫困户社会保障兜底。',
            'Secure basic livelihoods and provide poor households with a social safety net.',
          ),
          quotes: ['保障底线民生，落实贫困户社会保障兜底。'],
          spatial: 'townwide',
          why: w('面向全镇贫困户的保障政策。', 'A guarantee for poor households across the town.'),
          related: ['4.1-1'],
          status: { word: 'routine', evidence: '落实贫困户社会保障兜底' },
        },
      ],
    },
    {
      id: '4.2',
      title: w('教育、医疗、人口', 'Education, health, population'),
      items: [
        {
          id: '4.2-1',
          title: w('教育', 'Education'),
          summary: w(
            '优先发展教育，改善办学条件，做强素质教育品牌。',
            'Give priority to education, improve school conditions and build a strong name for all-round education.',
          ),
          quotes: ['优先发展教育，改善办学条件，做强素质教育品牌。'],
          spatial: 'townwide',
          why: w('规划没有说到具体学校。', 'The plan names no school.'),
          status: { word: 'underway', evidence: '优先发展教育' },
        },
        {
          id: '4.2-2',
          title: w('医疗', 'Health care'),
          summary: w(
            '完善医疗服务体系，提升医疗卫生水平，健全全民医疗保障。',
            'Improve the system of medical services, raise standards of health care and complete health insurance for all.',
          ),
          quotes: ['完善医疗服务体系，提升医疗卫生水平，健全全民医疗保障。'],
          spatial: 'townwide',
          why: w('规划没有说到具体医疗机构。', 'The plan names no hospital or clinic.'),
          status: { word: 'underway', evidence: '完善医疗服务体系' },
        },
        {
          id: '4.2-3',
          title: w('人口计生', 'Population and family planning'),
          summary: w(
            '落实人口计生政策，提高生育质量和人口素质。',
            'Carry out population and family-planning policy; improve the quality of births and of the population.',
          ),
          quotes: ['落实人口计生政策，提高生育质量和人口素质。'],
          spatial: 'townwide',
          why: w('面向全镇人口的政策。', 'A policy for the whole population.'),
          status: { word: 'routine', evidence: '落实人口计生政策' },
        },
      ],
    },
    {
      id: '4.3',
      title: w('平安与安全', 'Public and work safety'),
      items: [
        {
          id: '4.3-1',
          title: w('平安创建', 'Public safety'),
          summary: w(
            '持续开展平安创建，确保社会大局和谐稳定。',
            'Keep up the work for public safety; ensure a harmonious and stable society.',
          ),
          quotes: ['持续开展平安创建，', '确保社会大局和谐稳定。'],
          spatial: 'townwide',
          why: w('全镇范围的工作。', 'Work throughout the town.'),
          related: ['1.2-2', '4.3-2'],
          status: { word: 'routine', evidence: '持续开展平安创建' },
        },
        {
          id: '4.3-2',
          title: w('安全生产', 'Work safety'),
          summary: w('抓好安全生产。', 'Keep a firm grip on work safety.'),
          quotes: ['抓好安全生产，'],
          spatial: 'townwide',
          why: w('全镇范围的工作。', 'Work throughout the town.'),
          related: ['4.3-1'],
          status: { word: 'underway', evidence: '抓好安全生产' },
        },
      ],
    },
    {
      id: '4.4',
      title: w('住房与防灾', 'Housing and disaster prevention'),
      items: [
        {
          id: '4.4-1',
          title: w('住房保障与农村危房改造', 'Housing security and renovation of unsafe rural homes'),
          summary: w(
            '完善住房保障体系，加大农村危房改造力度。',
            'Improve housing security and step up the renovation of unsafe rural homes.',
          ),
          quotes: ['完善住房保障体系，加大农村危房改造力度，'],
          spatial: 'townwide',
          why: w(
            '涉及全镇农户，规划没有列出户数和地点。',
            'Households across the town; the plan gives no number or place.',
          ),
          related: ['4.4-2'],
          status: { word: 'underway', evidence: '完善住房保障体系，加大农村危房改造力度' },
        },
        {
          id: '4.4-2',
          title: w('因灾倒房群众居住', 'Housing for those whose homes collapsed in disasters'),
          summary: w(
            '解决城乡困难群众特别是因灾倒房群众的居住问题。',
            'Solve the housing problems of people in need in town and countryside, above all of those whose homes collapsed in disasters.',
          ),
          quotes: ['解决城乡困难群众特别是因灾倒房群众的居住问题。'],
          spatial: 'townwide',
          why: w('规划没有列出倒房户和地点。', 'The plan lists no households or places.'),
          related: ['4.4-1', '5.2-1'],
          status: { word: 'underway', evidence: '解决城乡困难群众特别是因灾倒房群众的居住问题' },
        },
        {
          id: '4.4-3',
          title: w(
            '玉池片区山洪地质灾害防控监测体系',
            'Prevention and monitoring of flash floods and geological disasters, Yuchi area',
          ),
          summary: w(
            '强化山洪地质灾害的监测、预警和治理，加快建立玉池片区山洪地质灾害防控监测体系，确保人民群众生命财产安全。',
            'Strengthen monitoring of, early warning of and action against flash floods and geological disasters; soon set up the system of prevention, control and monitoring for the Yuchi area, so that lives and property are safe.',
          ),
          quotes: [
            '强化山洪地质灾害的监测、预警和治理，加快建立玉池片区山洪地质灾害防控监测体系，确保人民群众生命财产安全。',
          ],
          spatial: 'area',
          related: ['4.1-2'],
          status: { word: 'underway', evidence: '加快建立玉池片区山洪地质灾害防控监测体系' },
        },
      ],
    },
  ],
};
