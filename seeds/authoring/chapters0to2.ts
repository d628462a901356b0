import { type ChapterDraft, w } from './types.ts';

export const chapters0to2: ChapterDraft[] = [
  {
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
            title: w('“工业新镇、旅游名镇、生态小镇”建设', 'A town of new industry, tourism and ecology'),
            summary: w(
              '以服务园区为主要抓手，壮大镇域经济，加快产城融合，率先实现全面小康，建成服务省城的后花园、对接长沙的桥头堡、汨罗经济新的增长极、各项工作的排头兵。',
              'With service to the industrial park as the main lever: a stronger town economy, industry and town grown together, moderate prosperity ahead of others; a back garden for the provincial capital, a bridgehead to Changsha, a new growth pole of Miluo, a front runner in all work.',
            ),
            quotes: [
              '紧紧围绕“建设更高品质的生态文化活力汨罗”的总体要求，以服务园区为主要抓手，不断壮大镇域经济，加快产城融合，加快推进“工业新镇、旅游名镇、生态小镇”建设，率先实现全面小康，全力将我镇建设成服务省城的后花园、对接长沙的桥头堡、汨罗经济新的增长极、各项工作的排头兵。',
            ],
            spatial: 'townwide',
            why: w('全镇的总目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
            targets: [{ text: w('率先实现全面小康', 'Reach moderate prosperity ahead of others') }],
            related: ['1.1-7', '2.1-4', '3.1-1', '5.2-9'],
            status: { word: 'underway', evidence: '加快推进“工业新镇、旅游名镇、生态小镇”建设' },
          },
          {
            id: '0.1-2',
            title: w('做好“五篇文章”', 'Five chapters of work'),
            summary: w(
              '科学规划，突出重点，做好园区服务、集镇建设、产业发展、民生实事、新农村建设五篇文章。',
              'Sound planning and clear priorities in five fields: service to the park, the market town, industries, people’s livelihood, the new countryside.',
            ),
            quotes: ['必须科学规划，突出重点，扭住关键，主要做好如下“五篇文章”。'],
            spatial: 'none',
            why: w('工作方法，没有空间位置。', 'A way of working, without a place.'),
            targets: [{ text: w('五篇文章', 'Five chapters'), value: 5, unit: '篇' }],
          },
        ],
      },
    ],
  },
  {
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
            title: w('园区征地拆迁', 'Land acquisition and clearance for the park'),
            summary: w(
              '举全镇之力，加快园区征地拆迁。',
              'The whole town’s effort goes into faster land acquisition and clearance for the park.',
            ),
            quotes: ['举全镇之力，在征地拆迁、', '加快征地拆迁、'],
            spatial: 'area',
            related: ['1.1-2', '1.1-3'],
            status: { word: 'underway', evidence: '加快征地拆迁' },
          },
          {
            id: '1.1-2',
            title: w('园区村民安置', 'Resettlement of villagers of the park'),
            summary: w(
              '做好园区范围内村民的安置。',
              'Resettle the villagers who live where the park is built.',
            ),
            quotes: ['村民安置、'],
            spatial: 'area',
            related: ['1.1-1'],
            status: {
              word: 'underway',
              evidence: '在征地拆迁、村民安置、环境优化、建设协调等方面，再下大力气',
            },
          },
          {
            id: '1.1-3',
            title: w('园区一期启动区', 'Start-up area of the park'),
            summary: w(
              '加紧规划设计、加快工程进度，在一期启动区内拉开骨架、形成承载、拓展空间。',
              'Press on with design and works; in the start-up area lay out the framework, make it fit to take firms, gain room.',
            ),
            quotes: ['加紧规划设计、', '加快工程进度，', '在一期启动区内拉开骨架、形成承载、拓展空间，'],
            spatial: 'site',
            related: ['1.1-1', '1.1-4', '1.1-5'],
            status: { word: 'underway', evidence: '加紧规划设计、加快征地拆迁、加快工程进度' },
          },
          {
            id: '1.1-4',
            title: w('园区水电气路等基础设施', 'Water, power, gas and roads of the park'),
            summary: w(
              '坚持基础设施先行，抓紧完成园区水电气路等基础设施建设。',
              'Infrastructure first: finish the park’s water, power, gas and roads without delay.',
            ),
            quotes: ['坚持基础设施先行。', '抓紧完成园区水电气路等基础设施建设，'],
            spatial: 'line',
            targets: [
              { text: w('抓紧完成园区水电气路等基础设施', 'Finish water, power, gas and roads of the park') },
            ],
            related: ['1.1-3'],
            status: { word: 'underway', evidence: '抓紧完成园区水电气路等基础设施建设' },
          },
          {
            id: '1.1-5',
            title: w('承接四大新兴产业', 'Four target industries'),
            summary: w(
              '承接先进制造、电子信息、新材料、新能源等新兴产业。',
              'Take in advanced manufacturing, electronics and information, new materials, new energy.',
            ),
            quotes: ['承接先进制造、电子信息、新材料、新能源等新兴产业，'],
            spatial: 'site',
            related: ['1.1-3', '1.1-6'],
            status: { word: 'underway', evidence: '承接先进制造、电子信息、新材料、新能源等新兴产业' },
          },
          {
            id: '1.1-6',
            title: w('引进龙头企业', 'Attracting anchor firms'),
            summary: w('引进具有“定海神针”作用的企业。', 'Bring in firms that anchor the park.'),
            quotes: ['引进具有“定海神针”作用的企业。'],
            spatial: 'none',
            why: w(
              '招商工作，规划没有说到具体企业和地块。',
              'Investment promotion; the plan names no firm and no plot.',
            ),
            related: ['1.1-5', '1.2-1'],
            status: { word: 'underway', evidence: '引进具有“定海神针”作用的企业' },
          },
          {
            id: '1.1-7',
            title: w('园区定位：集聚区、示范区、样板区', 'What the park is to become'),
            summary: w(
              '在环境优化、建设协调等方面再下大力气，将园区建成现代产业的集聚区、“两型社会”的示范区、产城融合的样板区。',
              'With more effort on surroundings and coordination, make the park a cluster of modern industry, a demonstration of the resource-saving and environment-friendly society, a model of industry and town grown together.',
            ),
            quotes: [
              '环境优化、建设协调等方面，再下大力气，再下苦功夫，将园区建成现代产业的集聚区、“两型社会”的示范区、产城融合的样板区。',
            ],
            spatial: 'site',
            targets: [
              {
                text: w(
                  '现代产业的集聚区、“两型社会”的示范区、产城融合的样板区',
                  'Cluster of modern industry, demonstration of the “two-type” society, model of integrated growth',
                ),
              },
            ],
            related: ['0.1-1', '2.1-4'],
            status: { word: 'underway', evidence: '再下大力气，再下苦功夫，将园区建成现代产业的集聚区' },
          },
          {
            id: '1.1-8',
            title: w('改革创新先试', 'Trying out reform'),
            summary: w(
              '实施特殊的政策，赋予特别的责任，体制上接经开区，经济上打长沙牌。',
              'Special policies and special duties; organised with the development zone, marketed with Changsha.',
            ),
            quotes: [
              '坚持改革创新先试。',
              '实施特殊的政策，赋予特别的责任，体制上接经开区，经济上打长沙牌。',
            ],
            spatial: 'none',
            why: w('体制与政策安排，没有空间位置。', 'Institutions and policy, without a place.'),
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
              '牢固树立“发展第一、环境一流”的理念，营造政务、法治、市场环境。',
              '“Development first, environment first-class”: clean and efficient administration, fair law, an honest market.',
            ),
            quotes: [
              '高度重视发展环境。',
              '牢固树立“发展第一、环境一流”的理念，努力营造廉洁高效的政务环境、民主公正的法治环境、公平诚信的市场环境。',
            ],
            spatial: 'townwide',
            why: w(
              '面向全镇和园区的环境建设，不落在某一处。',
              'Conditions for the whole town and the park, tied to no place.',
            ),
            related: ['1.2-2', '1.2-3'],
            status: { word: 'routine', evidence: '高度重视发展环境' },
          },
          {
            id: '1.2-2',
            title: w('专项整治', 'Enforcement campaigns'),
            summary: w(
              '持续开展专项整治行动，查办一批典型案件，严厉打击阻工闹事、封门堵路、拉闸断电和黑恶势力。',
              'Continued campaigns and model cases against obstruction, blocking of gates and roads, cutting of power, and gangs.',
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
              'Service on the spot, the first official asked is responsible, more effective service.',
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
            title: w('依法行政、规矩用权', 'Lawful and disciplined administration'),
            summary: w(
              '严禁不作为、慢作为、乱作为，严禁乱检查、乱收费、乱摊派，让企业家安心创业、全心发展、舒心生活。',
              'No inaction, delay or abuse; no arbitrary inspections, fees or levies; entrepreneurs are to work and live at ease.',
            ),
            quotes: [
              '严禁不作为、慢作为、乱作为，严禁乱检查、乱收费、乱摊派，切实做到依法行政、规矩用权、真情服务，真正让企业家安心创业、全心发展、舒心生活。',
            ],
            spatial: 'none',
            why: w('对工作人员的纪律要求，没有空间位置。', 'Discipline for officials, without a place.'),
            related: ['1.2-3'],
            status: { word: 'routine', evidence: '严禁不作为、慢作为、乱作为' },
          },
        ],
      },
    ],
  },
  {
    number: 2,
    title: w('做好集镇建设文章', 'Building the market town'),
    short: w('集镇建设', 'Town'),
    sections: [
      {
        id: '2.1',
        title: w('建设“弼时新城”', 'Bishi New Town'),
        items: [
          {
            id: '2.1-1',
            title: w('“弼时新城”与集镇建设规划', 'Bishi New Town and the plan of the market town'),
            summary: w(
              '坚持规划引领，配合园区发展，高标准做好集镇建设规划，建设“弼时新城”。',
              'Planning leads: a high-standard plan for the market town to match the park, and Bishi New Town.',
            ),
            quotes: ['坚持规划引领，建设“弼时新城”。', '配合园区发展，高标准的做好集镇建设规划，'],
            spatial: 'area',
            related: ['2.1-3', '5.1-1'],
            status: { word: 'preparing', evidence: '高标准的做好集镇建设规划' },
          },
          {
            id: '2.1-2',
            title: w('国道东移和桃花路', 'National road moved east and Taohua Road'),
            summary: w(
              '加快国道东移桃花路建设，构建对接长沙新通道。',
              'Speed up moving the national road east and building Taohua Road: a new link to Changsha.',
            ),
            quotes: ['加快国道东移桃花路建设，构建对接长沙新通道。'],
            spatial: 'line',
            related: ['2.1-1', '5.3-2'],
            status: { word: 'underway', evidence: '加快国道东移桃花路建设' },
          },
          {
            id: '2.1-3',
            title: w('弼时新镇区开发', 'Development of the new town district'),
            summary: w('加快弼时新镇区开发建设。', 'Speed up the development of the new town district.'),
            quotes: ['加快弼时新镇区开发建设，'],
            spatial: 'area',
            related: ['2.1-1', '2.1-4'],
            status: { word: 'underway', evidence: '加快弼时新镇区开发建设' },
          },
          {
            id: '2.1-4',
            title: w('产城融合与边界型工业新镇', 'Industry and town together: a border town of new industry'),
            summary: w(
              '以产业带就业，以就业聚人气，促进产城融合，加快建成边界型工业新镇。',
              'Industry brings jobs, jobs bring people; industry and town grow together into a new industrial town on the border.',
            ),
            quotes: ['以产业带就业，以就业聚人气，促进产城融合，加快建成边界型工业新镇。'],
            spatial: 'townwide',
            why: w('全镇的发展方向，不落在某一处。', 'A direction for the whole town, tied to no place.'),
            targets: [{ text: w('建成边界型工业新镇', 'Become a new industrial town on the border') }],
            related: ['0.1-1', '1.1-7', '2.1-3'],
            status: { word: 'underway', evidence: '加快建成边界型工业新镇' },
          },
        ],
      },
      {
        id: '2.2',
        title: w('“红色小镇”建设', 'The “red town”'),
        items: [
          {
            id: '2.2-1',
            title: w('“红色小镇”', 'The “red town”'),
            summary: w('突出抓好“红色小镇”建设。', 'Put the building of the “red town” first.'),
            quotes: ['突出抓好“红色小镇”建设，'],
            spatial: 'area',
            related: ['3.1-2'],
            status: { word: 'underway', evidence: '突出抓好“红色小镇”建设' },
          },
          {
            id: '2.2-2',
            title: w('兴农商业街三期', 'Xingnong Commercial Street, phase III'),
            summary: w('加快推进兴农商业街三期项目。', 'Speed up phase III of Xingnong Commercial Street.'),
            quotes: ['加快推进兴农商业街三期项目'],
            spatial: 'line',
            related: ['2.2-3', '2.2-8'],
            status: { word: 'underway', evidence: '加快推进兴农商业街三期项目' },
          },
          {
            id: '2.2-3',
            title: w('金山路商业街', 'Jinshan Road Commercial Street'),
            summary: w(
              '加快推进金山路商业街开发建设。',
              'Speed up the development of Jinshan Road Commercial Street.',
            ),
            quotes: ['和金山路商业街开发建设，'],
            spatial: 'line',
            related: ['2.2-2', '2.2-8'],
            status: { word: 'underway', evidence: '加快推进兴农商业街三期项目和金山路商业街开发建设' },
          },
          {
            id: '2.2-4',
            title: w('集镇路面“白改黑”', 'Asphalt on the town’s concrete roads'),
            summary: w(
              '加快启动弼时集镇路面“白改黑”工程。',
              'Start surfacing the market town’s concrete roads with asphalt soon.',
            ),
            quotes: ['加快启动弼时集镇路面“白改黑”'],
            spatial: 'line',
            related: ['2.2-5'],
            status: {
              word: 'notStarted',
              evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
            },
          },
          {
            id: '2.2-5',
            title: w('街道绿化亮化', 'Street greening and lighting'),
            summary: w('加快启动街道绿化亮化工程。', 'Start street greening and lighting soon.'),
            quotes: ['和街道绿化亮化、'],
            spatial: 'line',
            related: ['2.2-4'],
            status: {
              word: 'notStarted',
              evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
            },
          },
          {
            id: '2.2-6',
            title: w('集镇供排水', 'Water supply and drainage of the market town'),
            summary: w(
              '加快启动集镇供排水工程。',
              'Start water supply and drainage of the market town soon.',
            ),
            quotes: ['集镇供排水、'],
            spatial: 'area',
            related: ['2.2-7', '5.2-8'],
            status: {
              word: 'notStarted',
              evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
            },
          },
          {
            id: '2.2-7',
            title: w('污水处理厂', 'Sewage treatment plant'),
            summary: w(
              '加快启动集镇污水处理厂工程。',
              'Start the market town’s sewage treatment plant soon.',
            ),
            quotes: ['污水处理厂等工程，'],
            spatial: 'site',
            related: ['2.2-6', '5.3-3'],
            status: {
              word: 'notStarted',
              evidence: '加快启动弼时集镇路面“白改黑”和街道绿化亮化、集镇供排水、污水处理厂等工程',
            },
          },
          {
            id: '2.2-8',
            title: w('交通、餐饮、娱乐、购物等配套设施', 'Transport, food, leisure and shopping'),
            summary: w(
              '进一步完善交通、餐饮、娱乐、购物等配套设施。',
              'Further complete the town’s facilities for transport, food, leisure and shopping.',
            ),
            quotes: ['进一步完善交通、餐饮、娱乐、购物等配套设施。'],
            spatial: 'area',
            related: ['2.2-2', '2.2-3'],
            status: { word: 'underway', evidence: '进一步完善交通、餐饮、娱乐、购物等配套设施' },
          },
        ],
      },
    ],
  },
];
