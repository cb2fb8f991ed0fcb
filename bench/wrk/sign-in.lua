-- Sign-ins of many people in turn, each from a client address of its own: `-- ORIGIN PASSWORD PEOPLE FROM`.
local origin, password, people, count

function init(args)
  origin, password, people, count = args[1], args[2], tonumber(args[3]), tonumber(args[4])
end

function request()
  count = count + 1
  local address = string.format('10.%d.%d.%d', math.floor(count / 65536) % 256, math.floor(count / 256) % 256, count % 256)
  local headers = {
    ['content-type'] = 'application/json', ['origin'] = origin, ['sec-fetch-site'] = 'same-origin', ['x-forwarded-for'] = address
  }
  local body = string.format('{"email":"person-%d@example.com","password":"%s"}', count % people + 1, password)
  return wrk.format('POST', nil, headers, body)
end
