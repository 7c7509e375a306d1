/** A part of a URI as a person reads it; as it is where its escapes cannot be read. */
export function decoded(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
