// A key that is taken away, refused or unknown: allauth's script tells it as an event, the page says it.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  document.getElementById('key_failed').hidden = false
})
