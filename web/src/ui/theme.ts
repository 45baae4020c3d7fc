import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

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

export const theme = createTheme({
  primaryColor: 'celadon',
  primaryShade: { light: 8, dark: 7 },
  colors: { celadon },
  fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 } } },
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
