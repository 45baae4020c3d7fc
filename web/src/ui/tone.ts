/** What a thing says before it is read. Never alone: an icon and a word stand beside it. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'calm';

export const toneStyle = (tone: Tone): Readonly<Record<`--${string}`, string>> => ({
  '--tone': `var(--${tone})`,
  '--tone-tint': `var(--${tone}-tint)`,
});
