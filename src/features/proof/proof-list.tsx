import { m } from '~/messages/generated/messages'
import { Contents } from '~/ui/contents'
import { PublicHeading } from '~/ui/public-heading'
import { SourceFile } from '~/ui/source-file'
import { CLAIMS, type Claim, proofsOf, testCount } from './claims'

/** What the product says of itself, and the sentences of the tests that hold it. */
export function ProofList() {
  return (
    <div className="grid grid-cols-1 gap-12 py-12 sm:py-16">
      <PublicHeading title={m.pages_proof_title()}>
        <p>{m.pages_proof_lead()}</p>
      </PublicHeading>
      <div className="grid grid-cols-1 gap-x-16 gap-y-10 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <Contents
          label={m.pages_proof_contents()}
          items={CLAIMS.map(({ id, name }) => ({ id, name: name(), note: String(testCount(id)) }))}
        />
        <div className="grid grid-cols-1 divide-y border-y">
          {CLAIMS.map((claim) => (
            <ClaimProof key={claim.id} claim={claim} />
          ))}
          <p className="py-6 text-sm text-pretty text-muted">{m.pages_proof_note()}</p>
        </div>
      </div>
    </div>
  )
}

function ClaimProof({ claim: { id, name, text } }: { claim: Claim }) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-7 py-10 first:pt-8">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id={id} className="scroll-mt-8 text-xl font-semibold">
            {name()}
          </h2>
          <p className="text-sm text-muted tabular-nums">{m.landing_tests({ count: testCount(id) })}</p>
        </div>
        <p className="max-w-[65ch] text-pretty text-muted">{text()}</p>
      </div>
      {proofsOf(id).map(({ file, groups }) => (
        <div key={file} className="grid grid-cols-1 gap-3">
          <h3 className="font-mono text-xs text-muted">
            <SourceFile path={file} />
          </h3>
          {groups.map(({ name: group, sentences }) => (
            <div key={group} lang="en" dir="ltr" className="grid gap-1.5 text-sm">
              {group === null ? null : <p className="font-medium">{group}</p>}
              <ul className="grid gap-1.5 border-s ps-3.5 text-pretty text-muted">
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}
