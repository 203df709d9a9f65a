/** What each route is for. Routes that come from definitions bring their own words. */
const inGroup = (tag: string, routes: Readonly<Record<string, string>>) =>
  Object.entries(routes).map(([route, summary]) => [route, { tag, summary }] as const)

export const words: Readonly<Record<string, { readonly tag: string; readonly summary: string } | undefined>> =
  Object.fromEntries([
    ...inGroup('platform', {
      'GET /healthz': '进程在运行 · The process runs',
      'GET /readyz': '可以服务 · It can serve',
      'POST /api/v1/csp-reports': '浏览器报告的违例 · What a page’s policy refused, told by browsers',
      'GET /openapi.json': '接口说明 · This description',
    }),
    ...inGroup('session', {
      'POST /api/v1/session': '登录 · Sign in',
      'GET /api/v1/session': '当前登录 · The session',
      'DELETE /api/v1/session': '退出 · Sign out',
      'POST /api/v1/session/organisation': '换一个单位办理 · Act for another organisation',
      'GET /api/v1/sessions': '我的登录记录 · My open sessions',
      'DELETE /api/v1/sessions/:id': '结束一处登录 · End one session',
      'DELETE /api/v1/sessions': '结束其他各处登录 · End all other sessions',
      'PUT /api/v1/password': '修改密码 · Change the password',
      'POST /api/v1/second-factor': '准备动态口令 · Propose a second factor',
      'PUT /api/v1/second-factor': '启用动态口令 · Switch it on by a first code',
      'DELETE /api/v1/second-factor': '停用动态口令 · Switch it off',
    }),
    ...inGroup('administration', {
      'GET /api/v1/me': '当前账号 · Who I am',
      'GET /api/v1/organisations': '各方名录 · Who takes part',
      'POST /api/v1/organisations': '登记单位（安全管理员） · Register an organisation (administrator of security)',
      'GET /api/v1/organisations/:id/people':
        '单位的人员与角色（安全管理员） · People of an organisation and their roles',
      'POST /api/v1/organisations/:id/people': '开通人员并给出令牌（安全管理员） · Admit a person, with a token',
      'PUT /api/v1/organisations/:id/people/:person': '改人员的角色（安全管理员） · Change the roles of a person',
      'GET /api/v1/clock': '业务时间 · Business time',
      'PUT /api/v1/clock': '调整业务时间（演示） · Move business time (demo)',
    }),
    ...inGroup('filings', {
      'GET /api/v1/types': '申报种类与栏目 · Filing types and their fields',
      'GET /api/v1/filings': '本企业的申报 · Filings of the enterprise',
      'GET /api/v1/filings/:id': '一份申报：状态、内容、校验结果 · One filing with content and findings',
      'GET /api/v1/filings/:id/history': '经过 · What happened to it',
      'GET /api/v1/filings/:id/messages': '报文与回执 · Its messages and receipts',
      'PUT /api/v1/filings/:id/content': '修改草稿 · Change a draft',
      'POST /api/v1/filings/:id/check': '校验，不提交 · Check without submitting',
      'POST /api/v1/filings/:id/submit': '提交 · Submit',
      'POST /api/v1/filings/:id/withdraw': '撤回 · Withdraw',
      'POST /api/v1/filings/:id/explanation': '说明（先放行后说明） · Explain what was let through on that condition',
      'POST /api/v1/filings/:id/decision': '办理（部门） · Decide (officer)',
      'POST /api/v1/filings/:id/stages/:stage': '登记环节，如税款缴款书（部门） · Enter a stage (officer)',
    }),
    ...inGroup('work', {
      'GET /api/v1/tasks': '待办 · Tasks',
      'GET /api/v1/notices': '通知 · Notices',
    }),
    ...inGroup('workbooks', {
      'GET /api/v1/imports': '最近的导入 · Latest imports',
      'GET /api/v1/imports/:id': '导入进度与问题 · Progress and findings of an import',
      'GET /api/v1/imports/:id/file': '上传的原文件 · The file as uploaded',
      'GET /api/v1/imports/:id/marked': '带批注的工作簿 · The workbook with its findings marked',
      'GET /api/v1/filings/:id/workbook': '导出为工作簿 · A filing as a workbook',
    }),
    ...inGroup('books', {
      'GET /api/v1/books/:book/balances': '余额 · Balances',
      'GET /api/v1/books/:book/write-off': '核销平衡表 · The write-off as of now',
      'GET /api/v1/books/:book/effort': '录入、导入、预填、重复录入 · What was typed, imported, prefilled, typed twice',
    }),
    ...inGroup('policy', {
      'GET /api/v1/policy/exchange-rates': '当日汇率 · Rates of exchange of the day',
      'PUT /api/v1/policy/exchange-rates/:currency': '录入汇率（海关） · Enter a rate (customs)',
    }),
    ...inGroup('oversight', {
      'GET /api/v1/seen': '谁看过我的数据 · Who saw my data',
      'GET /api/v1/audit': '查日志（审计管理员） · Search the log (auditor)',
      'GET /api/v1/audit/export': '导出日志（审计管理员） · The log as Excel or CSV (auditor)',
      'GET /api/v1/audit/verify': '核验日志的封存（审计管理员） · Verify the log against its seals (auditor)',
      'GET /api/v1/health': '运行状况（系统管理员） · Whether the platform runs (administrator of the system)',
      'GET /api/v1/seen/export': '导出查看记录 · The looks as Excel or CSV',
    }),
    ...inGroup('exchange', {
      'GET /api/v1/exchange/status': '各通道状态 · How the links stand',
      'GET /api/v1/exchange/desk': '待人工处理 · What waits for a person',
      'POST /api/v1/exchange/desk/resend': '重发 · Send again',
      'POST /api/v1/exchange/desk/cancel': '取消未发出的 · Cancel what has not left',
      'POST /api/v1/exchange/desk/dismiss': '注明缘由后了结 · End with a reason',
      'GET /api/v1/ledger/verify': '由记账重算余额并核对 · Rebuild balances and compare',
    }),
  ])
