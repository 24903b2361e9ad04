-- A class session and one of its records as of one moment.
-- KEYS: session, records
-- ARGV: student
-- Answers {'gone'} or {'there', session, tag, version, record or nothing}.
local there = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version')
if not there[1] then
  return {'gone'}
end
return {'there', there[1], there[2], there[3], redis.call('HGET', KEYS[2], ARGV[1])}
