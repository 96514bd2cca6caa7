// What the program put into the page.
import { strFromU8, unzlibSync } from 'fflate';
import { byId } from './dom';

export function embedded<T>(id: string): T {
  return JSON.parse(byId(id).textContent ?? '') as T;
}

/** Deflated, or a large county's page would be too large to send around. */
export function unpacked<T>(id: string): T {
  const bytes = Uint8Array.from(atob(byId(id).textContent ?? ''), (letter) => letter.charCodeAt(0));
  return JSON.parse(strFromU8(unzlibSync(bytes))) as T;
}
