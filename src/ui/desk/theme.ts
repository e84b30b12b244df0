import type { ThemeConfig } from 'antd'

/** Ant Design in the look of the house: the values of `tokens.css`, because its colour arithmetic needs real colours. */
export const deskTheme: ThemeConfig = {
  token: {
    colorPrimary: '#0b7a75',
    colorInfo: '#0b7a75',
    colorLink: '#0b7a75',
    colorError: '#b42318',
    colorWarning: '#9a5b00',
    colorSuccess: '#1f7a3d',
    colorText: '#1b2733',
    colorTextSecondary: '#4a5866',
    colorTextTertiary: '#5f6b77',
    colorTextPlaceholder: '#5f6b77',
    colorTextDescription: '#5f6b77',
    colorBorder: '#7b8a93',
    colorBorderSecondary: '#dbe3e4',
    colorBgLayout: '#f4f7f7',
    fontFamily: 'var(--face)',
    fontSize: 14,
    borderRadius: 6,
    borderRadiusLG: 6,
    borderRadiusSM: 4,
    boxShadow: 'var(--float)',
    boxShadowSecondary: 'var(--float)',
    boxShadowTertiary: 'none',
    motionDurationFast: '0.08s',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.15s',
    controlHeight: 32,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Modal: { titleFontSize: 16 },
  },
}
