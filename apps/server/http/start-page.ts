/** The page at the address that `npm start` prints: what is here until the workbench opens. */
export const startPage = () => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>加贸 jiamao</title><link rel="stylesheet" href="/start.css">
</head>
<body>
<main>
<h1>加贸 <span lang="en">jiamao</span></h1>
<p class="lead">加工贸易公共平台：录入一次，按当日政策校验，精确记账，送达每个部门，报文不丢失。</p>
<p lang="en">Processing trade: entered once, checked against the policy of the day, posted to an exact ledger, delivered to every agency with no message lost.</p>
<nav>
<a href="/docs/api"><b>接口说明</b><span lang="en">API, with every field</span></a>
<a href="/openapi.json"><b>OpenAPI 3.1</b><span lang="en">for your ERP</span></a>
<a href="/readyz"><b>运行状态</b><span lang="en">state</span></a>
</nav>
<h2>试一试 <span lang="en">Try first</span></h2>
<pre><code>npx jiamao demo        # 一本手册的一生
npx jiamao accounts    # 演示账号与令牌
npx jiamao year        # 十二家企业的一年</code></pre>
</main>
</body>
</html>`

/** Ant Design's colours and spacing, light or dark as the reader's system has it. */
export const startStyle = `
:root { color-scheme: light dark; --text: #1f1f1f; --soft: #595959; --line: #d9d9d9; --page: #f5f5f5; --card: #fff; --link: #0958d9 }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e6e6; --soft: #b0b0b0; --line: #424242; --page: #141414; --card: #1f1f1f; --link: #69b1ff }
}
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif }
main { max-width: 720px; margin: 0 auto; padding: 48px 24px }
h1 { font-size: 38px; line-height: 1.2; margin: 0 0 16px } h2 { font-size: 20px; margin: 32px 0 8px }
h1 span, h2 span, p[lang=en], nav span { color: var(--soft); font-weight: 400 }
.lead { font-size: 18px; margin: 0 } p { margin: 8px 0 }
nav { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 16px; margin: 24px 0 }
nav a { display: block; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; color: var(--link); text-decoration: none }
nav a:hover, nav a:focus-visible { border-color: var(--link); outline: 2px solid var(--link); outline-offset: 1px } nav span { display: block; font-size: 14px }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; overflow-x: auto; margin: 0; font-size: 14px }
`
