import type { ProcessText } from './guide.ts'

/** Processes behind a visit, and those for staff alone (诊后与特殊流程): refund, record copies, critical and three-no patients. */
export const leaving: readonly ProcessText[] = [
  {
    topic: 'refund',
    patient: {
      title: '怎样退费',
      summary: '没做的检查、治疗可以退费：先请科室证明没做，再审批，到退费窗口办理，钱原路退回。',
      english:
        'An examination that was not done is paid back: the department confirms it, it is approved, and the money goes back the way it came.',
      steps: [
        [
          '科室确认没有做',
          '带收据到原来的科室，请他们写明没有执行和原因。',
          { who: '检查或治疗科室', papers: ['收据或发票'], minutes: 15 },
        ],
        [
          '审批',
          '到一站式服务大厅办理审批，材料齐全当场办。',
          { who: '服务台坐席', at: 'ZT', papers: ['退费申请单', '收据'], minutes: 10 },
        ],
        [
          '退费',
          '到退费窗口退费，原发票交回。',
          { who: '收费员', at: 'CWK', papers: ['审批后的退费单', '原发票', '身份证'], minutes: 10, cost: '不收费' },
        ],
        ['到账', '原路退回，一般 3 至 7 个工作日到账；医保先冲销再退。'],
      ],
      faq: [
        ['做了一半能退吗？', '做过的部分不能退，没做的部分由科室写明后可以退。'],
        ['发票丢了怎么办？', '先到财务科查缴费记录，按规定补证明后再办。'],
        ['可以退现金吗？', '一般原路退回，银行卡已注销等情况由财务科按规定处理。'],
      ],
    },
    staff: {
      title: '退费处置要点',
      summary: '查清是否执行、经办和审批分开、金额不超过已付、医保先冲销。',
      english:
        'Check that it was not done; who asks does not approve; never more than was paid; reverse insurance first.',
      steps: [
        ['查是否执行', '在系统里查执行状态，与科室电话核对；已执行的不退。', { who: '服务台坐席', minutes: 10 }],
        ['科室签字', '执行科室写明“未执行”和原因并签字。', { who: '执行科室', papers: ['收据'], minutes: 15 }],
        ['审批', '经办人不能审批自己的单；大额按权限上报。', { who: '当班负责人', at: 'YWK', minutes: 15 }],
        ['冲销和退款', '医保结算先冲销，再原路退回；双人复核。', { who: '财务科', at: 'CWK', minutes: 15 }],
        ['告知患者', '告知到账时间并登记；到期未到账的主动查。', { who: '服务台坐席', at: 'ZT' }],
      ],
      faq: [['患者要求马上拿到钱？', '说明原路退回的时间，现金退款按财务规定，不作超出规定的承诺。']],
    },
  },
  {
    topic: 'record-copy',
    patient: {
      title: '怎样复印病历',
      summary: '本人带身份证到病案窗口；代办要带双方证件和委托书。复印件当面盖章。',
      english:
        'Bring your ID to the records window; an agent needs both IDs and a letter of authority. Copies are stamped before you.',
      steps: [
        [
          '准备证件',
          '本人：身份证。代办：双方身份证和委托书。已故患者：近亲属带死亡证明、身份证和亲属关系证明。',
          { papers: ['身份证', '代办另带委托书和代办人身份证'] },
        ],
        ['提出申请', '到病案窗口填申请，写明要哪一次住院、用途、几份。', { who: '病案管理员', at: 'BAS', minutes: 10 }],
        [
          '复印和缴费',
          '管理员调取病历复印，按页缴工本费。',
          { who: '病案管理员', at: 'BAS', minutes: 30, cost: '按公示的工本费' },
        ],
        [
          '盖章领取',
          '当面核对页数并盖证明印记，签字领取；也可登记邮寄。',
          { who: '病案管理员', at: 'BAS', minutes: 5 },
        ],
      ],
      faq: [
        ['出院几天能复印？', '病历归档后即可复印；还没归档的，窗口会告诉您可取的日期。'],
        ['能复印哪些内容？', '门诊和住院病历、检查检验报告、医嘱、护理记录等，法律允许的都可以。'],
        ['可以邮寄吗？', '可以，申请时登记地址，邮费自付。'],
      ],
    },
    staff: {
      title: '病历复印受理要点',
      summary: '只审材料形式，不问无关用途；缺什么一次告知；页数、领取人、印记都要登记。',
      english: 'Check the form of the papers only; say once what is missing; note pages, receiver and stamp.',
      steps: [
        [
          '看申请人身份',
          '本人、代理人、近亲属、公安司法、商业保险，各按清单核对材料。',
          { who: '病案管理员', at: 'BAS', papers: ['申请人证件', '授权或亲属关系证明'], minutes: 5 },
        ],
        ['一次告知', '材料不齐的开一次性告知单，不让患者跑第二趟。', { who: '病案管理员', at: 'BAS', minutes: 3 }],
        ['未归档的', '登记并承诺时间，归档后主动电话通知。', { who: '病案管理员', at: 'BAS' }],
        [
          '复印盖章',
          '患者在场时复印、核对、盖骑缝印记，登记页数和用途。',
          { who: '病案管理员', at: 'BAS', minutes: 30 },
        ],
        ['封存', '要求封存的，双方在场列清单签字，各执一份，报医务科。', { who: '病案管理员', at: 'YWK', minutes: 30 }],
      ],
      faq: [
        ['公安来调病历？', '核对单位介绍信、经办人身份证和工作证，三者单位一致才办理。'],
        ['商业保险来调病历？', '还要合同复印件和患者同意书。'],
      ],
    },
  },
  {
    topic: 'critical',
    patient: null,
    staff: {
      title: '急危重症患者处置',
      summary: '先救人后手续：就地呼救、守住患者、绿色通道直送急诊。任何人都可以启动。',
      english:
        'Life first, papers later: call, stay with the patient, take the green channel to the emergency room. Anybody may start it.',
      steps: [
        [
          '判断',
          '没有反应、呼吸异常、胸痛大汗、面色灰白、大出血、抽搐、口角歪斜、肢体无力：按急危重症处理。',
          { who: '第一位接触的同事', minutes: 1 },
        ],
        [
          '呼救',
          '就地呼叫急诊，说清地点、人数、情况；没有呼吸心跳立即心肺复苏，让旁人取除颤仪。',
          { who: '第一位接触的同事', at: 'JZK', minutes: 1 },
        ],
        [
          '守住并疏散',
          '不离开患者，不随意搬动外伤患者；请保安清出通道和电梯。',
          { who: '保安和引导员', at: 'BWK', minutes: 3 },
        ],
        ['送急诊', '由急诊医护接手后走绿色通道，先检查先用药，手续后补。', { who: '急诊医护', at: 'JZK', minutes: 5 }],
        ['联系家属', '核对证件和手机，联系家属；联系不上按“三无病人”流程。', { who: '值班室', at: 'ZBS', minutes: 15 }],
        ['记录', '登记发现时间、呼叫时间、接手时间和经过，当班结束前交总值班。', { who: '发现人', at: 'ZBS' }],
      ],
      faq: [
        ['患者还没挂号、没缴费？', '先救治，绿色通道内的检查和用药不等缴费。'],
        ['怀疑传染病？', '给患者和自己戴口罩，走隔离通道到感染性疾病科，通知公共卫生科。'],
      ],
    },
  },
  {
    topic: 'three-no',
    patient: null,
    staff: {
      title: '三无病人处置',
      summary: '无身份、无家属、无钱的患者同样先救治；同时报值班室，联系公安和救助部门，全程两人在场。',
      english:
        'Patients with no identity, no family and no money are treated first as well; tell the duty office, the police and the relief service; always two people present.',
      steps: [
        ['先救治', '按病情走急诊或绿色通道，费用和身份不影响抢救。', { who: '急诊医护', at: 'JZK', minutes: 5 }],
        [
          '临时登记',
          '用临时姓名和编号建档，标明身份不明，记录体貌特征、衣着和发现地点。',
          { who: '急诊登记员', at: 'JZK', minutes: 10 },
        ],
        ['清点随身物品', '两人在场清点、拍照、列清单，封存交保卫科保管。', { who: '两位同事', at: 'BWK', minutes: 15 }],
        ['报告', '报值班室和医务科；节假日、夜间报总值班。', { who: '当班负责人', at: 'ZBS', minutes: 10 }],
        [
          '查身份、找家属',
          '联系派出所协助查身份，联系民政救助；每次联系都登记时间和对方。',
          { who: '值班室', at: 'ZBS', minutes: 60 },
        ],
        ['费用', '财务科单独记账，按疾病应急救助的规定申请。', { who: '财务科', at: 'CWK' }],
        [
          '出院或转送',
          '病情稳定后由救助部门、家属或社区接走，书面交接，两人签字。',
          { who: '病区和医务科', at: 'YWK' },
        ],
      ],
      faq: [
        ['有身份但没家属没钱，算三无吗？', '按实际情况办理：能联系上单位或社区的先联系，费用同样可申请救助。'],
        ['精神异常、走失的老人？', '安排专人看护，报警并查走失信息，不让其独自离开。'],
      ],
    },
  },
]
