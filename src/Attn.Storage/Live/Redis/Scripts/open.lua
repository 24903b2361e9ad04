-- Opens a class session unless its teacher has one that has not ended.
-- KEYS: claim of the teacher, session, ends, course
-- ARGV: now, end of the session, id, session, its tag
-- Returns 1 (opened) or 0. Instants are tick counts of one width, so that they compare as text.
local claim = redis.call('HMGET', KEYS[1], 'id', 'end')
if claim[1] and claim[2] > ARGV[1] then
  return 0
end

redis.call('HSET', KEYS[1], 'id', ARGV[3], 'end', ARGV[2])
redis.call('HSET', KEYS[2], 'session', ARGV[4], 'tag', ARGV[5], 'end', ARGV[2], 'version', 1)
redis.call('ZADD', KEYS[3], 0, ARGV[2] .. ':' .. ARGV[3])
redis.call('ZADD', KEYS[4], 0, ARGV[2] .. ':' .. ARGV[3])
return 1
