import { Button, Container, Head, Heading, Html, Img, Link, Preview, Section, Text } from 'react-email'
import { Fragment, type ReactNode, createContext, use } from 'react'
import { brand } from '#brand.ts'
import { m } from '#platform/i18n/generated/messages.js'
import { getLocale, getTextDirection } from '#platform/i18n/generated/runtime.js'
import type { Action as ActionProps, Block, Facts as FactsProps, MailContent } from './define-mail.ts'
import { OUTLOOK_STYLES, THEME_STYLES, look, startSide } from './styles.ts'

const MARK_PIXELS = 28

/** Origin that pictures come from. */
export const AppUrl = createContext('')

/** The one component of all emails. */
export function Mail({ preview, title, greeting, body, reason }: Omit<MailContent, 'subject'>) {
  const language = { lang: getLocale(), dir: getTextDirection() }
  return (
    <Html {...language}>
      <Head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: THEME_STYLES }} />
        <style dangerouslySetInnerHTML={{ __html: OUTLOOK_STYLES }} />
      </Head>
      <body {...look('page')}>
        <Preview useTitleTag={false}>{preview}</Preview>
        {/* Webmail keeps neither html nor body: language and direction stand here once more. */}
        <Section {...look('canvas')} {...language}>
          <Container style={{ maxWidth: '520px' }}>
            <Sender />
            <Section {...look('card')} tdClassName="inner">
              <Heading as="h1" {...look('title')}>
                {title}
              </Heading>
              <Paragraph>{greeting}</Paragraph>
              {body.map((block) => (
                <Part key={JSON.stringify(block)} block={block} />
              ))}
            </Section>
            <Foot reason={reason} />
          </Container>
        </Section>
      </body>
    </Html>
  )
}

function Part({ block }: { block: Block }) {
  if (typeof block === 'string') return <Paragraph>{block}</Paragraph>
  return 'facts' in block ? <Facts {...block} /> : <Action {...block} />
}

function Paragraph({ children }: { children: ReactNode }) {
  return <Text {...look('paragraph')}>{children}</Text>
}

/** An address or a browser's name keeps its own direction. */
function Facts({ facts }: FactsProps) {
  return (
    <Paragraph>
      {facts.map(({ term, value }, index) => (
        <Fragment key={term}>
          {index > 0 && <br />}
          {term}: <bdi>{value}</bdi>
        </Fragment>
      ))}
    </Paragraph>
  )
}

/** A button, and the same address in full for programs that show no buttons. */
function Action({ url, label, isSecondary = false }: ActionProps) {
  return (
    <>
      <Section style={{ padding: '10px 0 14px' }}>
        <Button {...look(isSecondary ? 'quiet' : 'button')} href={url}>
          {label}
        </Button>
      </Section>
      <Text {...look('hint')} data-skip-in-text>
        {m.email_paste_link()}
      </Text>
      <Text className="address" dir="ltr" style={{ ...look('hint').style, margin: '0 0 18px', wordBreak: 'break-all' }}>
        <Link {...look('link')} href={url}>
          {url}
        </Link>
      </Text>
    </>
  )
}

/** The mark is a picture made from `src/brand.ts`: mail programs draw no SVG. */
function Sender() {
  const gap = startSide() === 'left' ? 'marginRight' : 'marginLeft'
  return (
    <Section style={{ padding: '0 4px 20px' }} data-skip-in-text>
      <Img
        src={`${use(AppUrl)}/icon-192.png`}
        alt=""
        width={MARK_PIXELS}
        height={MARK_PIXELS}
        style={{ display: 'inline-block', verticalAlign: 'middle', borderRadius: '7px', [gap]: '10px' }}
      />
      <span {...look('name')}>{brand.name}</span>
    </Section>
  )
}

function Foot({ reason }: { reason: string }) {
  const { supportEmail, company } = brand
  const [before, after] = m.email_help({ address: supportEmail }).split(supportEmail)
  return (
    <Section style={{ padding: '18px 4px 0' }}>
      <Text {...look('foot')}>{reason}</Text>
      <Text {...look('foot')}>
        {before}
        <Link {...look('foot')} style={{ ...look('foot').style, textDecoration: 'underline' }} href={`mailto:${supportEmail}`}>
          {supportEmail}
        </Link>
        {after}
      </Text>
      <Text {...look('foot')}>
        <bdi>{company.name}</bdi>
        <br />
        <bdi>{company.address}</bdi>
      </Text>
    </Section>
  )
}
