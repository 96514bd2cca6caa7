// Sortable tables with a header that stays.
import { h, type Child } from './dom';
import { t } from './words';

export interface Column<Row> {
  title: string;
  /** What the cell shows. */
  cell: (row: Row) => Child;
  /** What the column sorts by; without it the column does not sort. */
  order?: (row: Row) => number | string | null;
  numeric?: boolean;
  className?: string;
}

interface Options<Row> {
  name: string;
  rowClass?: (row: Row) => string;
  foot?: Child[];
  className?: string;
}

type Direction = 'ascending' | 'descending';
const sorting = new Map<string, { column: number; direction: Direction }>();

function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh');
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], name: string): Row[] {
  const by = sorting.get(name);
  const order = by && columns[by.column]?.order;
  if (!by || !order) return rows;
  const sign = by.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [order(a), order(b)];
    return x === null || y === null ? compare(x, y) : sign * compare(x, y);
  });
}

export function dataTable<Row>(columns: Column<Row>[], rows: Row[], options: Options<Row>): HTMLElement {
  const body = h('tbody');
  const kind = (c: Column<Row>): string => [c.numeric ? 'number' : '', c.className ?? ''].join(' ').trim();
  const fill = (): void => {
    body.replaceChildren(
      ...sorted(rows, columns, options.name).map((row) =>
        h('tr', { class: options.rowClass?.(row) }, columns.map((c) => h('td', { class: kind(c), 'data-title': c.title }, c.cell(row)))),
      ),
    );
  };
  // Browsers leave out buttons of a header that repeats on further printed pages; the words stand in.
  const heads = columns.map((c, i) => {
    if (!c.order) return h('th', { class: kind(c), scope: 'col' }, c.title);
    const click = (): void => {
      const now = sorting.get(options.name);
      const first: Direction = c.numeric ? 'descending' : 'ascending';
      const other: Direction = c.numeric ? 'ascending' : 'descending';
      sorting.set(options.name, { column: i, direction: now?.column === i && now.direction === first ? other : first });
      mark();
      fill();
    };
    return h('th', { class: kind(c), scope: 'col' }, h('button', { type: 'button', click, title: t('page.table.sort') }, c.title), h('span', { class: 'printed' }, c.title));
  });
  const mark = (): void => {
    const now = sorting.get(options.name);
    heads.forEach((head, i) => {
      if (now?.column === i) head.setAttribute('aria-sort', now.direction);
      else head.removeAttribute('aria-sort');
    });
  };
  mark();
  fill();
  return h(
    'div',
    { class: `table${rows.length > 14 ? ' long' : ''} ${options.className ?? ''}`, 'data-table': options.name, 'data-rows': rows.length },
    h('table', {}, h('thead', {}, h('tr', {}, heads)), body, options.foot ? h('tfoot', {}, options.foot) : null),
  );
}
