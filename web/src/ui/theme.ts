import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import styles from './theme.module.css';

/** Men ngọc: the celadon of old bowls, from its glaze to its shadow. */
const celadon: MantineColorsTuple = [
  '#eef8f7',
  '#dcefec',
  '#b5ddd8',
  '#8acac2',
  '#63bdb4',
  '#43a89f',
  '#2c8f87',
  '#1d7770',
  '#0f625d',
  '#0a4b47',
];

/** Our neutrals, as dark grounds and as light ones. */
const dark: MantineColorsTuple = [
  '#e7ecea',
  '#c9d2cf',
  '#a6b3b0',
  '#7f8d8a',
  '#4b5855',
  '#37423f',
  '#202827',
  '#191f1e',
  '#111615',
  '#0c100f',
];
const gray: MantineColorsTuple = [
  '#f7f8f6',
  '#eceeea',
  '#e2e5e1',
  '#d9dedb',
  '#c5ccc9',
  '#a3adaa',
  '#7d8a87',
  '#52605d',
  '#36423f',
  '#17211f',
];

/** Their heading is that of a dialog, not of the page. */
const dialog = { attributes: { header: { role: 'presentation' } }, styles: { title: { fontWeight: 600 } } };

const beside = { classNames: { root: styles['beside'] ?? '', labelWrapper: styles['beside'] ?? '' } };

export const theme = createTheme({
  primaryColor: 'celadon',
  primaryShade: { light: 8, dark: 7 },
  colors: { celadon, dark, gray },
  fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      classNames: { root: styles['button'] ?? '', inner: styles['inside'] ?? '', label: styles['words'] ?? '' },
    },
    Checkbox: beside,
    Radio: beside,
    Switch: beside,
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 }, ...dialog } },
    Drawer: { defaultProps: dialog },
    InputWrapper: {
      defaultProps: {
        styles: { label: { maxWidth: '100%', marginBottom: 4, fontWeight: 500 }, description: { marginBottom: 6 } },
      },
    },
  },
});

/** Mantine's own colours, from ours (styles/tokens.css), in both schemes. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-default-hover': 'var(--accent-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: ours, dark: ours };
};
