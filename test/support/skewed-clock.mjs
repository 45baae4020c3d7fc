// Loaded before a process of ours: its system clock is off by what a file says, and may be set back in the middle of its work.
import { readFileSync } from 'node:fs';

const real = Date.now.bind(Date);
Date.now = () => real() + Number(readFileSync(process.env.SKEW_FILE, 'utf8'));
