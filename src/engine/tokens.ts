/** `@Inject(HOUSE) house: EngineHouse`: the engine and what drives it, put together by EngineModule. */
export const HOUSE = Symbol('EngineHouse');
/** `@Inject(CLOCK) clock: PlatformClock`: the clock that the database was settled on. */
export const CLOCK = Symbol('Clock');
