import type { FileRecord } from './file.repository.ts';

export function fileView(file: FileRecord) {
  const { id, purpose, name, type } = file;
  const [widest] = file.variants;
  const path = `/api/files/${id}`;
  return {
    id,
    purpose,
    name,
    type,
    size: widest?.size ?? 0,
    width: widest?.width ?? null,
    height: widest?.height ?? null,
    path,
    variants: file.variants.flatMap(({ width }) => (width ? [`${path}/${width}`] : [])),
  };
}
