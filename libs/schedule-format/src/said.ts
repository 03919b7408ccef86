/** A sentence about a file, and the value of the file that it is about (a title, a field), empty where there is none. */
export interface Said {
  text: string;
  about: string;
}

/** Tags a sentence whose first inserted value is what it is about, so that pages can say it in another language. */
export function said(parts: TemplateStringsArray, ...values: (string | number)[]): Said {
  return { text: String.raw({ raw: parts }, ...values), about: String(values[0] ?? '') };
}
