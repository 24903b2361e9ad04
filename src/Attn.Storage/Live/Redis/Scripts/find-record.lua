-- Reads a class session and one of its records as of one moment.
-- KEYS: session, records
-- ARGV: student
-- Returns {'gone'} or {'found', session, tag, version, record or nothing}.
local stored = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version')
if not stored[1] then
  return {'gone'}
end
return {'found', stored[1], stored[2], stored[3], redis.call('HGET', KEYS[2], ARGV[1])}
