import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref, type Ref } from 'vue'
import type { Me } from '@/api/types'
import { useDraft } from './draft'
import { setMe } from './session'

function signedIn(id: string): void {
  setMe({ id, login: id, name: id, roles: [], organisations: [], actions: [], must_change_password: false, csrf_token: 't', site: { code: 's', name: 's', year: 2023, demonstration: true } } as Me)
}

/** Opens a form, lets somebody use it, and closes it again. */
async function visit(use: (form: Ref<{ text: string }>, draft: ReturnType<typeof useDraft>) => void): Promise<void> {
  const scope = effectScope()
  await scope.run(async () => {
    const form = ref({ text: '' })
    use(form, useDraft('form', form))
    await nextTick()
  })
  scope.stop()
}

describe('a draft', () => {
  beforeEach(() => signedIn('1'))
  afterEach(() => {
    sessionStorage.clear()
    setMe(null)
  })

  it('is put back when the form is opened again', async () => {
    await visit((form, draft) => {
      expect(draft.restored.value).toBe(false)
      form.value.text = 'half a sentence'
    })
    await visit((form, draft) => {
      expect(form.value.text).toBe('half a sentence')
      expect(draft.restored.value).toBe(true)
    })
  })

  it('belongs to one person', async () => {
    await visit((form) => (form.value.text = 'mine'))
    signedIn('2')
    await visit((form) => expect(form.value.text).toBe(''))
  })

  it('is gone once it was sent or thrown away', async () => {
    await visit((form) => (form.value.text = 'sent'))
    await visit((_form, draft) => draft.discard())
    await visit((form, draft) => {
      expect(form.value.text).toBe('')
      expect(draft.restored.value).toBe(false)
    })
  })

  it('does not fall over what it cannot read', async () => {
    sessionStorage.setItem('luoshi.draft.1.form', '{broken')
    await visit((form) => expect(form.value.text).toBe(''))
  })
})
