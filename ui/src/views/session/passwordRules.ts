/** The rules a new password is held to; the server checks them again. */
export interface PasswordRules {
  length: boolean
  kinds: boolean
  login: boolean
}

const KINDS = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]

export function checkPassword(password: string, login: string): PasswordRules {
  const empty = password === ''
  return {
    length: [...password].length >= 10,
    kinds: KINDS.filter((kind) => kind.test(password)).length >= 3,
    login: !empty && !password.toLowerCase().includes(login.toLowerCase()),
  }
}
