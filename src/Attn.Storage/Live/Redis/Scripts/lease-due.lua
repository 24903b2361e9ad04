-- Leases face checks that are due: nobody else gets them until the lease ends.
-- KEYS: outbox due
-- ARGV: limit, milliseconds of the lease
-- Returns their ids.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
for _, id in ipairs(ids) do
  redis.call('ZADD', KEYS[1], 'XX', now + ARGV[2], id)
end
return ids
