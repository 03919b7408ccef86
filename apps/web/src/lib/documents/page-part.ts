/** Part of a page of this hub as it is now, by the id it has there. @throws TypeError when the hub cannot be reached */
export async function pagePart(address: string, id: string): Promise<HTMLElement> {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = page.getElementById(id);
  if (!part) throw new TypeError(`${address} has no #${id}`);
  return document.adoptNode(part);
}
