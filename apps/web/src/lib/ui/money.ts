import type { Language } from '@hubwerk/contracts/language';

/** An amount in the smallest unit of its currency (cents), as people of the language write it. */
export function money(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency });
  return format.format(amount / 10 ** fractionDigits(currency));
}

/** How many decimals a currency has: cents two, yen none. */
export function fractionDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
