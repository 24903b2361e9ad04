-- Writes a class session if it is still what the rule saw, and its audit entry; the order of ends and the teacher's
-- windows change with it.
-- KEYS: session, ends, course, windows of the teacher, claim by the version before, audit, course as
--       the version before wrote it
-- ARGV: tag that the rule saw, id, session, its tag, its end, channel of the changes, its window, end that the rule saw
--       (empty: a later end is not compared with other windows), audit entry (empty: none); id, seen and real window of
--       a class session to correct (empty: none)
-- Returns {'done'}, {'gone'}, {'changed', session, tag, version} or {'overlaps', id, window}.
local stored = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version', 'end')
if not stored[1] then
  return {'gone'}
end
if stored[2] ~= ARGV[1] then
  return {'changed', stored[1], stored[2], stored[3]}
end
correct(KEYS[4], KEYS[5], ARGV[10], ARGV[11], ARGV[12])
if ARGV[8] ~= '' then
  local other, window = find_in_the_way(KEYS[4], KEYS[5], ARGV[8], ARGV[5], ARGV[2])
  if other then
    return {'overlaps', other, window}
  end
end

local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('PUBLISH', ARGV[6], 'session|' .. version .. '|' .. ARGV[3])
redis.call('HSET', KEYS[1], 'session', ARGV[3], 'tag', ARGV[4], 'end', ARGV[5])
redis.call('ZREM', KEYS[7], stored[4] .. ':' .. ARGV[2])
for index = 2, 3 do
  redis.call('ZREM', KEYS[index], stored[4] .. ':' .. ARGV[2])
  redis.call('ZADD', KEYS[index], 0, ARGV[5] .. ':' .. ARGV[2])
end
redis.call('HSET', KEYS[4], ARGV[2], ARGV[7])
if redis.call('HGET', KEYS[5], 'id') == ARGV[2] then
  redis.call('DEL', KEYS[5])
end
if ARGV[9] ~= '' then
  redis.call('RPUSH', KEYS[6], version .. '|' .. ARGV[9])
end
return {'done'}
