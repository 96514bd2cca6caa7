// Before printing, folded parts open (short ones) so that nothing a reader needs is missing on paper.
const longestPrinted = 120;

function open(): void {
  document.body.classList.add('printing');
  for (const part of document.querySelectorAll('details')) {
    part.dispatchEvent(new Event('budian-fill'));
    const rows = part.querySelectorAll('tbody tr').length;
    if (part.open || rows > longestPrinted) continue;
    part.dataset.printing = 'yes';
    part.open = true;
  }
}

function restore(): void {
  for (const part of document.querySelectorAll<HTMLDetailsElement>('details[data-printing]')) {
    part.open = false;
    // The toggle event comes later; the mark goes after it.
    window.setTimeout(() => delete part.dataset.printing, 50);
  }
  document.body.classList.remove('printing');
}

export function preparePrint(): void {
  window.addEventListener('beforeprint', open);
  window.addEventListener('afterprint', restore);
}
