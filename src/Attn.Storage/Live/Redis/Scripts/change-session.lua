-- Writes a class session if it is still what the rule saw; the order of ends and the teacher's claim change with it.
-- KEYS: session, ends, course, claim of the teacher
-- ARGV: tag that the rule saw, id, session, its tag, its end, channel of the changes
-- Returns {'done'}, {'gone'} or {'changed', session, tag, version}.
local stored = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version', 'end')
if not stored[1] then
  return {'gone'}
end
if stored[2] ~= ARGV[1] then
  return {'changed', stored[1], stored[2], stored[3]}
end

local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('PUBLISH', ARGV[6], 'session|' .. version .. '|' .. ARGV[3])
redis.call('HSET', KEYS[1], 'session', ARGV[3], 'tag', ARGV[4], 'end', ARGV[5])
for index = 2, 3 do
  redis.call('ZREM', KEYS[index], stored[4] .. ':' .. ARGV[2])
  redis.call('ZADD', KEYS[index], 0, ARGV[5] .. ':' .. ARGV[2])
end
if redis.call('HGET', KEYS[4], 'id') == ARGV[2] then
  redis.call('HSET', KEYS[4], 'end', ARGV[5])
end
return {'done'}
