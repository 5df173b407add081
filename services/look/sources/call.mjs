// What stands on the page is said aloud where the browser has voices: each line in its own language.
const button = document.querySelector('[data-speak]')
const lines = [...document.querySelectorAll('[data-speaks] li')]

const speak = () => {
  speechSynthesis.cancel()
  for (const line of lines) {
    const said = new SpeechSynthesisUtterance(line.textContent)
    said.lang = line.lang
    speechSynthesis.speak(said)
  }
}

if (button && 'speechSynthesis' in window) {
  button.hidden = false
  button.addEventListener('click', speak)
}
