/** What pages of this site ask a browser for. */
const OWN = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get']

/** What they never do: neither can a script that got in. */
const NONE = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

export const PERMISSIONS = [...OWN.map((name) => `${name}=(self)`), ...NONE.map((name) => `${name}=()`)].join(', ')
