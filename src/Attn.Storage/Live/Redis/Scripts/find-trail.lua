-- Reads a class session, one of its records, and the audit entries about that student, all as of one moment.
-- KEYS: session, records, audit
-- ARGV: student
-- Returns {'gone'} or {'found', session, tag, version, record or nothing, audit entries}.
local stored = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version')
if not stored[1] then
  return {'gone'}
end
local entries = {}
for _, entry in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do
  local json = string.sub(entry, string.find(entry, '|', 1, true) + 1)
  if cjson.decode(json).studentNumber == ARGV[1] then
    table.insert(entries, entry)
  end
end
return {'found', stored[1], stored[2], stored[3], redis.call('HGET', KEYS[2], ARGV[1]), entries}
