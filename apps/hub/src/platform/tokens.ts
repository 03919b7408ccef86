/** Injection token of the environment the hub was started with. */
export const ENVIRONMENT = Symbol('environment');
