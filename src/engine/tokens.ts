/** `@Inject(HOUSE) house: EngineHouse`: the engine and what drives it, put together by EngineModule. */
export const HOUSE = Symbol('EngineHouse');
