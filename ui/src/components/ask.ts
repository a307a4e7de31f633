import { ElMessage } from 'element-plus/es/components/message/index'
import { ElMessageBox } from 'element-plus/es/components/message-box/index'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { words } from '@/app/i18n'

export interface Question {
  title: string
  text: string
  /** What the button says: the verb of the deed, never a bare OK. */
  action: string
}

/** Asks before something that cannot be taken back; true when the person goes on. */
export async function confirm(question: Question): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question.text, question.title, {
      confirmButtonText: question.action,
      cancelButtonText: words('ui.cancel'),
      closeOnClickModal: false,
      autofocus: false,
    })
    return true
  } catch {
    return false
  }
}

/** Asks for a reason in the person's own words; nothing when they turned back. */
export async function askReason(question: Question): Promise<string | null> {
  try {
    const { value } = await ElMessageBox.prompt(question.text, question.title, {
      confirmButtonText: question.action,
      cancelButtonText: words('ui.cancel'),
      inputType: 'textarea',
      inputValidator: (text: string) => (text && text.trim().length > 0 ? true : words('ui.reason_needed')),
      closeOnClickModal: false,
    })
    return value.trim()
  } catch {
    return null
  }
}

/** A short word that a deed is done. */
export function say(text: string): void {
  ElMessage({ message: text, type: 'success', grouping: true })
}
