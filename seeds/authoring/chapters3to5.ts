import { type ChapterDraft, noPlaceNamed, w } from './types.ts';

const mountains = '玉池省级风景名胜区和影珠山、明月山，山清水秀，生态优美，我们要十分珍惜独有的自然资源，';
const ecoTourism = '大力发展生态文化旅游';

export const chapters3to5: ChapterDraft[] = [
  {
    number: 3,
    title: w('做好产业发展文章', 'Developing industries'),
    short: w('产业发展', 'Industries'),
    sections: [
      {
        id: '3.1',
        title: w('繁荣旅游产业', 'Tourism'),
        items: [
          {
            id: '3.1-1',
            title: w('名人、名山、名片带动旅游', 'A famous man, famous mountains, a famous name'),
            summary: w(
              '发挥名人任弼时，名山影珠山、明月山，名片玉池山省级风景名胜区的优势，重点发展旅游事业。',
              'Tourism first, on the strength of Ren Bishi, of the Yingzhu and Mingyue mountains, and of the Yuchi Mountain provincial scenic area.',
            ),
            quotes: [
              '发挥镇区名人——任弼时，名山——影珠山、明月山，名片——玉池山省级风景名胜区的优势，重点发展旅游事业。',
            ],
            spatial: 'area',
            related: ['3.1-2', '3.1-4', '3.1-5', '3.1-6'],
            status: { word: 'underway', evidence: '重点发展旅游事业' },
          },
          {
            id: '3.1-2',
            title: w('任弼时纪念馆与红色旅游', 'Ren Bishi Memorial and red tourism'),
            summary: w(
              '依托任弼时纪念馆，大力发展红色旅游。',
              'Develop red tourism round the Ren Bishi Memorial.',
            ),
            quotes: ['我们应充分发挥伟人故里的人文优势，', '依托任弼时纪念馆，大力发展红色旅游。'],
            spatial: 'site',
            related: ['2.2-1', '3.1-3'],
            status: { word: 'underway', evidence: '依托任弼时纪念馆，大力发展红色旅游' },
          },
          {
            id: '3.1-3',
            title: w('弘扬“骆驼精神”', 'The “camel spirit”'),
            summary: w(
              '发挥人文优势，弘扬和学习“骆驼精神”，赋予时代内涵。',
              'Use the town’s cultural heritage; spread and study the “camel spirit” and give it meaning today.',
            ),
            quotes: ['发挥人文优势。', '弘扬和学习“骆驼精神”，赋予时代内涵，'],
            spatial: 'site',
            related: ['3.1-2'],
            status: { word: 'routine', evidence: '弘扬和学习“骆驼精神”' },
          },
          {
            id: '3.1-4',
            title: w('玉池山省级风景名胜区', 'Yuchi Mountain provincial scenic area'),
            summary: w(
              '珍惜玉池省级风景名胜区的自然资源，大力发展生态文化旅游。',
              'Treasure the scenic area’s nature and develop ecological and cultural tourism.',
            ),
            quotes: [mountains, ecoTourism],
            spatial: 'area',
            related: ['3.1-1', '3.1-7'],
            status: { word: 'underway', evidence: '大力发展生态文化旅游' },
          },
          {
            id: '3.1-5',
            title: w('影珠山', 'Yingzhu Mountain'),
            summary: w(
              '珍惜影珠山的自然资源，大力发展生态文化旅游。',
              'Treasure Yingzhu Mountain’s nature and develop ecological and cultural tourism.',
            ),
            quotes: [mountains, ecoTourism],
            spatial: 'area',
            related: ['3.1-1', '3.1-7'],
            status: { word: 'underway', evidence: '大力发展生态文化旅游' },
          },
          {
            id: '3.1-6',
            title: w('明月山', 'Mingyue Mountain'),
            summary: w(
              '珍惜明月山的自然资源，大力发展生态文化旅游。',
              'Treasure Mingyue Mountain’s nature and develop ecological and cultural tourism.',
            ),
            quotes: [mountains, ecoTourism],
            spatial: 'area',
            related: ['3.1-1', '3.1-7'],
            status: { word: 'underway', evidence: '大力发展生态文化旅游' },
          },
          {
            id: '3.1-7',
            title: w('山地环境保护与文化挖掘', 'Protecting the mountains and telling their stories'),
            summary: w(
              '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化，打造服务省城的后花园。',
              'Protect the environment; bring out local stories, Buddhist legends and red culture; a back garden for the provincial capital.',
            ),
            quotes: [
              '擦亮崭新名片。',
              '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化，契合良好自然环境，大力发展生态文化旅游，努力打造服务省城的后花园。',
            ],
            spatial: 'area',
            related: ['3.1-4', '3.1-5', '3.1-6'],
            status: { word: 'underway', evidence: '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化' },
          },
        ],
      },
      {
        id: '3.2',
        title: w('发展高效农业', 'Efficient farming'),
        items: [
          {
            id: '3.2-1',
            title: w('农村土地确权登记颁证', 'Confirming and registering rural land rights'),
            summary: w(
              '深化农村改革，加快农村土地确权登记颁证。',
              'Deepen rural reform; confirm, register and certify rural land rights faster.',
            ),
            quotes: ['深化农村改革，加快农村土地确权登记颁证，'],
            spatial: 'townwide',
            why: w(
              '涉及全镇农村土地，规划没有说到地块。',
              'All rural land of the town; the plan names no parcels.',
            ),
            related: ['3.2-2'],
            status: { word: 'underway', evidence: '加快农村土地确权登记颁证' },
          },
          {
            id: '3.2-2',
            title: w('土地流转与适度规模经营', 'Land transfer and operation at scale'),
            summary: w(
              '加快土地流转，推进农业生产适度规模化、集约化。',
              'Speed up the transfer of land; farm at a suitable scale and intensively.',
            ),
            quotes: ['加快土地流转，', '推进农业生产适度规模化、集约化。'],
            spatial: 'townwide',
            why: noPlaceNamed,
            related: ['3.2-1', '3.2-3'],
            status: { word: 'underway', evidence: '加快土地流转' },
          },
          {
            id: '3.2-3',
            title: w('农业专业合作社', 'Farmers’ cooperatives'),
            summary: w('大力发展农业专业合作社。', 'Develop specialised farmers’ cooperatives.'),
            quotes: ['大力发展农业专业合作社，'],
            spatial: 'townwide',
            why: w('规划没有说到具体合作社。', 'The plan names no cooperative.'),
            related: ['3.2-2', '3.2-7'],
            status: { word: 'underway', evidence: '大力发展农业专业合作社' },
          },
          {
            id: '3.2-4',
            title: w('高标准农田', 'High-standard farmland'),
            summary: w('建设高标准农田。', 'Build high-standard farmland.'),
            quotes: ['建设高标准农田，'],
            spatial: 'area',
            related: ['3.2-5', '5.2-5'],
            status: { word: 'underway', evidence: '建设高标准农田' },
          },
          {
            id: '3.2-5',
            title: w('双季稻种植面积', 'Area of double-cropping rice'),
            summary: w('确保双季稻种植面积。', 'Keep up the area of double-cropping rice.'),
            quotes: ['确保双季稻种植面积，'],
            spatial: 'area',
            targets: [
              {
                text: w(
                  '确保双季稻种植面积（规划未列数字）',
                  'Keep up the area of double-cropping rice (no figure given)',
                ),
              },
            ],
            related: ['3.2-4', '3.2-6'],
            status: { word: 'routine', evidence: '确保双季稻种植面积' },
          },
          {
            id: '3.2-6',
            title: w('农业新技术与粮食生产全程机械化', 'New techniques and full mechanisation of grain'),
            summary: w(
              '推广农业新技术，推进粮食生产全程机械化，稳定粮食产能。',
              'Spread new techniques, mechanise grain growing throughout, keep grain capacity steady.',
            ),
            quotes: ['积极推广农业新技术，推进粮食生产全程机械化，稳定粮食产能。'],
            spatial: 'townwide',
            why: noPlaceNamed,
            targets: [
              {
                text: w(
                  '粮食生产全程机械化，稳定粮食产能',
                  'Grain growing mechanised throughout, capacity kept steady',
                ),
              },
            ],
            related: ['3.2-5'],
            status: { word: 'routine', evidence: '积极推广农业新技术，推进粮食生产全程机械化' },
          },
          {
            id: '3.2-7',
            title: w('特色种养与地域品牌', 'Speciality farming and local brands'),
            summary: w(
              '鼓励发展特色种养，做大做强地域品牌。',
              'Encourage speciality crops and livestock and strong local brands.',
            ),
            quotes: ['鼓励发展特色种养，做大做强地域品牌。'],
            spatial: 'area',
            related: ['3.2-3', '3.2-8'],
            status: { word: 'routine', evidence: '鼓励发展特色种养' },
          },
          {
            id: '3.2-8',
            title: w('休闲观光农业', 'Leisure and sightseeing farming'),
            summary: w(
              '鼓励发展美食娱乐、田园体验型休闲观光农业，加速传统农业向现代农业转变。',
              'Encourage farming for food, fun and country life; turn traditional into modern agriculture faster.',
            ),
            quotes: ['鼓励发展美食娱乐、田园体验型休闲观光农业，加速传统农业向现代农业转变。'],
            spatial: 'area',
            related: ['3.1-1', '3.2-7'],
            status: { word: 'routine', evidence: '鼓励发展美食娱乐、田园体验型休闲观光农业' },
          },
        ],
      },
    ],
  },
  {
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
            title: w('精准扶贫十大工程', 'Ten projects of targeted poverty relief'),
            summary: w(
              '真扶贫，扶真贫，压实扶贫责任，落实精准扶贫十大工程。',
              'Real help for the really poor, clear duties, and the ten projects of targeted poverty relief.',
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
            targets: [
              { text: w('落实精准扶贫十大工程', 'Carry out the ten projects'), value: 10, unit: '项' },
            ],
            related: ['4.1-2', '4.1-3'],
            status: { word: 'routine', evidence: '落实精准扶贫十大工程' },
          },
          {
            id: '4.1-2',
            title: w('玉池片区易地扶贫搬迁集中安置区', 'Relocation settlement of the Yuchi area'),
            summary: w(
              '加快推进玉池片区易地扶贫搬迁集中安置区建设。',
              'Speed up the settlement for households relocated out of poverty in the Yuchi area.',
            ),
            quotes: ['加快推进玉池片区易地扶贫搬迁集中安置区建设。'],
            spatial: 'area',
            related: ['4.1-1', '4.4-3'],
            status: { word: 'underway', evidence: '加快推进玉池片区易地扶贫搬迁集中安置区建设' },
          },
          {
            id: '4.1-3',
            title: w('社会保障兜底', 'Social security as the last resort'),
            summary: w(
              '保障底线民生，落实贫困户社会保障兜底。',
              'Secure basic livelihood; social security catches poor households.',
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
              'Education first: better schools and a strong name for all-round education.',
            ),
            quotes: ['优先发展教育，改善办学条件，做强素质教育品牌。'],
            spatial: 'townwide',
            why: w('规划没有说到具体学校。', 'The plan names no school.'),
            status: { word: 'routine', evidence: '优先发展教育，改善办学条件' },
          },
          {
            id: '4.2-2',
            title: w('医疗', 'Health care'),
            summary: w(
              '完善医疗服务体系，提升医疗卫生水平，健全全民医疗保障。',
              'A fuller health service, higher standards, medical insurance for all.',
            ),
            quotes: ['完善医疗服务体系，提升医疗卫生水平，健全全民医疗保障。'],
            spatial: 'townwide',
            why: w('规划没有说到具体医疗机构。', 'The plan names no hospital or clinic.'),
            status: { word: 'routine', evidence: '完善医疗服务体系，提升医疗卫生水平' },
          },
          {
            id: '4.2-3',
            title: w('人口计生', 'Population and family planning'),
            summary: w(
              '落实人口计生政策，提高生育质量和人口素质。',
              'Carry out population and family-planning policy; healthier births and people.',
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
        title: w('平安与安全', 'Peace and safety'),
        items: [
          {
            id: '4.3-1',
            title: w('平安创建', 'A peaceful town'),
            summary: w(
              '持续开展平安创建，确保社会大局和谐稳定。',
              'Go on building a peaceful town; keep society harmonious and stable.',
            ),
            quotes: ['持续开展平安创建，', '确保社会大局和谐稳定。'],
            spatial: 'townwide',
            why: w('全镇范围的工作。', 'Work across the town.'),
            related: ['1.2-2', '4.3-2'],
            status: { word: 'routine', evidence: '持续开展平安创建' },
          },
          {
            id: '4.3-2',
            title: w('安全生产', 'Safety at work'),
            summary: w('抓好安全生产。', 'Keep production safe.'),
            quotes: ['抓好安全生产，'],
            spatial: 'townwide',
            why: w('全镇范围的工作。', 'Work across the town.'),
            related: ['4.3-1'],
            status: { word: 'routine', evidence: '抓好安全生产' },
          },
        ],
      },
      {
        id: '4.4',
        title: w('住房与防灾', 'Housing and hazards'),
        items: [
          {
            id: '4.4-1',
            title: w('住房保障与农村危房改造', 'Housing and renovation of unsafe rural homes'),
            summary: w(
              '完善住房保障体系，加大农村危房改造力度。',
              'A fuller housing guarantee and more renovation of unsafe rural homes.',
            ),
            quotes: ['完善住房保障体系，加大农村危房改造力度，'],
            spatial: 'townwide',
            why: w(
              '涉及全镇农户，规划没有列出户数和地点。',
              'Households across the town; the plan gives no number or place.',
            ),
            related: ['4.4-2'],
            status: { word: 'routine', evidence: '加大农村危房改造力度' },
          },
          {
            id: '4.4-2',
            title: w('因灾倒房群众居住', 'Homes for those who lost theirs in disasters'),
            summary: w(
              '解决城乡困难群众特别是因灾倒房群众的居住问题。',
              'House people in need in town and country, above all those whose homes collapsed in disasters.',
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
              'Flash-flood and landslide monitoring of the Yuchi area',
            ),
            summary: w(
              '强化山洪地质灾害的监测、预警和治理，加快建立玉池片区山洪地质灾害防控监测体系。',
              'More monitoring, warning and control of flash floods and landslides; set up the monitoring system of the Yuchi area soon.',
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
  },
  {
    number: 5,
    title: w('做好新农村建设文章', 'Building the new countryside'),
    short: w('新农村', 'Countryside'),
    sections: [
      {
        id: '5.1',
        title: w('规划先行', 'Planning first'),
        items: [
          {
            id: '5.1-1',
            title: w('镇村规划编制', 'Plans for town and villages'),
            summary: w(
              '结合区位、产业、人文、生态特质，加快镇村规划编制，构建工业、农业、旅游业协调发展格局。',
              'Plans for town and villages, soon, true to location, industry, culture and nature, so that industry, farming and tourism grow together.',
            ),
            quotes: [
              '规划先行。',
              '结合我镇区位、产业、人文、生态特质，加快镇村规划编制，精准定位，科学规划，错位发展，激发活力，构建新型工业、现代农业、生态旅游业同步推进，协调发展的生动格局。',
            ],
            spatial: 'townwide',
            why: w('覆盖全镇各村的规划编制。', 'Plan-making for every village of the town.'),
            related: ['2.1-1'],
            status: { word: 'preparing', evidence: '加快镇村规划编制' },
          },
        ],
      },
      {
        id: '5.2',
        title: w('夯实基础', 'Firm foundations'),
        items: [
          {
            id: '5.2-1',
            title: w('灾后重建', 'Rebuilding after disasters'),
            summary: w(
              '加快灾后重建，多方争取项目，加大配套资金。',
              'Rebuild faster after disasters; win projects, add matching funds.',
            ),
            quotes: ['夯实基础。', '加快灾后重建，多方争取项目，加大配套资金，'],
            spatial: 'townwide',
            why: w('规划没有列出受灾地点。', 'The plan lists no places hit.'),
            related: ['4.4-2', '5.2-2'],
            status: { word: 'underway', evidence: '加快灾后重建' },
          },
          {
            id: '5.2-2',
            title: w('小一型水库整险加固', 'Repair of small (I) reservoirs'),
            summary: w('抓好小一型水库整险加固。', 'Make small (I) reservoirs safe.'),
            quotes: ['抓好小一型、', '整险加固。'],
            spatial: 'site',
            related: ['5.2-3', '5.2-4', '5.2-5'],
            status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
          },
          {
            id: '5.2-3',
            title: w('小二型水库整险加固', 'Repair of small (II) reservoirs'),
            summary: w('抓好小二型水库整险加固。', 'Make small (II) reservoirs safe.'),
            quotes: ['小二型水库、', '整险加固。'],
            spatial: 'site',
            related: ['5.2-2', '5.2-4', '5.2-5'],
            status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
          },
          {
            id: '5.2-4',
            title: w('骨干山塘整险加固', 'Repair of key hill ponds'),
            summary: w('抓好骨干山塘整险加固。', 'Make key hill ponds safe.'),
            quotes: ['骨干山塘、', '整险加固。'],
            spatial: 'site',
            related: ['5.2-2', '5.2-3', '5.2-5'],
            status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
          },
          {
            id: '5.2-5',
            title: w('主干渠整险加固', 'Repair of main canals'),
            summary: w('抓好主干渠整险加固。', 'Make main canals safe.'),
            quotes: ['主干渠', '整险加固。'],
            spatial: 'line',
            related: ['3.2-4', '5.2-2', '5.2-3', '5.2-4'],
            status: { word: 'underway', evidence: '抓好小一型、小二型水库、骨干山塘、主干渠整险加固' },
          },
          {
            id: '5.2-6',
            title: w('通村通组主干道硬化率 100%', 'All village and group main roads hard-surfaced'),
            summary: w(
              '加快路网建设，实现全部行政村通村通组主干道硬化率达到 100%。',
              'Build the road network faster: the main roads to all villages and groups hard-surfaced, 100 %.',
            ),
            quotes: ['加快路网建设，实现全部行政村通村通组主干道硬化率达到100%。'],
            spatial: 'townwide',
            why: w(
              '涉及全部行政村，规划没有列出路线，也没有公开的村组道路图。',
              'All administrative villages; the plan lists no roads and no map of them is public.',
            ),
            targets: [
              {
                text: w(
                  '全部行政村通村通组主干道硬化率达到 100%',
                  'Main roads to all villages and groups hard-surfaced',
                ),
                value: 100,
                unit: '%',
              },
            ],
            related: ['5.3-2'],
            status: { word: 'underway', evidence: '加快路网建设' },
          },
          {
            id: '5.2-7',
            title: w('农村电网改造升级', 'Rural power grid'),
            summary: w(
              '加快启动新一轮农村电网改造升级。',
              'Start the next round of rural grid upgrading soon.',
            ),
            quotes: ['加快启动新一轮农村电网改造升级。'],
            spatial: 'townwide',
            why: noPlaceNamed,
            status: { word: 'notStarted', evidence: '加快启动新一轮农村电网改造升级' },
          },
          {
            id: '5.2-8',
            title: w('农村安全饮水', 'Safe drinking water'),
            summary: w(
              '加快推进农村安全饮水工程，确保全镇群众喝上干净水、放心水。',
              'Speed up safe drinking water in the countryside: clean, reliable water for everyone in the town.',
            ),
            quotes: ['加快推进农村安全饮水工程，确保全镇群众喝上干净水、放心水。'],
            spatial: 'townwide',
            why: w(
              '覆盖全镇群众，规划没有列出水源和管线。',
              'For everyone in the town; the plan lists no sources or pipes.',
            ),
            targets: [
              { text: w('全镇群众喝上干净水、放心水', 'Clean, reliable water for everyone in the town') },
            ],
            related: ['2.2-6'],
            status: { word: 'underway', evidence: '加快推进农村安全饮水工程' },
          },
          {
            id: '5.2-9',
            title: w('以点带面，建成小康弼时', 'From examples to a prosperous town'),
            summary: w(
              '以点带面，努力建设新农村，加快建成小康弼时。',
              'From single examples to the whole: build the new countryside and a moderately prosperous Bishi.',
            ),
            quotes: ['以点带面，努力建设新农村，加快建成小康弼时。'],
            spatial: 'townwide',
            why: w('全镇的目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
            targets: [{ text: w('加快建成小康弼时', 'A moderately prosperous Bishi soon') }],
            related: ['0.1-1', '5.3-4'],
            status: { word: 'underway', evidence: '加快建成小康弼时' },
          },
        ],
      },
      {
        id: '5.3',
        title: w('绿色共享', 'Green and shared'),
        items: [
          {
            id: '5.3-1',
            title: w('农村环境整治百日攻坚', 'Hundred-day clean-up of the countryside'),
            summary: w(
              '动员全镇上下，开展一场农村环境整治攻坚战，大力开展“农村环境整治百日攻坚”行动。',
              'The whole town joins a campaign to clean up the countryside in a hundred days.',
            ),
            quotes: [
              '认真贯彻落实市第十次党代会精神，动员全镇上下迅速行动，开展一场声势浩大的农村环境整治攻坚战。',
              '大力开展“农村环境整治百日攻坚”',
            ],
            spatial: 'townwide',
            why: w('全镇范围的行动。', 'A campaign across the town.'),
            targets: [{ text: w('百日攻坚', 'A hundred days'), value: 100, unit: '日' }],
            related: ['5.3-2', '5.3-3'],
            status: { word: 'underway', evidence: '大力开展“农村环境整治百日攻坚”' },
          },
          {
            id: '5.3-2',
            title: w('公路路域环境综合治理', 'Clean-up along the roads'),
            summary: w('大力开展“公路路域环境综合治理”行动。', 'A campaign to clean up along the highways.'),
            quotes: ['和“公路路域环境综合治理”两大行动，'],
            spatial: 'line',
            related: ['2.1-2', '5.2-6', '5.3-1'],
            status: {
              word: 'underway',
              evidence: '大力开展“农村环境整治百日攻坚”和“公路路域环境综合治理”两大行动',
            },
          },
          {
            id: '5.3-3',
            title: w(
              '垃圾、污水、杂乱、集镇四大治理',
              'Refuse, sewage, disorder, market town: four clean-ups',
            ),
            summary: w(
              '着力推进“垃圾、污水、杂乱和集镇”四大治理。',
              'Press on with four clean-ups: refuse, sewage, disorder, and the market town.',
            ),
            quotes: ['着力推进“垃圾、污水、杂乱和集镇”四大治理。'],
            spatial: 'townwide',
            why: w('全镇范围的治理。', 'Across the town.'),
            targets: [{ text: w('四大治理', 'Four clean-ups'), value: 4, unit: '项' }],
            related: ['2.2-7', '5.3-1'],
            status: { word: 'underway', evidence: '着力推进“垃圾、污水、杂乱和集镇”四大治理' },
          },
          {
            id: '5.3-4',
            title: w('文明屋场、秀美村庄', 'Model hamlets and handsome villages'),
            summary: w(
              '争取项目资金，建立多渠道投入机制，推进文明屋场、秀美村庄建设，打造一批示范户、示范屋场、示范村。',
              'Win funds from many sources; model hamlets and handsome villages, with households, hamlets and villages as examples.',
            ),
            quotes: [
              '主动争取项目资金支持，建立多渠道投入机制，推进文明屋场、秀美村庄建设，着力打造一批文明卫生示范户、示范屋场、示范村。',
            ],
            spatial: 'townwide',
            why: w(
              '规划没有列出示范户、屋场和村的名单。',
              'The plan does not name the model households, hamlets or villages.',
            ),
            related: ['5.2-9'],
            status: { word: 'underway', evidence: '推进文明屋场、秀美村庄建设' },
          },
          {
            id: '5.3-5',
            title: w('责任、督查与考核', 'Duties, inspection and assessment'),
            summary: w(
              '夯实责任，突出重点，分步实施，加强督查，严格考核，严明奖惩。',
              'Clear duties and priorities, step by step; inspection, strict assessment, reward and sanction.',
            ),
            quotes: ['夯实责任，突出重点，分步实施，加强督查，严格考核，严明奖惩，'],
            spatial: 'none',
            why: w('工作机制，没有空间位置。', 'A way of working, without a place.'),
            related: ['5.3-6'],
            status: { word: 'routine', evidence: '加强督查，严格考核，严明奖惩' },
          },
          {
            id: '5.3-6',
            title: w(
              '三年目标：共建共享绿色生态家园',
              'Three-year goal: a green home built and shared by all',
            ),
            summary: w(
              '争取通过三年努力，全镇农村环境面貌明显改善，环保意识明显增强，生活质量明显提升。',
              'Within three years the countryside is to look clearly better, people to care clearly more for the environment and to live clearly better.',
            ),
            quotes: [
              '争取通过三年努力，全镇农村环境面貌明显改善，环保意识明显增强，生活质量明显提升，共建共享绿色生态家园。',
            ],
            spatial: 'townwide',
            why: w('全镇的目标，不落在某一处。', 'An aim for the whole town, tied to no place.'),
            targets: [
              {
                text: w(
                  '三年内农村环境面貌明显改善、环保意识明显增强、生活质量明显提升',
                  'Clearly better countryside, awareness and quality of life within three years',
                ),
                value: 3,
                unit: '年',
              },
            ],
            related: ['5.3-1', '5.3-4'],
            status: { word: 'underway', evidence: '争取通过三年努力' },
          },
        ],
      },
    ],
  },
];
