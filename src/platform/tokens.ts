/** Names by which Nest hands on what is no class: `@Inject(CONFIG) config: Config`. */
export const CONFIG = Symbol('Config');
export const LOG = Symbol('Log');
/** `@Inject(CLOCK) clock: PlatformClock`: the clock that the database was settled on. */
export const CLOCK = Symbol('Clock');
