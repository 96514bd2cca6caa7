// Colours that stay apart for colour-blind readers and in grey print. Distances run from light to dark.

export const distanceColours = ['#fdf3cf', '#fbdf9d', '#f6c171', '#ea9a54', '#d46f4d', '#ad4553', '#7a2a5c', '#431a4b'];
export const timeColours = ['#fbdf9d', '#f2ac62', '#d46f4d', '#9a3a57', '#431a4b'];
export const unknownColour = '#9aa3ab';

export const ink = '#1d2730';
export const muted = '#5d6872';
export const todayColour = '#9aa7b1';
export const planColour = '#1f5a7a';
export const betterColour = '#1b5e9e';
export const worseColour = '#b4490f';

export const payerColours = { county: '#1f5a7a', township: '#6ba3c0', family: '#d8893b', province_and_centre: '#8a95a0', school: '#6a5a8c' };

/** Bus lines, told apart by their number as well. */
export const lineColours = ['#0a5a8a', '#b4490f', '#0c7a5f', '#8a3a7d', '#6b5a00', '#3f51a3', '#a0303a', '#3b6e1f'];
export const lineColour = (row: number): string => lineColours[row % lineColours.length] ?? ink;

/** Quiet fills for neighbouring catchments. */
export const catchmentColours = ['#c9dbe3', '#e6d9c2', '#d3e0cc', '#ddd1e2', '#ece2b8', '#cfd6e6', '#e6cfc8', '#d9d9d2'];

export function bandOf(value: number, edges: number[]): number {
  const row = edges.findIndex((edge) => value <= edge);
  return row < 0 ? edges.length : row;
}
export const distanceColour = (metres: number | null, edgesKm: number[]): string =>
  metres === null ? unknownColour : (distanceColours[bandOf(metres / 1000, edgesKm)] ?? unknownColour);
