-- Whether one more use would fit into the window that ends now. Changes nothing.
-- KEYS: rate
-- ARGV: limit, window in microseconds
-- Answers -1 (it fits) or the microseconds until it will.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
-- With fewer uses than the limit there is none; with as many or more, this one must leave the window first.
local leaves = redis.call('LINDEX', KEYS[1], -ARGV[1])
if not leaves or tonumber(leaves) <= now - ARGV[2] then
  return -1
end
return math.max(tonumber(leaves) + ARGV[2] - now, 1)
