import type { ApiProblem } from '#ui/client.ts'
import type { Content } from './draft.ts'
import { GuideForm } from './guide-form.tsx'
import { DoctorForm, NoticeForm, NumberForm } from './other-forms.tsx'

interface ContentFormProps {
  readonly content: Content
  readonly onContent: (content: Content) => void
  readonly problem: ApiProblem | null
}

/** The words of an item as they are written, by its kind. */
export function ContentForm({ content, ...rest }: ContentFormProps) {
  switch (content.kind) {
    case 'guide':
      return <GuideForm content={content} {...rest} />
    case 'number':
      return <NumberForm content={content} {...rest} />
    case 'notice':
      return <NoticeForm content={content} {...rest} />
    case 'doctor':
      return <DoctorForm content={content} {...rest} />
  }
}

/** What is sent: rows that were only begun, and words with nothing between their marks, are left out. */
export function tidied(content: Content): Content {
  const kept = (words: readonly string[]) => words.filter(word => word.trim() !== '')
  if (content.kind === 'guide')
    return { ...content, steps: content.steps.map(step => ({ ...step, papers: kept(step.papers) })) }
  return content.kind === 'number' ? { ...content, synonyms: kept(content.synonyms) } : content
}
