/**
 * 可信类型 (S8.2). With `require-trusted-types-for 'script'` no text of ours or of a library becomes an element or a script
 * by itself: it asks here. antd writes its styles with `innerHTML` (`@rc-component/util/es/Dom/dynamicCSS.js`), which is
 * text without markup, and that alone is let through; a text with a `<` in it is refused, whoever writes it. A worker is
 * started from our own files only.
 */
interface Policies {
  createPolicy(name: 'default', rules: Readonly<Record<string, (text: string) => string | null>>): unknown
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies }
trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text.includes('<') ? null : text),
  createScriptURL: (text) => (new URL(text, location.href).href.startsWith(`${location.origin}/assets/`) ? text : null),
  createScript: () => null,
})

export {}
