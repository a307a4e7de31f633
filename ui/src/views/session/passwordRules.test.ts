import { expect, it } from 'vitest'
import { checkPassword } from './passwordRules'

it('holds a password to the rules', () => {
  expect(checkPassword('', 'office')).toEqual({ length: false, kinds: false, login: false })
  expect(checkPassword('abcdefghij', 'office')).toEqual({ length: true, kinds: false, login: true })
  expect(checkPassword('Abcdef123', 'office')).toEqual({ length: false, kinds: true, login: true })
  expect(checkPassword('My-Office-2023', 'office')).toEqual({ length: true, kinds: true, login: false })
  expect(checkPassword('Spring-2023-water', 'office')).toEqual({ length: true, kinds: true, login: true })
})
