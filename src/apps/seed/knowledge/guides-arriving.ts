import type { ProcessText } from './guide.ts'

/** Processes with which a visit begins (诊前流程): registration, antenatal check, payment, kiosk. */
export const arriving: readonly ProcessText[] = [
  {
    topic: 'registration',
    patient: {
      title: '怎样挂号',
      summary: '带好证件，提前预约或到院挂号，按时签到候诊。不知道挂哪个科，先问导诊台。',
      english:
        'Bring your ID. Book ahead or register at the window or a kiosk, then sign in at the waiting area of your department.',
      steps: [
        [
          '想好挂哪个科',
          '不清楚该看哪个科，先到导诊台说说哪里不舒服，护士会告诉您。胸痛、气急、突然说不清话，不要排队，直接去急诊。',
          { who: '导诊护士', at: 'DZT', minutes: 5 },
        ],
        [
          '预约或现场挂号',
          '可提前预约；也可当天在窗口或自助机挂号。首次来院请先建档，一位患者只建一份档案。',
          {
            who: '挂号员',
            at: 'GHC',
            papers: ['身份证或医保卡', '儿童带户口簿或出生证明'],
            minutes: 10,
            cost: '按号别收取诊查费',
          },
        ],
        ['到候诊区签到', '按号单上的楼层和诊区，在分诊台签到，看屏幕叫号。', { who: '分诊护士', minutes: 5 }],
        [
          '进诊室就诊',
          '叫到号后进诊室，把以往的检查单和正在吃的药给医生看。',
          { who: '接诊医生', papers: ['以往病历和检查单'] },
        ],
      ],
      faq: [
        ['没带身份证能挂号吗？', '可以用医保电子凭证，或到窗口凭其他有效证件办理。'],
        ['老人不会用手机怎么办？', '窗口一直开着，现场也留有号源，导诊台的同事会帮您办。'],
        ['过号了怎么办？', '到分诊台说一声，会安排在后面几位之后就诊，不用重新挂号。'],
        ['挂错科了怎么办？', '还没有就诊可以到窗口换号，不另收费。'],
      ],
    },
    staff: {
      title: '挂号处置要点',
      summary: '一人一档、实名就诊；老年人和无手机患者走人工窗口；疑似急症先送急诊再补手续。',
      english:
        'One record for each person; elderly people have a staffed window; a suspected emergency goes to the emergency room before any paperwork.',
      steps: [
        [
          '先看是不是急症',
          '胸痛、呼吸困难、意识不清、大出血、抽搐的患者立即呼叫急诊，不登记不排队。',
          { who: '第一位接触的同事', at: 'JZK', minutes: 1 },
        ],
        [
          '查重再建档',
          '先按证件和电话查找；姓名、生日相近的先核对，不重复建档。',
          { who: '挂号员', papers: ['身份证或医保卡'], minutes: 3 },
        ],
        [
          '选科和号别',
          '按主诉选科，拿不准转导诊台；说清号别和费用后再收费。',
          { who: '挂号员', at: 'GHC', minutes: 3 },
        ],
        ['特殊人群', '老年人、残疾人、军人走优先窗口；需要搀扶或轮椅的叫引导员。', { who: '引导员', at: 'YDY' }],
      ],
      faq: [
        ['号满了患者不肯走？', '查近几日余号和同级医生，帮患者约好；确需加号按加号规定请医生同意后办理。'],
        ['患者没有任何证件？', '可先登记姓名、电话就诊，标明证件待补，不因此拒诊。'],
      ],
    },
  },
  {
    topic: 'antenatal',
    patient: {
      title: '怎样做产检',
      summary: '先在产科门诊建册，以后按孕周定期检查；空腹和憋尿的项目尽量安排在上午。',
      english:
        'Open your antenatal record at the obstetric clinic first; then come at the weeks that are agreed. Fasting tests are done in the morning.',
      steps: [
        [
          '建立产检档案',
          '确认怀孕后到产科门诊建册，医生会问月经、既往病史和家族史。',
          { who: '产科医生和护士', at: 'FCK', papers: ['身份证', '医保卡或生育保险材料'], minutes: 30, cost: '诊查费' },
        ],
        ['测体重、血压', '每次产检都先在诊区测体重和血压，再听胎心。', { who: '产科护士', at: 'FCK', minutes: 10 }],
        [
          '抽血验尿',
          '需要空腹的项目会提前说明，请早上来，带点早餐抽完再吃。',
          { who: '采血护士', at: 'JYK', minutes: 20, cost: '按物价收费' },
        ],
        [
          '产科超声',
          '按预约时间到超声分诊台；早孕检查需要憋尿。',
          { who: '超声医生', at: 'CSK', minutes: 30, cost: '按物价收费' },
        ],
        ['看结果，约下次', '带结果回产科门诊，医生解释后约好下一次时间。', { who: '产科医生', at: 'FCK', minutes: 15 }],
      ],
      faq: [
        ['多久查一次？', '一般孕 28 周前每四周一次，28 至 36 周每两周一次，以后每周一次；有特殊情况按医生安排。'],
        ['出血、肚子痛、胎动少了怎么办？', '不要等下次产检，马上到产科或急诊。'],
        ['丈夫要一起来吗？', '第一次建册和有出生缺陷筛查时最好一起来。'],
      ],
    },
    staff: {
      title: '产检服务要点',
      summary: '孕妇优先；高危体征当场送医；检查尽量集中在一个上午，少跑一趟。',
      english: 'Pregnant women come first; danger signs go to a doctor at once; put the examinations into one morning.',
      steps: [
        ['优先接待', '孕妇安排坐下，能不排队的不排队；孕晚期安排轮椅。', { who: '引导员', at: 'YDY' }],
        [
          '识别危险信号',
          '阴道出血、持续腹痛、头痛眼花、胎动明显减少、破水，立即送产科或急诊，同时电话通知。',
          { who: '第一位接触的同事', at: 'FCK', minutes: 1 },
        ],
        [
          '合并检查',
          '把抽血、超声排在同一上午：先空腹抽血和空腹超声，再进食，再做其他。',
          { who: '预约登记员', at: 'YYC', minutes: 5 },
        ],
        ['登记随访', '告知下次时间并登记联系电话；未按时来的由产科电话提醒。', { who: '产科护士', at: 'FCK' }],
      ],
      faq: [['外地建册的孕妇来产检？', '可以接着查，请带上原来的产检册，医生会补录。']],
    },
  },
  {
    topic: 'payment',
    patient: {
      title: '怎样缴费',
      summary: '窗口、自助机都能缴费，医保可当场结算；单据保管好，退费和报销都要用。',
      english: 'Pay at the window or a kiosk; insurance is settled at once. Keep the receipts for refunds and claims.',
      steps: [
        ['看清项目', '医生开单后，在单子上核对姓名和项目；不明白的先问医生或服务台。', { papers: ['缴费单或就诊卡'] }],
        [
          '缴费',
          '到收费窗口或自助机缴费；使用医保请出示医保卡或电子凭证。',
          { who: '收费员', at: 'GHC', papers: ['医保卡或电子凭证'], minutes: 10, cost: '按物价公示收取' },
        ],
        ['取单据', '拿好收据和指引单，上面写着去哪里做检查、取药。', { minutes: 2 }],
        [
          '特殊病种、异地医保',
          '认定和备案先到医保服务窗口问清楚，再缴费。',
          { who: '医保专员', at: 'YBK', papers: ['身份证', '医保卡'], minutes: 10 },
        ],
      ],
      faq: [
        ['付了两次怎么办？', '到退费窗口核对，多收的原路退回，一般 3 至 7 个工作日到账。'],
        ['忘了刷医保怎么办？', '当天可到窗口退了重新结算；隔天请到医保服务窗口咨询。'],
        ['能开发票吗？', '可以，电子发票在缴费后自助机打印或向窗口索取。'],
      ],
    },
    staff: {
      title: '收费服务要点',
      summary: '唱收唱付、核对身份；异常先保全记录再处理；医保问题不推给患者。',
      english: 'Say aloud what is taken and given; check who it is; when something is wrong keep the record first.',
      steps: [
        [
          '核对身份和项目',
          '核对姓名、卡号、项目，说清总额、医保支付和自付。',
          { who: '收费员', at: 'GHC', minutes: 2 },
        ],
        [
          '异常交易',
          '扣款未到账或重复收费：不要让患者再付一次，先查流水，登记后报财务科。',
          { who: '收费员', at: 'CWK', minutes: 15 },
        ],
        [
          '医保结算失败',
          '先看参保状态和备案，再由医保窗口处理，患者可先去做检查。',
          { who: '医保专员', at: 'YBK', minutes: 10 },
        ],
        [
          '系统故障',
          '超过 10 分钟不能收费：启用手工收费，告知预计时间并报信息科。',
          { who: '当班组长', at: 'XXK', minutes: 10 },
        ],
      ],
      faq: [['患者付不起费？', '急救不因费用中断；同时报服务台联系救助，见“三无病人”流程。']],
    },
  },
  {
    topic: 'kiosk',
    patient: {
      title: '怎样用自助机',
      summary: '自助机可以挂号、缴费、打印报告和清单。不会用就按“求助”，旁边的同事会来帮您。',
      english: 'Kiosks register, take payment and print reports. Press Help and somebody will come.',
      steps: [
        [
          '刷卡或扫码',
          '放上就诊卡、身份证，或扫医保电子凭证，屏幕会显示您的姓名中的一个字，请核对。',
          { papers: ['就诊卡、身份证或医保电子凭证'], minutes: 1 },
        ],
        ['选择要办的事', '按大字菜单选挂号、缴费、打印报告、打印清单或发票。', { minutes: 2 }],
        ['付款', '可扫码付款；屏幕显示“交易成功”后再离开。', { minutes: 2, cost: '不另收手续费' }],
        ['取走单据', '取走卡和单据，按指引单去下一处。', { minutes: 1 }],
      ],
      faq: [
        ['钱扣了没出单子？', '不要再付一次。记下机器编号，到一站式服务大厅登记，我们来查。'],
        ['卡吞了怎么办？', '按求助键或告诉旁边的同事，留在机器旁等一会儿。'],
        ['不会用怎么办？', '人工窗口一直开着，您可以直接去窗口办。'],
      ],
    },
    staff: {
      title: '自助机协助与故障处置',
      summary: '教会不代办、不碰患者密码；吞卡、扣款未出单当场登记；坏机立刻贴停用牌。',
      english:
        'Help, but never type a patient’s password. Note swallowed cards and missing receipts at once; mark broken machines.',
      steps: [
        ['主动协助', '看到老人或停在屏幕前的患者，主动上前；请患者自己输入密码。', { who: '引导员', at: 'YDY' }],
        [
          '扣款未出单',
          '登记机器编号、时间、卡号，报财务科核对流水，当天给患者答复。',
          { who: '服务台坐席', at: 'ZT', minutes: 10 },
        ],
        [
          '吞卡、卡纸',
          '守在机器旁，通知信息科；核对身份后归还卡片，双人在场。',
          { who: '引导员', at: 'XXK', minutes: 15 },
        ],
        ['停用', '不能当场修好的，贴“暂停使用”，引导到其他机器或窗口，并登记报修。', { who: '当班组长', at: 'XXK' }],
      ],
      faq: [['患者要我们代为付款？', '不经手患者的手机和现金，请到窗口办理。']],
    },
  },
]
