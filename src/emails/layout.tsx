import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from 'react-email'
import type { ReactNode } from 'react'
import { brand } from '~/brand'
import { m } from '~/messages/generated/messages'
import { DARK_STYLES, styles } from './styles'

type LayoutProps = {
  /** What inboxes show after the subject. */
  preview: string
  title: string
  greeting: string
  children: ReactNode
}

export function Layout({ preview, title, greeting, children }: LayoutProps) {
  return (
    <Html lang="en">
      <Head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: DARK_STYLES }} />
      </Head>
      <Preview useTitleTag={false}>{preview}</Preview>
      <Body className="canvas" style={styles.canvas}>
        <Container style={styles.container}>
          <Section style={styles.head} data-skip-in-text>
            <span className="mark" style={styles.mark} />
            <span className="ink" style={styles.name}>
              {brand.name}
            </span>
          </Section>
          <Section className="card" style={styles.card}>
            <Heading as="h1" className="ink" style={styles.title}>
              {title}
            </Heading>
            <Paragraph>{greeting}</Paragraph>
            {children}
          </Section>
          <Section style={styles.feet}>
            <Text className="faint" style={styles.foot}>
              {m.email_footer({ brand: brand.name })}
            </Text>
            <Text className="faint" style={styles.foot}>
              {m.email_help({ address: brand.supportEmail })}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={styles.paragraph}>
      {children}
    </Text>
  )
}

/** A button, and the same address in full for programs that show no buttons. Only the latter is in the plain text. */
export function Action({ url, label, isSecondary = false }: { url: string; label: string; isSecondary?: boolean }) {
  return (
    <>
      <Section style={styles.action} data-skip-in-text>
        <Button className={isSecondary ? 'quiet' : 'button'} style={isSecondary ? styles.quiet : styles.button} href={url}>
          {label}
        </Button>
      </Section>
      <Text className="muted" style={styles.hint}>
        {m.email_paste_link()}
      </Text>
      <Text style={styles.url}>
        <Link className="link" style={styles.link} href={url}>
          {url}
        </Link>
      </Text>
    </>
  )
}
