-- Moves the end of a LoginSession and its photo, unless it was removed or has expired.
-- KEYS: login, photo, photos of the user
-- ARGV: now, new end, milliseconds until the new end, id of the login, new end in Unix milliseconds
-- Returns 1 (moved) or 0.
local expires = redis.call('HGET', KEYS[1], 'expires')
if not expires or expires <= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'expires', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if redis.call('PEXPIRE', KEYS[2], ARGV[3]) == 1 then
  redis.call('ZADD', KEYS[3], 'XX', ARGV[5], ARGV[4])
  if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[3]) then
    redis.call('PEXPIRE', KEYS[3], ARGV[3])
  end
end
return 1
