-- Ends a LoginSession; the user's photo lives on until the end of the last one that is left.
-- KEYS: login, logins of the user, photo of the user, own photo of the login, own photos of the user
-- ARGV: id, entry among the logins of the user, now in Unix milliseconds, channel of ends
redis.call('UNLINK', KEYS[1], KEYS[4])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
if last[1] then
  redis.call('PEXPIRE', KEYS[3], math.max(tonumber(last[2]) - ARGV[3], 1))
else
  redis.call('UNLINK', KEYS[3])
end
redis.call('PUBLISH', ARGV[4], ARGV[1])
return 1
