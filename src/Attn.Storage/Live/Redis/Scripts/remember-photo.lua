-- Adds a LoginSession to those of a user that have a photo. The set expires with the last of them.
-- KEYS: photos of the user
-- ARGV: id of the login, its end, now (Unix milliseconds)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
redis.call('PEXPIRE', KEYS[1], math.max(tonumber(last[2]) - ARGV[3], 1))
return 1
