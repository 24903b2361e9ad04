-- Opens a class session unless another one of the teacher is in its way, or there are too many.
-- KEYS: windows of the teacher, claim by the version before, session, ends, course
-- ARGV: now, id, session, its tag, its end, its window, first moment that it takes, most unended ones of a teacher; id,
--       seen and real window of a class session to correct (empty: none)
-- Returns {'opened'}, {'full'} or {'overlaps', id, window}.
correct(KEYS[1], KEYS[2], ARGV[9], ARGV[10], ARGV[11])
local other, window = find_in_the_way(KEYS[1], KEYS[2], ARGV[7], ARGV[5], ARGV[2])
if other then
  return {'overlaps', other, window}
end
if count_unended(KEYS[1], ARGV[1]) >= tonumber(ARGV[8]) then
  return {'full'}
end

redis.call('HSET', KEYS[1], ARGV[2], ARGV[6])
redis.call('HSET', KEYS[3], 'session', ARGV[3], 'tag', ARGV[4], 'end', ARGV[5], 'version', 1)
redis.call('ZADD', KEYS[4], 0, ARGV[5] .. ':' .. ARGV[2])
redis.call('ZADD', KEYS[5], 0, ARGV[5] .. ':' .. ARGV[2])
return {'opened'}
