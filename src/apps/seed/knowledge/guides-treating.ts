import type { ProcessText } from './guide.ts'

/** Processes within a visit (诊中流程): exams, medicine, reports, admission. */
export const treating: readonly ProcessText[] = [
  {
    topic: 'exam-booking',
    patient: {
      title: '怎样预约检查',
      summary: '开单后先缴费再预约；空腹、憋尿、停药按指引单准备，几项检查可请预约处排在同一天。',
      english:
        'Pay, then book your examinations. Follow the sheet on fasting and preparation; several can be put into one day.',
      steps: [
        ['缴费', '检查单先缴费，缴费后才能预约。', { who: '收费员', at: 'GHC', papers: ['检查申请单'], minutes: 10 }],
        [
          '预约时间',
          '到预约登记处约时间；多项检查一次说清，会帮您排好先后。',
          { who: '预约登记员', at: 'YYC', papers: ['检查申请单', '近期用药'], minutes: 10 },
        ],
        [
          '说出特殊情况',
          '怀孕或可能怀孕、体内有起搏器或金属、对造影剂过敏、正在吃抗凝药或降糖药，一定要说。',
          { who: '预约登记员' },
        ],
        [
          '按要求准备',
          '上腹部超声、胃镜要空腹；妇科和泌尿超声要憋尿；肠镜要清肠；无痛检查要有家属陪同，当天不能开车。',
        ],
        [
          '按时到检查科室',
          '提前 15 分钟到检查科室登记，摘掉金属物品。',
          { who: '检查科室登记员', at: 'FSK', minutes: 15, cost: '按物价收费' },
        ],
      ],
      faq: [
        ['要改时间怎么办？', '尽早打预约电话改；当天临时不能来也请说一声，把名额让给别人。'],
        ['空腹能喝水吗？', '抽血和上腹部超声可以喝少量白开水；胃镜前两到四小时不要喝水。'],
        ['检查先做哪个？', '一般先空腹抽血和空腹超声，再做胃镜，吃了东西再做其他。'],
      ],
    },
    staff: {
      title: '医技检查预约要点',
      summary: '一次问清禁忌、一次排好先后；患者只跑一趟；有禁忌先找医生，不自行决定。',
      english:
        'Ask about contraindications once, order the examinations once, let the patient come once; ask a doctor where there is a doubt.',
      steps: [
        [
          '核对申请单',
          '核对姓名、部位、是否缴费；字迹或部位不清的打电话问开单医生。',
          { who: '预约登记员', at: 'YYC', minutes: 3 },
        ],
        [
          '逐项问禁忌',
          '磁共振问起搏器、人工耳蜗、体内金属、早孕；增强问过敏史和肾功能；放射问怀孕；内镜问抗凝药。有一项就停下来请医生定。',
          { who: '预约登记员', minutes: 5 },
        ],
        [
          '排先后',
          '空腹抽血 → 上腹部超声 → 胃肠镜 → 进食 → 其他；钡剂放最后；动态心电图不与磁共振、胸部拍片同时。',
          { who: '预约登记员', minutes: 5 },
        ],
        ['告知并给单', '逐项说明准备要求，请患者复述一遍，给纸质指引单。', { who: '预约登记员', minutes: 3 }],
        ['检查前一天确认', '电话确认能来；准备不到位的改期，空出的名额让给等候者。', { who: '预约登记员' }],
      ],
      faq: [
        ['急查怎么排？', '急诊单直接联系检查科室值班医生，不进预约队列。'],
        ['患者说不清体内有没有金属？', '按有处理，请检查科室医生判断后再约。'],
      ],
    },
  },
  {
    topic: 'medicine',
    patient: {
      title: '怎样取药和退药',
      summary: '缴费后到药房窗口取药，当面点清；药品发出后原则上不退，质量问题和用药过敏可以申请。',
      english:
        'Collect medicine at the pharmacy and check it there. Dispensed medicine is normally not taken back; defects and allergy are exceptions.',
      steps: [
        [
          '取药',
          '缴费后看屏幕上的窗口号，到门诊药房取药，核对姓名、药名、数量。',
          { who: '药师', at: 'YXB', papers: ['取药凭证'], minutes: 15 },
        ],
        ['问清用法', '怎么吃、饭前饭后、能不能和别的药一起吃，当面问药师。', { who: '药师', at: 'YXB', minutes: 3 }],
        [
          '申请退药',
          '药品有质量问题、医院发错，或医生证明用药过敏，带药品和收据到药房。',
          { who: '药师', at: 'YXB', papers: ['药品（未拆封）', '收据'], minutes: 10 },
        ],
        ['医生写明理由', '药师核对后，由开方医生写明退药理由并签字。', { who: '开方医生', minutes: 20 }],
        [
          '退款',
          '手续齐全后到退费窗口，钱原路退回。',
          { who: '收费员', at: 'CWK', papers: ['退药单', '收据'], minutes: 10, cost: '不收费' },
        ],
      ],
      faq: [
        ['为什么一般不能退药？', '药品离开医院后无法保证储存条件，退回再发会伤害别人。'],
        ['哪些药一定不能退？', '需冷藏的、已拆封的、拆零的、中药饮片和麻醉精神药品。'],
        ['收据丢了还能退吗？', '没有收据不能退药，可先到服务台补查缴费记录。'],
      ],
    },
    staff: {
      title: '取药、退药处置要点',
      summary: '药不对先停发再查；退药由药师定，坐席不许诺；发错药按不良事件上报。',
      english: 'If a medicine is not right, stop and check. The pharmacist decides on returns; never promise one.',
      steps: [
        [
          '缺药',
          '药房告知缺药：联系开方医生换药或登记代购，告知患者取药时间并留电话。',
          { who: '药师', at: 'YXB', minutes: 15 },
        ],
        [
          '受理退药',
          '登记药名、批号、数量、原因，药师核对包装、效期、批号与收据。',
          { who: '药师', at: 'YXB', papers: ['药品', '收据'], minutes: 10 },
        ],
        ['医生说明', '电话请开方医生写明理由；医生当天不在的，由科室负责人办理。', { who: '服务台坐席', minutes: 20 }],
        ['审批和退费', '药房收回盖章后转财务科退费；医保已结算的先冲销。', { who: '财务科', at: 'CWK', minutes: 15 }],
        [
          '疑似发错药',
          '请患者不要再服，保留药品，立即报药学部和医务科。',
          { who: '服务台坐席', at: 'YWK', minutes: 5 },
        ],
      ],
      faq: [['患者因为觉得贵要退药？', '不属于可退情形，请医生说明有没有可以替换的药，下次就诊调整。']],
    },
  },
  {
    topic: 'reports',
    patient: {
      title: '怎样取检查报告',
      summary: '按单子上写的时间，在自助机打印或到检查科室领取；结果请医生看，不要自己猜。',
      english:
        'Print reports at a kiosk or fetch them at the department at the time on your slip, and let your doctor explain them.',
      steps: [
        [
          '看取报告时间',
          '常规抽血一般两小时，拍片和超声当天，磁共振和病理时间较长，以单子为准。',
          { papers: ['检查单或就诊卡'] },
        ],
        ['自助打印', '在自助机刷卡打印化验和影像报告。', { minutes: 3, cost: '不收费' }],
        [
          '到科室领取',
          '胶片到影像服务台，病理报告到病理科领取。',
          { who: '检查科室', at: 'FSK', papers: ['领取凭证'], minutes: 10 },
        ],
        [
          '回门诊给医生看',
          '当天可回诊室给原来的医生看，不用再挂号；隔天请重新挂号。',
          { who: '接诊医生', minutes: 15 },
        ],
      ],
      faq: [
        ['自助机打不出来？', '可能结果还没出，或需要到科室当面领取，请按屏幕提示去检查科室。'],
        ['家人能代取吗？', '可以，请带上患者证件、代取人证件和领取凭证。'],
        ['结果上有箭头怎么办？', '箭头只表示超出参考范围，是不是有问题请医生判断。'],
      ],
    },
    staff: {
      title: '报告查询与危急值处置',
      summary: '超时先找检查科室再回答；危急值只说“请马上回院”，不解释数值。',
      english:
        'Late reports: ask the department first. On a critical value only say “come back at once”; never explain the figure.',
      steps: [
        ['核对身份再答', '查报告先核对姓名和证件，代取核对双方证件。', { who: '服务台坐席', at: 'ZT', minutes: 3 }],
        ['报告超时', '联系检查科室问清原因和时间，登记承诺时间并按时回复患者。', { who: '服务台坐席', minutes: 10 }],
        [
          '危急值联系不上患者',
          '十五分钟内打三次，再联系家属，仍不通报总值班；自助机上拦截打印。',
          { who: '门诊值班', at: 'ZBS', minutes: 15 },
        ],
        ['不解释结果', '坐席不解读报告，引导患者回诊室或挂相应科室。', { who: '服务台坐席' }],
      ],
      faq: [['患者要求把报告发到手机？', '通过医院公布的渠道查询，不用个人手机拍照发送。']],
    },
  },
  {
    topic: 'admission',
    patient: {
      title: '怎样办理住院',
      summary: '医生开住院证后到入院大厅登记，交预交金，等床位通知；带好证件和生活用品。',
      english:
        'With the doctor’s admission slip, register at the admission hall, pay the deposit and wait for your bed.',
      steps: [
        ['医生开住院证', '门诊或急诊医生开具住院证，说明大致住几天。', { who: '接诊医生', papers: ['住院证'] }],
        [
          '入院登记',
          '到入院大厅登记，核对身份和医保。',
          { who: '入院登记员', at: 'ZYC', papers: ['身份证', '医保卡', '住院证'], minutes: 15 },
        ],
        [
          '交预交金',
          '按通知交预交金，出院结算多退少补。',
          { who: '收费员', at: 'ZYC', minutes: 10, cost: '预交金数额以通知为准' },
        ],
        ['等床位', '没有床位先登记候床，请保持电话畅通，有床会通知您。', { who: '床位协调员', at: 'ZYC' }],
        ['到病区报到', '到病区护士站报到，办理陪护和订餐。', { who: '病区护士', minutes: 20 }],
      ],
      faq: [
        ['异地医保怎么办？', '入院前先办好异地就医备案，出院可直接结算；没办的请问医保服务窗口。'],
        ['可以陪护吗？', '由病区护士按病情安排，一般一位，请在护士站办陪护证。'],
        ['要带什么？', '证件、正在吃的药、以往检查资料、洗漱用品；贵重物品不要带。'],
      ],
    },
    staff: {
      title: '住院办理与候床要点',
      summary: '急危重症先收后补手续；候床每天一问，24 小时内给准信。',
      english: 'Emergencies are admitted first and registered later; who waits for a bed hears something every day.',
      steps: [
        [
          '核对住院证',
          '核对诊断、科室、病情分级；急危重症直接联系病区。',
          { who: '入院登记员', at: 'ZYC', minutes: 5 },
        ],
        [
          '身份和医保',
          '核对身份证和医保状态，异地的查备案。',
          { who: '入院登记员', at: 'YBK', papers: ['身份证', '医保卡'], minutes: 10 },
        ],
        [
          '床位协调',
          '本科无床时三十分钟内问相近科室，由医务科协调借床。',
          { who: '床位协调员', at: 'YWK', minutes: 30 },
        ],
        ['候床管理', '登记电话和备用电话，每天联系一次，告知预计时间。', { who: '床位协调员', at: 'ZYC' }],
        ['送到病区', '行动不便的由引导员或护工送到病区，与护士当面交接。', { who: '引导员', at: 'YDY', minutes: 15 }],
      ],
      faq: [['患者没带够预交金？', '急症先收治，记录欠费并报财务科；其他先登记，补齐后入院。']],
    },
  },
]
