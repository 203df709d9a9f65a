import { type ThemeConfig, theme } from 'antd'

export type Look = 'light' | 'dark'

const light = {
  colorPrimary: '#0B5CAD',
  colorInfo: '#0B5CAD',
  colorText: '#16202C',
  colorTextSecondary: '#465362',
  colorTextTertiary: '#5F6B78',
  colorTextPlaceholder: '#5F6B78',
  colorBorder: '#858F9B',
  colorBgLayout: '#F5F7F9',
}
const dark = {
  colorPrimary: '#6FAEF2',
  colorInfo: '#6FAEF2',
  colorText: '#E6EBF1',
  colorTextSecondary: '#B3BECA',
  colorTextTertiary: '#8F9CAA',
  colorTextPlaceholder: '#8F9CAA',
  colorBorder: '#6B7886',
  colorBgLayout: '#0F151C',
  colorBgContainer: '#161E27',
  colorTextLightSolid: '#08131F',
}

/** antd's theme of our own: calm, dense, one blue (workbench §5). Its stock blue has too little contrast with white. */
export const themeOf = (look: Look): ThemeConfig => ({
  algorithm: look === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: {
    ...(look === 'dark' ? dark : light),
    borderRadius: 6,
    fontSize: 13,
    controlHeight: 32,
    fontFamily: '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
})
