/** Whether this hub offers one-click sign-in as one of its demo people. */
export const DEMO_OFFERED = Symbol('demo offered');
