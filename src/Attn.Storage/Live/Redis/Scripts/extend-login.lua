-- Moves the end of a LoginSession and its photo, unless it was removed or has expired.
-- KEYS: login, logins of the user, photo of the user, own photo of the login, own photos of the user
-- ARGV: now, new end, milliseconds until the new end, id of the login, entry among the logins of the user, new end in
--       Unix milliseconds
-- Returns 1 (moved) or 0.
local expires = redis.call('HGET', KEYS[1], 'expires')
if not expires or expires <= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'expires', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
-- One that version 0.1 saved is not among the logins of the user yet.
redis.call('ZADD', KEYS[2], ARGV[6], ARGV[5])
if redis.call('PEXPIRE', KEYS[4], ARGV[3]) == 1 then
  redis.call('ZADD', KEYS[5], 'XX', ARGV[6], ARGV[4])
end
for _, key in ipairs({ KEYS[2], KEYS[3], KEYS[5] }) do
  if redis.call('PTTL', key) < tonumber(ARGV[3]) then
    redis.call('PEXPIRE', key, ARGV[3])
  end
end
return 1
