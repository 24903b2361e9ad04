-- Saves a LoginSession and ends those that are surplus, if the user's LoginSessions are still those that were read.
-- KEYS: login, logins of the user, photo of the user, own photos of the user; login and own photo of each surplus LoginSession
-- ARGV: logins of the user that were read (joined by a space), JSON, end, milliseconds until the end, entry among the
--       logins of the user, end and now in Unix milliseconds, photo (empty: leave it), channel of ends; the surplus
--       LoginSessions' entries
-- Returns 1 (saved) or 0 (they have changed).
if table.concat(redis.call('ZRANGE', KEYS[2], 0, -1), ' ') ~= ARGV[1] then
  return 0
end
-- First a write that Redis refuses when it is full: it then has changed nothing.
redis.call('HSET', KEYS[1], 'login', ARGV[2], 'expires', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[6], ARGV[5])
if ARGV[8] ~= '' then
  redis.call('SET', KEYS[3], ARGV[8])
end
for at = 10, #ARGV do
  local id = string.match(ARGV[at], ':(.*)')
  redis.call('UNLINK', KEYS[2 * at - 15], KEYS[2 * at - 14])
  redis.call('ZREM', KEYS[2], ARGV[at])
  redis.call('ZREM', KEYS[4], id)
  redis.call('PUBLISH', ARGV[9], id)
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[7])
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
local left = math.max(tonumber(last[2]) - ARGV[7], 1)
redis.call('PEXPIRE', KEYS[2], left)
redis.call('PEXPIRE', KEYS[3], left)
return 1
