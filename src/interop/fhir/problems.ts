import type { Problems } from '#kernel/problem.ts'

/** What the façade refuses beyond what the modules refuse; each leaves as an OperationOutcome. */
export const fhirProblems = {
  'client-unknown': {
    status: 401,
    zh: '接口账号未认证：请用账号和密钥换取令牌后再访问',
    en: 'Who asks is not known: get a token with client id and secret first',
  },
  'fhir-type-unsupported': {
    status: 404,
    zh: '这里没有这种资源，支持的资源见 /fhir/metadata',
    en: 'There is no such resource type here; see /fhir/metadata for those served',
  },
  'fhir-operation-unsupported': {
    status: 405,
    zh: '这种资源不支持该操作，支持的操作见 /fhir/metadata',
    en: 'This cannot be done with this type; see /fhir/metadata for what can',
  },
  'fhir-format-unsupported': {
    status: 406,
    zh: '只提供 JSON，请用 Accept: application/fhir+json',
    en: 'Only JSON is given; ask with Accept: application/fhir+json',
  },
  'fhir-parameter-unknown': {
    status: 400,
    zh: '不支持查询参数“{name}”，支持的参数见 /fhir/metadata',
    en: 'The parameter “{name}” is not understood; see /fhir/metadata for those that are',
  },
  'fhir-parameter-invalid': {
    status: 400,
    zh: '参数“{name}”的值无法识别，请按 FHIR R4 的写法修改',
    en: 'The value of “{name}” cannot be read; write it as FHIR R4 has it',
  },
  'fhir-search-too-wide': {
    status: 400,
    zh: '查询范围太大，请给出患者、预约号或起始日期（date=ge…）',
    en: 'This asks for too much; name a patient, an identifier, or a first day (date=ge…)',
  },
  'fhir-resource-invalid': {
    status: 422,
    zh: '资源内容有误：{place}，请修改后重新提交',
    en: 'The resource is not valid at {place}; mend it and send it again',
  },
  'fhir-patch-invalid': {
    status: 422,
    zh: '补丁中的“{path}”无法应用，请核对路径和操作',
    en: 'The patch cannot be applied at “{path}”; check path and operation',
  },
  'fhir-patch-test': {
    status: 409,
    zh: '补丁的前提“{path}”不成立，请重新读取后再改',
    en: 'The patch expects something else at “{path}”; read again and change that',
  },
  'fhir-change-unsupported': {
    status: 422,
    zh: '预约不能由外部系统改成这种状态（{place}），可以取消、改时段、确认占号或报到',
    en: 'A booking cannot become that by another system’s word ({place}); it can be cancelled, moved, confirmed or checked in',
  },
  'fhir-version-changed': {
    status: 412,
    zh: '这条记录已有新版本，请重新读取后再改',
    en: 'There is a newer version; read it and change that',
  },
  'fhir-several-match': {
    status: 412,
    zh: '有多条记录符合条件，请给出唯一的标识',
    en: 'Several match; name one by an identifier that is its own',
  },
  'fhir-identifier-taken': {
    status: 409,
    zh: '这个外部预约号已用于另一个预约，请换一个号或读取原预约',
    en: 'This identifier names another booking already; use another one or read that booking',
  },
} as const satisfies Problems
