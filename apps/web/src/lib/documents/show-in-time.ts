/** Shows what is for while something is on, or for when it is not, at the minute (milliseconds since 1970). */
export function showInTime(minute: number): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-shown]')) {
    const { from = '', to = '', shown } = part.dataset;
    const isOn = Date.parse(from) <= minute && minute < Date.parse(to);
    part.hidden = isOn !== (shown === 'during');
  }
}
