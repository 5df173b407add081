// Nothing here is needed to use a page: it guards against double clicks and moves the focus to what is wrong.
import { Button } from './button.bundle.mjs'
import { ErrorSummary } from './error-summary.bundle.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
document.querySelectorAll('[data-module="govuk-button"]').forEach((button) => new Button(button))
document.querySelectorAll('[data-module="govuk-error-summary"]').forEach((summary) => new ErrorSummary(summary))
