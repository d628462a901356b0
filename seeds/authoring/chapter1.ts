import { type ChapterDraft, w } from './types.ts';

export const chapter1: ChapterDraft = {
  number: 1,
  title: w('做好园区服务文章', 'Serving the industrial park'),
  short: w('园区服务', 'Park'),
  sections: [
    {
      id: '1.1',
      title: w('全力促进园区发展', 'Developing the park'),
      items: [
        {
          id: '1.1-1',
          title: w('园区征地拆迁', 'Land acquisition and demolition for the park'),
          summary: w(
            '举全镇之力，加快园区征地拆迁。',
            'Put the whole town’s effort into speeding up land acquisition and demolition for the park.',
          ),
          quotes: ['举全镇之力，在征地拆迁、', '加快征地拆迁、'],
          spatial: 'area',
          related: ['1.1-2', '1.1-3'],
          status: { word: 'underway', evidence: '加快征地拆迁' },
        },
        {
          id: '1.1-2',
          title: w('园区村民安置', 'Resettlement of the park’s villagers'),
          summary: w(
            '在村民安置方面再下大力气、再下苦功夫。',
            'Put still more effort and hard work into resettling villagers.',
          ),
          quotes: ['村民安置、', '再下大力气，再下苦功夫，'],
          spatial: 'area',
          related: ['1.1-1'],
          status: {
            word: 'underway',
            evidence: '再下大力气',
          },
        },
        {
          id: '1.1-3',
          title: w('园区一期启动区', 'Phase I start-up area of the park'),
          summary: w(
            '加紧规划设计、加快工程进度，在一期启动区内拉开骨架、形成承载、拓展空间。',
            'Press on with planning and design, speed up the works; in the phase I start-up area lay out the framework, build up capacity and make room to grow.',
          ),
          quotes: ['加紧规划设计、', '加快工程进度，', '在一期启动区内拉开骨架、形成承载、拓展空间，'],
          spatial: 'site',
          related: ['1.1-1', '1.1-4', '1.1-5'],
          status: { word: 'underway', evidence: '加快工程进度' },
        },
        {
          id: '1.1-4',
          title: w('园区水电气路等基础设施', 'Water, power, gas and roads of the park'),
          summary: w(
            '坚持基础设施先行，抓紧完成园区水电气路等基础设施建设。',
            'Infrastructure first: complete the park’s water, power, gas, roads and other infrastructure without delay.',
          ),
          quotes: ['坚持基础设施先行。', '抓紧完成园区水电气路等基础设施建设，'],
          spatial: 'line',
          targets: [
            {
              text: w(
                '抓紧完成园区水电气路等基础设施',
                'Complete the park’s water, power, gas, roads and other infrastructure',
              ),
            },
          ],
          related: ['1.1-3'],
          status: { word: 'underway', evidence: '抓紧完成园区水电气路等基础设施建设' },
        },
        {
          id: '1.1-5',
          title: w('承接新兴产业', 'Drawing in emerging industries'),
          summary: w(
            '在一期启动区承接先进制造、电子信息、新材料、新能源等新兴产业。',
            'In the phase I start-up area, draw in emerging industries such as advanced manufacturing, electronics and information, new materials and new energy.',
          ),
          quotes: [
            '在一期启动区内拉开骨架、形成承载、拓展空间，承接先进制造、电子信息、新材料、新能源等新兴产业，',
          ],
          spatial: 'site',
          related: ['1.1-3', '1.1-6'],
          status: { word: 'aim', evidence: '承接先进制造、电子信息、新材料、新能源等新兴产业' },
        },
        {
          id: '1.1-6',
          title: w('引进龙头企业', 'Attracting anchor firms'),
          summary: w(
            '在一期启动区引进具有“定海神针”作用的企业。',
            'Bring into the phase I start-up area firms that anchor the park.',
          ),
          quotes: ['引进具有“定海神针”作用的企业。'],
          spatial: 'site',
          related: ['1.1-5', '1.2-1'],
          status: { word: 'aim', evidence: '引进具有“定海神针”作用的企业' },
        },
        {
          id: '1.1-7',
          title: w('园区定位：集聚区、示范区、样板区', 'What the park is to become'),
          summary: w(
            '在环境优化、建设协调等方面再下大力气，将园区建成现代产业的集聚区、“两型社会”的示范区、产城融合的样板区。',
            'With still more effort on the environment and on coordinating construction, build the park into a cluster of modern industry, a demonstration area of the “two-type society” (resource-saving and environmentally friendly) and a model of integrating industry and town.',
          ),
          quotes: [
            '环境优化、建设协调等方面，再下大力气，再下苦功夫，将园区建成现代产业的集聚区、“两型社会”的示范区、产城融合的样板区。',
          ],
          spatial: 'site',
          targets: [
            {
              text: w(
                '现代产业的集聚区、“两型社会”的示范区、产城融合的样板区',
                'A cluster of modern industry, a demonstration area of the “two-type society”, a model of integrating industry and town',
              ),
            },
          ],
          related: ['0.1-1', '2.1-4'],
          status: { word: 'aim', evidence: '将园区建成现代产业的集聚区' },
        },
        {
          id: '1.1-8',
          title: w('改革创新先试', 'Pioneering reform'),
          summary: w(
            '坚持改革创新先试，实施特殊的政策，赋予特别的责任，体制上接经开区，经济上打长沙牌。',
            'Pioneer reform and innovation: special policies and special responsibilities; institutionally linked to the development zone, economically trading on Changsha’s name.',
          ),
          quotes: ['坚持改革创新先试。', '实施特殊的政策，赋予特别的责任，体制上接经开区，经济上打长沙牌。'],
          spatial: 'none',
          why: w(
            '体制与政策安排，没有空间位置。',
            'Institutional and policy arrangements, not tied to any place.',
          ),
          related: ['1.1-7'],
          status: { word: 'routine', evidence: '坚持改革创新先试' },
        },
      ],
    },
    {
      id: '1.2',
      title: w('全力打造一流环境', 'A first-class business environment'),
      items: [
        {
          id: '1.2-1',
          title: w('发展环境', 'Development environment'),
          summary: w(
            '高度重视发展环境，牢固树立“发展第一、环境一流”的理念，努力营造廉洁高效的政务环境、民主公正的法治环境、公平诚信的市场环境。',
            'Uphold “development first, a first-class environment”; work for clean and efficient administration, a democratic and just rule of law, and a fair and honest market.',
          ),
          quotes: [
            '高度重视发展环境。',
            '牢固树立“发展第一、环境一流”的理念，努力营造廉洁高效的政务环境、民主公正的法治环境、公平诚信的市场环境。',
          ],
          spatial: 'townwide',
          why: w(
            '面向全镇和园区的环境建设，不落在某一处。',
            'Conditions for the whole town and the park; tied to no one place.',
          ),
          related: ['1.2-2', '1.2-3'],
          status: { word: 'routine', evidence: '高度重视发展环境' },
        },
        {
          id: '1.2-2',
          title: w('专项整治', 'Enforcement campaigns'),
          summary: w(
            '持续开展专项整治行动，查办一批典型案件；严厉打击挑头作乱、顶风闹事、负隅顽抗的违法犯罪分子，对封门堵路、拉闸断电等违法行为露头就打，对涉嫌违法的黑恶势力重拳出击。',
            'Keep up the enforcement campaigns and handle a number of typical cases; strike hard at offenders who stir up, make or persist in trouble, act at once when gates and roads are blocked or power is cut, and crack down on gangs suspected of breaking the law.',
          ),
          quotes: [
            '着力推动专项整治。',
            '持续开展专项整治行动，查办一批典型案件。',
            '特别是对挑头作乱、顶风闹事、负隅顽抗的违法犯罪分子，一律严厉打击，顶格惩治；对封门堵路、拉闸断电等违法行为，露头就打；对涉嫌违法的黑恶势力，重拳出击。',
          ],
          spatial: 'townwide',
          why: w('全镇范围的执法行动。', 'Enforcement across the town.'),
          related: ['4.3-1'],
          status: { word: 'routine', evidence: '持续开展专项整治行动' },
        },
        {
          id: '1.2-3',
          title: w('政务服务', 'Government services'),
          summary: w(
            '推行一线服务、首问负责，进一步提高服务效能。',
            'Serve people on the spot, make the first official asked see the matter through, and work more effectively.',
          ),
          quotes: ['全面优化政务服务。', '推行一线服务、首问负责，进一步提高服务效能。'],
          spatial: 'townwide',
          why: w(
            '面向全镇企业和群众的服务，规划没有说到办事场所。',
            'Service to all firms and people; the plan names no office.',
          ),
          related: ['1.2-1', '1.2-4'],
          status: { word: 'routine', evidence: '推行一线服务、首问负责，进一步提高服务效能' },
        },
        {
          id: '1.2-4',
          title: w('依法行政、规矩用权', 'Government by law and by the rules'),
          summary: w(
            '严禁不作为、慢作为、乱作为，严禁乱检查、乱收费、乱摊派，让企业家安心创业、全心发展、舒心生活。',
            'No inaction, slackness or abuse of office; no arbitrary inspections, fees or levies; govern by law, use power by the rules and serve sincerely, so that entrepreneurs can start up, grow and live at ease.',
          ),
          quotes: [
            '严禁不作为、慢作为、乱作为，严禁乱检查、乱收费、乱摊派，切实做到依法行政、规矩用权、真情服务，真正让企业家安心创业、全心发展、舒心生活。',
          ],
          spatial: 'none',
          why: w(
            '对工作人员的纪律要求，没有空间位置。',
            'Rules of conduct for officials, not tied to any place.',
          ),
          related: ['1.2-3'],
          status: { word: 'routine', evidence: '严禁不作为、慢作为、乱作为' },
        },
      ],
    },
  ],
};
