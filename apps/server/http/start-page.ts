/** The page at the address that `npm start` prints: what is here until the workbench opens. */
export const startPage = () => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>加贸 jiamao</title></head>
<body>
<main>
<h1>加贸 jiamao</h1>
<p>加工贸易公共平台：一次录入，按当日政策校验，精确记账，送达每个部门。</p>
<p lang="en">Processing trade: entered once, checked against the policy of the day, posted to an exact ledger, delivered to every agency.</p>
<ul>
<li><a href="/docs/api">接口说明 · API</a></li>
<li><a href="/openapi.json">OpenAPI 3.1</a></li>
<li><a href="/readyz">运行状态 · State</a></li>
</ul>
<p><code>npx jiamao demo</code> · <code>npx jiamao accounts</code></p>
</main>
</body>
</html>`
