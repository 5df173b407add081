// Keys for people who work here all day; every page works without them.
// data-key="a" on a link, button or field: the key follows, presses or goes to it. A table marked data-rows is walked
// row by row with j and k, or with the arrows once inside, and Enter opens the link of the row. "?" lists the keys.
// Single letters can be switched off (WCAG 2.1.4): speech input and slips of the hand press them unasked.
const STORE = 'keys'
const dialog = document.querySelector('.app-keys')
const box = dialog?.querySelector('[type=checkbox]')
const letters = () => localStorage.getItem(STORE) !== 'off'
const keyed = () => [...document.querySelectorAll('[data-key]')].filter((each) => each.getClientRects().length)
const typing = (target) => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
const made = (tag, text = '') => Object.assign(document.createElement(tag), { textContent: text })

function named (each) {
  const copy = each.cloneNode(true)
  copy.querySelectorAll('kbd').forEach((hint) => hint.remove())
  return (each.dataset.keyName || each.getAttribute('aria-label') || each.labels?.[0]?.textContent || copy.textContent).trim()
}

function show () {
  document.body.classList.toggle('app-keys-off', !letters())
  if (box) box.checked = letters()
}

function list () {
  const own = dialog.querySelector('.app-keys__own')
  own.replaceChildren(...keyed().map((each) => {
    const item = made('li')
    item.append(made('kbd', each.dataset.key), ' ' + named(each))
    return item
  }))
}

function toggle () {
  if (dialog.open) return dialog.close()
  list()
  dialog.showModal()
}

function press (each) {
  if (each.matches('input:not([type=submit]), textarea, select')) each.focus()
  else each.click()
}

function walk (table, by) {
  const links = [...table.querySelectorAll('tbody tr')].map((row) => row.querySelector('a')).filter(Boolean)
  const at = links.findIndex((link) => link.closest('tr').contains(document.activeElement))
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)]
  next?.focus()
  return next
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || typing(event.target)) return
  const inside = event.target.closest('[data-rows]')
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (inside && arrow && walk(inside, arrow)) return event.preventDefault()
  if (!letters()) return
  if (event.key === '?' && dialog) return toggle()
  if (dialog?.open) return
  const found = keyed().find((each) => each.dataset.key === event.key)
  const table = inside || document.querySelector('[data-rows]')
  const step = { j: 1, k: -1 }[event.key]
  if (found) press(found)
  else if (!(table && step && walk(table, step))) return
  event.preventDefault()
})

box?.addEventListener('change', () => {
  localStorage.setItem(STORE, box.checked ? 'on' : 'off')
  show()
})
document.querySelector('.app-keys-open')?.addEventListener('click', toggle)
show()
