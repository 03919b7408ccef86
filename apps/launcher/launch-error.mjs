/** Something a person can mend; its message is the one sentence they are told. */
export class LaunchError extends Error {}
