-- Takes back a delivery that did not reach the verifier, and makes the waiting face check due after a delay.
-- KEYS: outbox due, check
-- ARGV: id, milliseconds of the delay
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
local deliveries = tonumber(redis.call('HGET', KEYS[2], 'deliveries'))
if deliveries and deliveries > 0 then
  redis.call('HSET', KEYS[2], 'deliveries', deliveries - 1)
end
return 1
