/** Of this hub and of its API, as in package.json. */
export const version = '0.1.0';
