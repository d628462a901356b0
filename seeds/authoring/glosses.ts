/**
 * The words of the plan that items cite, in English: a translation of ours, shown under the Chinese and marked as such.
 * Literal rather than fluent, so that a reader sees what the sentence commits to and what it leaves open.
 */
export const glosses: Record<string, string> = {
  '紧紧围绕“建设更高品质的生态文化活力汨罗”的总体要求，以服务园区为主要抓手，不断壮大镇域经济，加快产城融合，加快推进“工业新镇、旅游名镇、生态小镇”建设，率先实现全面小康，全力将我镇建设成服务省城的后花园、对接长沙的桥头堡、汨罗经济新的增长极、各项工作的排头兵。':
    'Keeping closely to the overall requirement of “building a Miluo of higher quality: green, cultured and full of life”, with service to the park as the main lever, steadily strengthen the town’s economy, bring industry and town together faster, press on with building “a new industrial town, a famous tourist town, a small ecological town”, be among the first to achieve moderate prosperity in all respects, and do everything to make our town a back garden that serves the provincial capital, a bridgehead to Changsha, a new growth pole of Miluo’s economy and a front runner in every field of work.',
  '必须科学规划，突出重点，扭住关键，主要做好如下“五篇文章”。':
    'We must plan soundly, set priorities and hold on to what is decisive, and above all do well in the following “five essays”.',
  '举全镇之力，在征地拆迁、': 'With the whole town behind it, in land acquisition and demolition, …',
  '加快征地拆迁、': 'Speed up land acquisition and demolition, …',
  '村民安置、': '… the resettlement of villagers, …',
  '再下大力气，再下苦功夫，': '… put in still more effort and still more hard work, …',
  '加紧规划设计、': 'Press on with planning and design, …',
  '加快工程进度，': '… speed up the progress of the works, …',
  '在一期启动区内拉开骨架、形成承载、拓展空间，':
    'In the phase I start-up area lay out the framework, build up capacity and make room to grow, …',
  '坚持基础设施先行。': 'Always infrastructure first.',
  '抓紧完成园区水电气路等基础设施建设，':
    'Lose no time in completing the park’s infrastructure: water, power, gas, roads and the like, …',
  '在一期启动区内拉开骨架、形成承载、拓展空间，承接先进制造、电子信息、新材料、新能源等新兴产业，':
    'In the phase I start-up area lay out the framework, build up capacity and make room to grow, and draw in emerging industries such as advanced manufacturing, electronics and information, new materials and new energy, …',
  '引进具有“定海神针”作用的企业。': '… bring in firms that hold the place steady like an anchor.',
  '环境优化、建设协调等方面，再下大力气，再下苦功夫，将园区建成现代产业的集聚区、“两型社会”的示范区、产城融合的样板区。':
    '… in improving the environment, in coordinating construction and in other respects, put in still more effort and still more hard work, and build the park into a cluster of modern industry, a demonstration area of the “two-type society” and a model of integrating industry and town.',
  '坚持改革创新先试。': 'Always be the first to try reforms and innovations.',
  '实施特殊的政策，赋予特别的责任，体制上接经开区，经济上打长沙牌。':
    'Apply special policies and give special responsibilities; institutionally link up with the development zone, economically trade on Changsha’s name.',
  '高度重视发展环境。': 'Attach great importance to the environment for development.',
  '牢固树立“发展第一、环境一流”的理念，努力营造廉洁高效的政务环境、民主公正的法治环境、公平诚信的市场环境。':
    'Hold firmly to the idea of “development first, a first-class environment”; work for a clean and efficient administration, a democratic and just rule of law, and a fair and honest market.',
  '着力推动专项整治。': 'Put effort into targeted enforcement.',
  '持续开展专项整治行动，查办一批典型案件。':
    'Keep up the enforcement campaigns; investigate and handle a number of typical cases.',
  '特别是对挑头作乱、顶风闹事、负隅顽抗的违法犯罪分子，一律严厉打击，顶格惩治；对封门堵路、拉闸断电等违法行为，露头就打；对涉嫌违法的黑恶势力，重拳出击。':
    'In particular, offenders who lead disorder, make trouble in defiance of the campaign or resist stubbornly are without exception to be struck hard and punished to the limit of the law; unlawful acts such as blocking gates and roads or cutting off power are to be stopped the moment they appear; gangs suspected of breaking the law are to be hit hard.',
  '全面优化政务服务。': 'Improve government services in every respect.',
  '推行一线服务、首问负责，进一步提高服务效能。':
    'Introduce service on the spot and make the first official asked see the matter through; work still more effectively.',
  '严禁不作为、慢作为、乱作为，严禁乱检查、乱收费、乱摊派，切实做到依法行政、规矩用权、真情服务，真正让企业家安心创业、全心发展、舒心生活。':
    'Inaction, slowness and arbitrary action are strictly forbidden, as are arbitrary inspections, fees and levies; truly govern by law, use power by the rules and serve sincerely, so that entrepreneurs can start up with an easy mind, give themselves wholly to growth and enjoy life.',
  '坚持规划引领，建设“弼时新城”。': 'Be led by planning; build “Bishi New Town”.',
  '配合园区发展，高标准的做好集镇建设规划，':
    'In step with the growth of the park, draw up the building plan of the market town to a high standard, …',
  '加快国道东移桃花路建设，构建对接长沙新通道。':
    'Speed up the building of 国道东移桃花路 (the eastward move of the national road, Taohua Road), making a new link to Changsha.',
  '加快弼时新镇区开发建设，': 'Speed up the development and building of the new town district of Bishi, …',
  '以产业带就业，以就业聚人气，促进产城融合，加快建成边界型工业新镇。':
    'Let industry bring jobs and jobs bring people, bring industry and town together, and soon become a new industrial town on the border.',
  '突出抓好“红色小镇”建设，': 'Give prominence to building the “red town”, …',
  加快推进兴农商业街三期项目: 'Press on with phase III of Xingnong Commercial Street …',
  '和金山路商业街开发建设，': '… and the development and building of Jinshan Road Commercial Street, …',
  '加快启动弼时集镇路面“白改黑”':
    'Make an early start on turning the road surfaces of Bishi market town “from white to black” (asphalt over concrete) …',
  '和街道绿化亮化、': '… and the greening and lighting of the streets, …',
  '集镇供排水、': '… water supply and drainage of the market town, …',
  '污水处理厂等工程，': '… the sewage treatment plant and other works, …',
  '进一步完善交通、餐饮、娱乐、购物等配套设施。':
    'Further improve supporting facilities for transport, dining, entertainment, shopping and the like.',
  '发挥镇区名人——任弼时，名山——影珠山、明月山，名片——玉池山省级风景名胜区的优势，重点发展旅游事业。':
    'Make use of what the town has: its great name, Ren Bishi; its famous mountains, Yingzhu and Mingyue; its calling card, the Yuchi Mountain provincial scenic area; and focus on developing tourism.',
  '我们应充分发挥伟人故里的人文优势，':
    'We should make full use of the cultural advantages of a great man’s birthplace, …',
  '依托任弼时纪念馆，大力发展红色旅游。':
    'Building on the Ren Bishi Memorial, vigorously develop red tourism.',
  '发挥人文优势。': 'Make use of our cultural advantages.',
  '弘扬和学习“骆驼精神”，赋予时代内涵，':
    'Promote and study the “camel spirit” and give it a meaning for our time, …',
  '玉池省级风景名胜区和影珠山、明月山，山清水秀，生态优美，我们要十分珍惜独有的自然资源，':
    'The Yuchi provincial scenic area, Yingzhu Mountain and Mingyue Mountain have green hills, clear waters and fine nature; we must treasure these natural resources that are ours alone, …',
  大力发展生态文化旅游: '… vigorously develop ecological and cultural tourism …',
  '擦亮崭新名片。': 'Polish a brand-new calling card.',
  '加大环境保护，深度挖掘当地人文故事、佛教传说、红色文化，契合良好自然环境，大力发展生态文化旅游，努力打造服务省城的后花园。':
    'Do more to protect the environment, dig deep into local stories, Buddhist legends and red culture, and in keeping with the good natural environment vigorously develop ecological and cultural tourism; work to make a back garden that serves the provincial capital.',
  '深化农村改革，加快农村土地确权登记颁证，':
    'Deepen rural reform; speed up confirming, registering and certifying rights in rural land, …',
  '加快土地流转，': 'Speed up the transfer of farmland management rights, …',
  '推进农业生产适度规模化、集约化。': '… move farming towards a suitable scale and intensive use.',
  '大力发展农业专业合作社，': 'Vigorously develop specialised farmers’ cooperatives, …',
  '建设高标准农田，': 'Build high-standard farmland, …',
  '确保双季稻种植面积，': 'Ensure the area sown to double-cropping rice, …',
  '积极推广农业新技术，推进粮食生产全程机械化，稳定粮食产能。':
    'Actively spread new farming techniques, press on with mechanising grain growing throughout, and keep grain capacity steady.',
  '鼓励发展特色种养，做大做强地域品牌。':
    'Encourage speciality crops and livestock; make local brands bigger and stronger.',
  '鼓励发展美食娱乐、田园体验型休闲观光农业，加速传统农业向现代农业转变。':
    'Encourage leisure farming and farm tourism that offer local food, entertainment and a taste of country life; speed up the change from traditional to modern agriculture.',
  '突出扶贫攻坚。': 'Give prominence to the fight against poverty.',
  '真扶贫，扶真贫，压实扶贫责任，做细做实工作，用好扶贫政策，落实精准扶贫十大工程，':
    'Help in earnest and help those who are truly poor; hold everyone to their duties, work carefully and thoroughly, make good use of the policies, and carry out the ten projects of targeted poverty alleviation, …',
  '加快推进玉池片区易地扶贫搬迁集中安置区建设。':
    'Press on with building the settlement for households relocated out of poverty in the Yuchi area.',
  '保障底线民生，落实贫困户社会保障兜底。':
    'Secure basic livelihoods; make the social safety net for poor households real.',
  '优先发展教育，改善办学条件，做强素质教育品牌。':
    'Give priority to education, improve school conditions and build a strong name for all-round education.',
  '完善医疗服务体系，提升医疗卫生水平，健全全民医疗保障。':
    'Improve the system of medical services, raise the standard of health care, and complete health insurance for all.',
  '落实人口计生政策，提高生育质量和人口素质。':
    'Carry out the population and family-planning policy; improve the quality of births and of the population.',
  '持续开展平安创建，': 'Keep up the work for public safety, …',
  '确保社会大局和谐稳定。': '… ensure that society as a whole is harmonious and stable.',
  '抓好安全生产，': 'Keep a firm grip on work safety, …',
  '完善住房保障体系，加大农村危房改造力度，':
    'Improve the system of housing security and step up the renovation of unsafe rural homes, …',
  '解决城乡困难群众特别是因灾倒房群众的居住问题。':
    '… solve the housing problems of people in need in town and countryside, above all of those whose homes collapsed in disasters.',
  '强化山洪地质灾害的监测、预警和治理，加快建立玉池片区山洪地质灾害防控监测体系，确保人民群众生命财产安全。':
    'Strengthen monitoring of, early warning of and action against flash floods and geological disasters; soon set up a system of prevention, control and monitoring of these for the Yuchi area; ensure the safety of people’s lives and property.',
  '规划先行。': 'Planning goes first.',
  '结合我镇区位、产业、人文、生态特质，加快镇村规划编制，精准定位，科学规划，错位发展，激发活力，构建新型工业、现代农业、生态旅游业同步推进，协调发展的生动格局。':
    'In keeping with our town’s location, industries, culture and nature, draw up the plans of town and villages faster; give each its own place, plan soundly, let each develop in its own way and bring out its vitality, so that new-type industry, modern agriculture and eco-tourism advance together and in balance.',
  '夯实基础。': 'Lay firm foundations.',
  '加快灾后重建，多方争取项目，加大配套资金，':
    'Speed up rebuilding after disasters, seek projects from many sources, increase matching funds, …',
  '抓好小一型、': 'See to small (I) …',
  '整险加固。': '… the repair and strengthening of those at risk.',
  '小二型水库、': '… and small (II) reservoirs, …',
  '骨干山塘、': '… key hill ponds, …',
  主干渠: '… main canals …',
  '加快路网建设，实现全部行政村通村通组主干道硬化率达到100%。':
    'Extend the road network faster; bring the share of hard-surfaced main roads to all administrative villages and their groups to 100 %.',
  '加快启动新一轮农村电网改造升级。':
    'Make an early start on a new round of rebuilding and upgrading the rural power grid.',
  '加快推进农村安全饮水工程，确保全镇群众喝上干净水、放心水。':
    'Press on with the works for safe drinking water in the countryside; ensure that everyone in the town drinks clean water that can be trusted.',
  '以点带面，努力建设新农村，加快建成小康弼时。':
    'Let single examples lead the whole; work to build the new countryside and soon bring Bishi moderate prosperity.',
  '认真贯彻落实市第十次党代会精神，动员全镇上下迅速行动，开展一场声势浩大的农村环境整治攻坚战。':
    'Carry out in earnest the spirit of the city’s tenth Party congress; get the whole town to act at once and wage a mighty campaign to clean up the countryside.',
  '大力开展“农村环境整治百日攻坚”':
    'Vigorously carry out the “Hundred-day drive to clean up the countryside” …',
  '和“公路路域环境综合治理”两大行动，':
    '… and the “Comprehensive clean-up along the highways”, two major campaigns, …',
  '着力推进“垃圾、污水、杂乱和集镇”四大治理。':
    'Put effort into the four clean-ups: “refuse, sewage, disorder and the market town”.',
  '主动争取项目资金支持，建立多渠道投入机制，推进文明屋场、秀美村庄建设，着力打造一批文明卫生示范户、示范屋场、示范村。':
    'Take the initiative in seeking project funds and set up funding from many channels; press on with building civilised hamlets and beautiful villages, and put effort into creating a number of model households, hamlets and villages for civility and cleanliness.',
  '夯实责任，突出重点，分步实施，加强督查，严格考核，严明奖惩，':
    'Make responsibilities firm, set priorities, go step by step, supervise more closely, assess strictly, and reward and punish clearly, …',
  '争取通过三年努力，全镇农村环境面貌明显改善，环保意识明显增强，生活质量明显提升，共建共享绿色生态家园。':
    '… strive, through three years of effort, for a countryside that clearly looks better throughout the town, a clearly greater awareness of the environment and a clearly better quality of life: a green, ecological home built and shared by all.',
};
