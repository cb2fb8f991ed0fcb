export const LONG =
  'A text that nobody planned for, long enough to wrap twice, with an unbreakable_identifier_of_sixty_characters_that_goes_on_and_on'

export const CITIES = [
  { value: 'abha', label: 'أبها', hint: 'Abha' },
  { value: 'geneva', label: 'Genève', hint: 'Geneva' },
  { value: 'gothenburg', label: 'Göteborg', hint: 'Gothenburg' },
  { value: 'krakow', label: 'Kraków' },
  { value: 'llanfair', label: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' },
  { value: 'malmo', label: 'Malmö' },
  { value: 'reykjavik', label: 'Reykjavík' },
  { value: 'sao-paulo', label: 'São Paulo' },
  { value: 'ulm', label: 'Ulm', disabled: true },
  { value: 'zurich', label: 'Zürich' },
]
