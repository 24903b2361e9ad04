-- Makes a waiting face check due after a delay; one that ended or was stopped stays so.
-- KEYS: outbox due
-- ARGV: id, milliseconds of the delay
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
return 1
