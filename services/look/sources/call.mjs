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

// Where it is recorded what they say: into a field of the form, which then goes out as any other.
const form = document.querySelector('form[enctype]')
const talk = document.querySelector('[data-talk]')
const done = document.querySelector('[data-done]')

const record = async () => {
  const recorder = new MediaRecorder(await navigator.mediaDevices.getUserMedia({ audio: true }))
  const parts = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  recorder.addEventListener('stop', () => {
    const given = new DataTransfer()
    given.items.add(new File(parts, 'sound', { type: recorder.mimeType }))
    form.elements.sound.files = given.files
    form.submit()
  })
  recorder.start()
  talk.hidden = true
  done.hidden = false
  done.addEventListener('click', () => recorder.stop())
}

if (talk && navigator.mediaDevices && 'MediaRecorder' in window) {
  talk.hidden = false
  talk.addEventListener('click', record)
}
