// A part of a page that keeps up with what it shows:
//   <div data-live="…services.record.live.address(topic)" data-revision="7" data-etag='"…"'
//        hx-get="…" hx-trigger="live:moved">…</div>
// The socket says only that something moved; the part is then fetched as any page is. Without a socket it is asked for
// now and then; while nobody looks, not at all.
const LOST = 15_000 // between two questions without a socket
const CALM = 120_000 // and with one, as a word may be lost
const SILENT = 60_000 // the server speaks twice in that time, or is gone
const SLOWEST = 60_000 // between two tries
const REFUSED = 4403 // the ticket is over: only a new page brings another

class Part {
  constructor (element) {
    this.element = element
    this.revision = Number(element.dataset.revision ?? 0)
    this.etag = element.dataset.etag
    this.tries = 0
    if (!document.hidden) this.start()
  }

  // `due` is a question at the first chance: when the socket opens, or cannot be had.
  start (due = false) {
    this.rest()
    this.due = due
    this.askLater()
    this.connect()
  }

  rest () {
    clearTimeout(this.question)
    clearTimeout(this.try)
    this.drop()
  }

  connect () {
    const socket = this.socket = new WebSocket(this.element.dataset.live)
    socket.onmessage = ({ data }) => this.socket === socket && this.hear(JSON.parse(data))
    socket.onclose = ({ code }) => this.socket === socket && this.lose(code)
  }

  hear ({ revision }) {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.lose(), SILENT)
    const first = !this.open
    this.open = true
    this.tries = 0
    if (first || revision > this.revision) this.ask() // what moved before we listened was not told
    this.revision = Math.max(this.revision, revision ?? 0)
  }

  lose (code) {
    this.drop()
    if (this.due) this.ask()
    else this.askLater()
    if (code === REFUSED) return
    // not all at once: a server that comes back has everybody before it
    const wait = Math.min(1000 * 2 ** this.tries++, SLOWEST) * (0.5 + Math.random())
    this.try = setTimeout(() => this.connect(), wait)
  }

  drop () {
    clearTimeout(this.silence)
    const socket = this.socket
    this.socket = undefined
    this.open = false
    socket?.close()
  }

  ask () {
    this.due = false
    this.askLater()
    this.element.dispatchEvent(new CustomEvent('live:moved', { detail: { revision: this.revision } }))
  }

  askLater () {
    clearTimeout(this.question)
    this.question = setTimeout(() => this.ask(), this.open ? CALM : LOST)
  }

  sayWhatWeHave (headers) {
    if (this.etag) headers['If-None-Match'] = this.etag
  }

  // Nothing is put in place of itself: neither the focus nor a screen reader shall notice.
  take (detail) {
    if (detail.xhr.status === 304) detail.shouldSwap = false
    else if (detail.xhr.status === 200) this.etag = detail.xhr.getResponseHeader('ETag')
  }
}

const parts = new Map()

function follow () {
  for (const [element, part] of parts) {
    if (!element.isConnected && parts.delete(element)) part.rest()
  }
  for (const element of document.querySelectorAll('[data-live]')) {
    if (!parts.has(element)) parts.set(element, new Part(element))
  }
}

follow()
document.addEventListener('htmx:load', follow) // a part that came with another, or went
document.addEventListener('htmx:configRequest', ({ detail }) => parts.get(detail.elt)?.sayWhatWeHave(detail.headers))
document.addEventListener('htmx:beforeSwap', ({ detail }) => parts.get(detail.requestConfig.elt)?.take(detail))
document.addEventListener('visibilitychange', () => {
  for (const part of parts.values()) document.hidden ? part.rest() : part.start(true)
})
