/** Where the engine writes what an operator should know. */
export type MediaLog = (level: 'info' | 'warn' | 'error', message: string, details?: Record<string, unknown>) => void;
