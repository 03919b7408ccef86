/** Which sentence of `common` says what to change, for the constraint of the markup that a control breaks. */
export function validityMessage(validity: ValidityState) {
  if (validity.valueMissing) return 'form.missing';
  if (validity.typeMismatch) return 'form.type';
  if (validity.tooShort) return 'form.short';
  if (validity.tooLong) return 'form.long';
  if (validity.rangeUnderflow || validity.rangeOverflow) return 'form.range';
  return 'form.format';
}
