/** What each route is for. Routes that come from definitions bring their own words. */
const inGroup = (tag: string, routes: Readonly<Record<string, string>>) =>
  Object.entries(routes).map(([route, summary]) => [route, { tag, summary }] as const)

export const words: Readonly<Record<string, { readonly tag: string; readonly summary: string } | undefined>> =
  Object.fromEntries([
    ...inGroup('platform', {
      'GET /healthz': '进程在运行 · The process runs',
      'GET /readyz': '可以服务 · It can serve',
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
      'POST /api/v1/session/proof/challenge': '再次确认本人：通行密钥的挑战 · A challenge for one’s own passkey',
      'POST /api/v1/session/proof': '再次确认本人 · Prove that it is still the same person',
      'POST /api/v1/session/passkey/challenge': '通行密钥登录的挑战 · A challenge to sign in by passkey',
      'POST /api/v1/session/passkey': '用通行密钥登录 · Sign in by passkey',
      'GET /api/v1/passkeys': '我的通行密钥 · My passkeys',
      'POST /api/v1/passkeys/challenge': '准备添加通行密钥 · Prepare a passkey',
      'POST /api/v1/passkeys': '添加通行密钥 · Add a passkey',
      'PUT /api/v1/passkeys/:id': '给通行密钥改名 · Rename a passkey',
      'DELETE /api/v1/passkeys/:id': '删除通行密钥 · Remove a passkey',
    }),
    ...inGroup('administration', {
      'GET /api/v1/me': '当前账号 · Who I am',
      'GET /api/v1/organisations': '各方名录 · Who takes part',
      'POST /api/v1/organisations': '登记单位（运行岗） · Register an organisation (operator)',
      'POST /api/v1/organisations/:id/people': '开通人员并给出令牌（运行岗） · Admit a person, with a token (operator)',
      'GET /api/v1/clock': '业务时间 · Business time',
      'PUT /api/v1/clock': '调整业务时间（演示） · Move business time (demo)',
    }),
    ...inGroup('people', {
      'GET /api/v1/people': '本单位的成员与可授的角色（管理员） · Members, and the roles there are (administrator)',
      'PUT /api/v1/people/:id/roles': '改成员的角色（管理员） · Change the roles of a member (administrator)',
      'DELETE /api/v1/people/:id': '移出成员（管理员） · Take a membership away (administrator)',
      'POST /api/v1/people/:id/reset': '给出重设密码的链接（管理员） · Make a link for a new password (administrator)',
      'GET /api/v1/invitations': '未用的链接（管理员） · Open links (administrator)',
      'POST /api/v1/invitations':
        '邀请成员，给出一次性链接（管理员） · Invite a person by a one-time link (administrator)',
      'DELETE /api/v1/invitations/:id': '撤回链接（管理员） · Take a link back (administrator)',
      'POST /api/v1/organisations/:id/invitations':
        '邀请某单位的首位人员（运行岗） · Invite the first person of an organisation (operator)',
      'POST /api/v1/resets':
        '为任一登录名给出重设密码的链接（运行岗） · Make a link for a new password of any login (operator)',
      'POST /api/v1/invitation/look': '查看链接的用途 · What a link is for',
      'POST /api/v1/invitation/take': '用链接设登录名与密码 · Use a link: choose login and password',
      'POST /api/v1/invitation/join': '以现有账号加入 · Use a link as who one already is',
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
    ...inGroup('exchange', {
      'GET /api/v1/exchange/status': '各通道状态 · How the links stand',
      'GET /api/v1/exchange/desk': '待人工处理 · What waits for a person',
      'POST /api/v1/exchange/desk/resend': '重发 · Send again',
      'POST /api/v1/exchange/desk/cancel': '取消未发出的 · Cancel what has not left',
      'POST /api/v1/exchange/desk/dismiss': '注明缘由后了结 · End with a reason',
      'GET /api/v1/ledger/verify': '由记账重算余额并核对 · Rebuild balances and compare',
    }),
  ])
