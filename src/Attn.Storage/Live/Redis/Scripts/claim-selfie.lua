-- Adds a selfie to those of a student, if they are still the ones that were compared.
-- KEYS: selfies of the student
-- ARGV: the selfies that were read (joined by a space), what is added, its end and now (Unix milliseconds)
-- Returns 1 (done) or 0 (changed).
if table.concat(redis.call('ZRANGE', KEYS[1], 0, -1), ' ') ~= ARGV[1] then
  return 0
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3] - ARGV[4])
return 1
