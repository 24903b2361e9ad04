-- Moves the deadline of a face check; one that ended stays so.
-- KEYS: check
-- ARGV: deadline
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'deadline', ARGV[1])
end
return 1
