-- Moves the end of a LoginSession and its photo, unless it is gone or over.
-- KEYS: login, photo
-- ARGV: now, new end, milliseconds until then
local expires = redis.call('HGET', KEYS[1], 'expires')
if not expires or expires <= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'expires', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
