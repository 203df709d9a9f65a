import { useSession } from '../api/queries.ts'
import { type Liked, useChoices } from '../shell/choices.ts'
import '../theme/comforts.css'
import { settingWords } from '../words/notices.ts'
import { useWords } from '../words/words.ts'
import { MailCard } from './mail-card.tsx'
import { WebhookCard } from './webhook-card.tsx'

/** 页面偏好. Language, look, density, size of type: seen at once, kept with the account. */
export function SettingsPage() {
  const words = useWords(settingWords)
  const session = useSession()
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        <span className="note">{words.kept}</span>
      </div>
      <section className="card settings">
        <Choice
          name="language"
          options={[
            ['zh', '中文'],
            ['en', 'English'],
          ]}
        />
        <Choice
          name="look"
          options={[
            ['light', words.light],
            ['dark', words.dark],
          ]}
        />
        <Choice
          name="density"
          options={[
            ['dense', words.dense],
            ['roomy', words.roomy],
          ]}
        />
        <Choice
          name="size"
          options={[
            ['normal', words.normal],
            ['large', words.large],
            ['larger', words.larger],
          ]}
        />
      </section>
      <div className="stack further">
        <MailCard />
        {session.data?.roles.includes('administrator') ? <WebhookCard /> : null}
      </div>
    </>
  )
}

interface Given<K extends keyof Liked> {
  readonly name: K
  readonly options: readonly (readonly [value: Liked[K], text: string])[]
}

function Choice<K extends keyof Liked>({ name, options }: Given<K>) {
  const words = useWords(settingWords)
  const choices = useChoices()
  return (
    <fieldset>
      <legend>{words[name]}</legend>
      {options.map(([value, text]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={choices[name] === value}
            onChange={() => choices.choose({ [name]: value })}
          />{' '}
          {text}
        </label>
      ))}
    </fieldset>
  )
}
