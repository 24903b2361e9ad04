-- Makes a face check due in a while; one that is gone stays gone.
-- KEYS: outbox due
-- ARGV: id, milliseconds
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
return 1
