import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/text.tsx'
import { keys, helpStrings as strings } from './strings.ts'
import './help.css'

export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  return (
    <Dialog title={text(strings.title)} className="help" onClose={onClose}>
      <h2 className="dialog-title">
        {text(strings.title)}
        <button type="button" className="button small" onClick={onClose}>
          {text(strings.close)}
        </button>
      </h2>
      <dl>
        {keys.map((key) => (
          <div key={key.does.en}>
            <dt>
              {key.keys.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text(key.does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
